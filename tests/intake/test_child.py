"""What is asked of each child: birth, the four kinds of "don't know", earlier places, who cares."""

import pytest

from cases.enums import (
    BirthBasis,
    Confidence,
    Custody,
    MissingReason,
    Question,
    Recognition,
    Relationship,
    Script,
    Separation,
    WhereaboutsKind,
)
from cases.models import Child, Document, Guardian, MissingAnswer, SeparationPeriod, Whereabouts
from tests.factories import PlaceFactory
from tests.intake.walking import NAMES, child_steps, family, minimum

pytestmark = pytest.mark.django_db


# --- birth ---


def test_a_birth_from_a_paper_keeps_how_sure_it_is_and_lists_the_paper(registering, place):
    birth = {
        "birth_kind": "month",
        "birth_age": "",
        "birth_month_month": "3",
        "birth_month_year": "2012",
        "birth_basis": "document_unrecognised",
        "birth_paper": "birth_cert",
        "birth_confidence": "doubtful",
    }
    registering.answers(minimum(place, birth=birth))
    row = registering.opens("child-1-papers").context["form"].rows[0]
    assert (row["kind"].value(), row["recognition"].value()) == ("birth_cert", "not_recognised")
    paper = {"row0-kind": "birth_cert", "row0-custody": "with_ngo", "row0-recognition": "not_recognised"}
    registering.answers({"child-1-papers": paper})
    registering.records()
    person = Child.objects.get().person
    assert person.birth_precision == "month"
    assert (person.birth_basis, person.birth_confidence) == (
        BirthBasis.DOCUMENT_UNRECOGNISED,
        Confidence.DOUBTFUL,
    )
    paper = Document.objects.get()
    assert (paper.person, paper.recognition, paper.custody) == (
        person,
        Recognition.NOT_RECOGNISED,
        Custody.WITH_NGO,
    )


def test_beside_the_birth_stands_what_is_kept(registering):
    """Range, age, source and legal clocks; by htmx while typing, and on the page after Continue or the button."""
    born = {"birth_kind": "range", "birth_from_year": "2014", "birth_to_year": "2015"}
    typed = born | {"birth_basis": "parent_statement", "birth_confidence": "doubtful"}
    beside = registering.client.post(
        f"{registering.url}child-1-birth/beside/", {"version": 1, **typed}
    ).content.decode()
    assert "child-1-birth" not in registering.draft.answers
    page = registering.sends("child-1-birth", **typed, show="1").content.decode()
    for text in (beside, page):
        assert "between 2014 and 2015" in text
        assert "Parent statement, doubtful" in text
        assert "Turns 18 between 2032 and 2033" in text


# --- the four kinds of "don't know" ---


@pytest.mark.parametrize("reason", MissingReason)
def test_each_reason_is_kept_as_it_is_for_person_and_question(registering, place, reason):
    steps = family(place) | {
        "child-1-about": {"sex": "u", "no_sex": reason},
        "child-1-birth": {
            "birth_kind": "unknown",
            "no_birth": reason,
            "no_birth_place": reason,
            "no_origin": reason,
        },
        "child-1-where": {
            "kind": "unknown",
            "company": "unknown",
            "no_where_now": reason,
            "no_company": reason,
            "no_carer": reason,
        },
        "child-1-before": {"no_found": reason, "no_lived_before": reason},
        "child-1-papers": {"no_papers": reason},
        "child-1-nationality": {"no_nationality": reason},
        "father": {"how": "none", "no_parent": reason},
        "mother": {"how": "new", "name_latin": "Gulnora Saidova", "no_status": reason},
    }
    registering.answers(steps)
    registering.records()
    first = Child.objects.order_by("pk").first().person
    asked = {Question.SEX, Question.BIRTH, Question.BIRTH_PLACE, Question.ORIGIN, Question.WHERE_NOW}
    asked |= {Question.COMPANY, Question.CARER, Question.FOUND, Question.LIVED_BEFORE, Question.PAPERS}
    asked |= {Question.NATIONALITY, Question.FATHER}
    assert set(first.missing_answers.values_list("question", "reason")) == {
        (question, reason) for question in asked
    }
    mother = MissingAnswer.objects.get(question=Question.STATUS)
    assert (mother.person, mother.reason) == (Guardian.objects.get().person, reason)


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("child-1-name", {"name_latin": "Zarina", "no_name": "unknown"}, "no_name"),
        ("child-1-about", {"sex": "f", "no_sex": "refused"}, "no_sex"),
        ("child-1-birth", {"birth_kind": "age", "birth_age": "8", "no_birth": "withheld"}, "no_birth"),
        (
            "child-1-papers",
            {"row0-kind": "passport", "row0-custody": "lost", "no_papers": "unknown"},
            "no_papers",
        ),
    ],
)
def test_an_answer_and_a_reason_for_none_do_not_go_together(registering, step, typed, field):
    response = registering.sends(step, **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors


# --- before, and who cares ---


def test_earlier_places_are_kept_as_periods_that_have_ended(registering, place):
    gone = PlaceFactory(name="Camp 0")
    before = {
        "found_place": str(gone.public_id),
        "found_country": "SY",
        "found_date": "2019-01-05",
        "row0-country": "TR",
        "row0-from_date": "2014-01-01",
        "row0-to_date": "2016-01-01",
        "row0-company": "with_both_parents",
        "row1-place": str(gone.public_id),
    }
    where = {"from_date": "2019-02-01", "confidence": "confirmed"}
    registering.answers(minimum(place, before=before, where=where))
    registering.records()
    child = Child.objects.get()
    assert (child.found_place, child.found_country_id, child.found_date.isoformat()) == (
        gone,
        "SY",
        "2019-01-05",
    )
    stays = Whereabouts.objects.filter(to_date__isnull=False).order_by("pk")
    assert [(stay.kind, stay.to_date.isoformat()) for stay in stays] == [
        (WhereaboutsKind.IN_COUNTRY, "2016-01-01"),
        (WhereaboutsKind.AT_PLACE, "2019-02-01"),
    ]
    assert Whereabouts.objects.current().get().place == place
    earlier = SeparationPeriod.objects.get(to_date__isnull=False)
    assert (earlier.status, earlier.to_date.isoformat()) == (Separation.WITH_BOTH_PARENTS, "2016-01-01")


def test_a_carer_who_is_named_alike_is_one_person(registering, place):
    aunt = {"carer": "person", "carer_relationship": "aunt_m", "carer_name": "Aziza Karimova"}
    steps = {"family": {"children": "2", "here": ["carer"]}}
    for number in (1, 2):
        steps |= child_steps(place, number, full=NAMES[number - 1], where=aunt)
    registering.answers(steps)
    registering.records()
    guardian = Guardian.objects.get()
    ties = guardian.guardianships.all()
    assert {(tie.relationship, tie.is_carer) for tie in ties} == {(Relationship.AUNT_M, True)}
    assert ties.count() == 2


def test_an_institution_may_be_the_carer(registering, place):
    home = {"carer": "institution", "carer_name": "Home of the river"}
    registering.answers(minimum(place, where=home))
    registering.records()
    tie = Child.objects.get().guardianships.get()
    assert (tie.relationship, tie.is_carer) == (Relationship.INSTITUTION_STAFF, True)
    assert tie.guardian.person.names.get().script == Script.LATIN
