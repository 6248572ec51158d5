"""A parent's birth is asked like a child's; one who is certainly under 18 is a child as well, with a file if wanted."""

from datetime import date

import pytest

from cases.components.partial_dates import PartialDate
from cases.enums import BirthPrecision, Confidence, Question, Relationship, Separation
from cases.errors import Refused
from cases.intake.actions import NewParent, Registration, Where, register_child
from cases.models import CaseAssignment, Child, FamilyGroup, Guardian, Person
from cases.people.actions import Birth
from tests.intake.walking import family

pytestmark = pytest.mark.django_db

SIXTEEN = {"birth_kind": "age", "birth_age": "16", "birth_basis": "parent_statement"}


def with_birth(place, **typed):
    return family(place) | {"mother-birth": typed}


def test_the_birth_of_a_mother_is_kept_as_exactly_as_it_is_known(registering, place):
    month = {"birth_kind": "month", "birth_month_month": "5", "birth_month_year": "1990"}
    more = {"birth_basis": "parent_statement", "birth_confidence": "doubtful", "no_origin": "refused"}
    registering.answers(with_birth(place, **month, **more))
    registering.records()
    person = Guardian.objects.get().person
    assert (person.birth_earliest, person.birth_latest) == (date(1990, 5, 1), date(1990, 5, 31))
    assert (person.birth_precision, person.birth_confidence) == (BirthPrecision.MONTH, Confidence.DOUBTFUL)
    assert person.missing_answers.get().question == Question.ORIGIN


def test_why_a_birth_is_not_known_is_kept_with_the_mother_and_not_with_the_children(registering, place):
    registering.answers(with_birth(place, birth_kind="unknown", no_birth="refused"))
    registering.records()
    kept = Guardian.objects.get().person.missing_answers.get()
    assert (kept.question, kept.reason) == (Question.BIRTH, "refused")
    for child in Child.objects.all():
        assert not child.person.missing_answers.filter(question=Question.BIRTH).exists()


def test_the_birth_of_a_parent_may_be_left_out(registering, place):
    registering.answers(with_birth(place, birth_kind=""))
    assert registering.records().status_code == 302
    assert Guardian.objects.get().person.birth_earliest is None


def test_only_of_a_parent_who_is_not_on_file_yet_the_birth_is_asked(registering, place):
    registering.answers(family(place))
    assert registering.sends("mother", how="none").url.endswith("/father/")
    assert registering.opens("mother-birth").status_code == 404
    assert registering.sends("mother", how="new", status="missing").url.endswith("/mother-birth/")


@pytest.mark.parametrize(
    ("typed", "is_offered"),
    [
        (SIXTEEN, True),
        ({"birth_kind": "age", "birth_age": "16 to 18"}, False),
        ({"birth_kind": "unknown"}, False),
        ({"birth_kind": "month", "birth_month_year": "20"}, False),
    ],
)
def test_a_file_of_her_own_is_offered_where_she_is_certainly_under_18(registering, place, typed, is_offered):
    registering.answers(family(place))
    registering.sends("mother-birth", **typed)
    assert registering.opens("mother-file").status_code == (200 if is_offered else 404)


def test_the_page_says_that_a_mother_under_18_counts_as_a_child(registering, place):
    registering.answers(family(place))
    beside = f"{registering.url}mother-birth/beside/"
    said = "Counts as a child too"
    assert said in registering.client.post(beside, SIXTEEN).content.decode()
    assert said not in registering.client.post(beside, SIXTEEN | {"birth_age": "30"}).content.decode()
    assert registering.sends("mother-birth", **SIXTEEN).url.endswith("/mother-file/")
    registering.answers({"mother-file": {"own_file": "yes"}})
    text = registering.opens("check").content.decode()
    assert "Open a case file for her too?" in text
    assert "Yes, she gets a case file of her own" in text


def test_a_mother_who_is_a_child_has_both_files_as_one_person(registering, place, caseworker):
    registering.answers(with_birth(place, **SIXTEEN) | {"mother-file": {"own_file": "yes"}})
    response = registering.client.post(
        f"{registering.url}check/", {"version": registering.draft.version}, follow=True
    )
    assert "4 cases are open" in response.content.decode()
    mother = Guardian.objects.get()
    own = Child.objects.get(person=mother.person)
    assert (Child.objects.count(), Person.objects.count()) == (4, 4)
    assert CaseAssignment.objects.get(child=own).user == caseworker
    assert own.separations.get().status == Separation.UNKNOWN
    assert own.person.whereabouts.get().place == place
    assert {tie.relationship for tie in mother.guardianships.all()} == {Relationship.MOTHER}
    assert FamilyGroup.objects.get().memberships.count() == 4
    assert response.context["child"].public_id != own.public_id


def test_no_file_is_opened_where_nobody_wants_one(registering, place):
    registering.answers(with_birth(place, **SIXTEEN) | {"mother-file": {"own_file": "no"}})
    registering.records()
    assert Child.objects.count() == 3


def test_a_file_of_her_own_that_no_longer_applies_is_named_and_not_opened(registering, place):
    registering.answers(with_birth(place, **SIXTEEN) | {"mother-file": {"own_file": "yes"}})
    registering.answers({"mother-birth": SIXTEEN | {"birth_age": "30"}})
    assert "The mother is under 18: a case file of her own?" in list(
        map(str, registering.opens("check").context["page"].left_out)
    )
    registering.records()
    assert Child.objects.count() == 3


def test_no_case_file_is_opened_for_an_adult(caseworker, place):
    grown = Birth(when=PartialDate(date(1990, 1, 1), date(1990, 12, 31), BirthPrecision.YEAR))
    registration = Registration(
        names={"Latn": "Zarina Saidova"},
        sex="f",
        birth=Birth(),
        where=Where(place=place),
        company=Separation.WITH_MOTHER,
        mother=NewParent(names={"Latn": "Gulnora Saidova"}, birth=grown, opens_case=True),
    )
    with pytest.raises(Refused, match="under 18"):
        register_child(by=caseworker, registration=registration)
    assert not Child.objects.exists()
