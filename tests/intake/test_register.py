"""Registering: five answers are enough, all of it is saved at once or nothing, and once."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import (
    CaseStatus,
    Confidence,
    ParentSide,
    PersonState,
    Relationship,
    Separation,
    Sex,
    WhereaboutsKind,
)
from cases.intake import actions
from cases.intake.steps import Answers, steps_of
from cases.models import (
    CaseAssignment,
    Child,
    ContactPermission,
    FamilyGroup,
    Guardian,
    Nationality,
    Person,
    RegistrationDraft,
    SeparationPeriod,
    Whereabouts,
)
from tests.factories import ChildFactory
from tests.intake.walking import child_steps, minimum
from tests.people import client_of

pytestmark = pytest.mark.django_db

URL = "/register/"
BACKWARDS = {"row0-from_date": "2018-02-01", "row0-to_date": "2018-01-01"}


def whole(place):
    return {
        "family": {"children": "1", "here": ["mother"]},
        "mother": {
            "how": "new",
            "name_latin": "Gulnora Saidova",
            "status": "detained_pretrial",
            "status_confidence": "confirmed",
        },
        "father": {"how": "new", "name_latin": "Rustam Saidov", "status": "believed_dead"},
        **child_steps(
            place,
            name={"name_latin": "Zarina Saidova", "name_cyrillic": "Зарина Саидова"},
            birth={"birth_basis": "parent_statement"},
            nationality={
                "rows": "2",
                "row0-state": "TJ",
                "row0-basis": "jus_sanguinis_mother",
                "row1-state": "RU",
                "row1-basis": "jus_sanguinis_father_married",
            },
        ),
    }


# --- the pages ---


def test_the_register_page_says_how_little_is_enough(caseworker):
    response = client_of(caseworker).get(URL)
    assert response.status_code == 200
    assert "Five answers are enough" in response.content.decode()


def test_every_question_has_a_page_of_its_own(registering):
    """Child, place and company, mother, father, claims: what the one long page asked in sections, and more."""
    asked = [registering.opens(step.slug) for step in steps_of(Answers(registering.draft))]
    assert {response.status_code for response in asked} == {200}
    text = "".join(response.content.decode() for response in asked)
    for title in (
        "Who is here?",
        "What is the child’s name?",
        "Where is the child now, and with whom?",
        "Who is the mother?",
        "Who is the father?",
        "Which States may be the child’s?",
        "Is there another child?",
    ):
        assert title in text, title


@pytest.mark.parametrize("url", [URL, f"{URL}quick/"])
def test_only_those_who_keep_cases_register(official, coordinator, officer, administrator, url):
    for user in (official, coordinator, officer, administrator):
        assert client_of(user).get(url).status_code == 403
        assert client_of(user).post(url, {}).status_code == 403
    assert not Child.objects.exists()
    assert not RegistrationDraft.objects.exists()


@pytest.mark.parametrize("url", [URL, f"{URL}quick/"])
def test_methods(caseworker, url):
    assert client_of(caseworker).put(url).status_code == 405


# --- what is saved ---


def test_five_answers_open_a_case(registering, caseworker, place):
    registering.answers(minimum(place))
    response = registering.records()
    child = Child.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("casefile:detail", args=[child.public_id])
    today = timezone.localdate()
    assert (child.office, child.status, child.registered_date) == (
        caseworker.office,
        CaseStatus.REGISTERED,
        today,
    )
    assert (child.person.sex, child.person.birth_precision) == (Sex.F, "range")
    assert child.person.names.get().full == "Zarina Saidova"
    where = Whereabouts.objects.get()
    assert (where.place, where.confidence, where.from_date) == (place, Confidence.CONFIRMED, None)
    assert SeparationPeriod.objects.get().status == Separation.WITH_MOTHER
    assignment = CaseAssignment.objects.get()
    assert (assignment.user, assignment.from_date) == (caseworker, today)
    assert not Guardian.objects.exists()
    assert not Nationality.objects.exists()
    assert not FamilyGroup.objects.exists()


def test_a_whole_registration_is_saved_with_parents_claims_and_family(registering, caseworker, place):
    registering.answers(whole(place))
    assert registering.records().status_code == 302
    child = Child.objects.get()
    mother = child.guardianships.get(relationship=Relationship.MOTHER)
    father = child.guardianships.get(relationship=Relationship.FATHER)
    assert (mother.side, mother.guardian.person.sex) == (ParentSide.MOTHER, Sex.F)
    assert (father.side, father.guardian.person.sex) == (ParentSide.FATHER, Sex.M)
    assert mother.guardian.person.names.get().full == "Gulnora Saidova"
    assert mother.guardian.person.statuses.get().status == PersonState.DETAINED_PRETRIAL
    assert father.guardian.person.statuses.get().confidence == Confidence.REPORTED
    assert set(child.nationalities.values_list("state_id", "basis")) == {
        ("TJ", "jus_sanguinis_mother"),
        ("RU", "jus_sanguinis_father_married"),
    }
    group = FamilyGroup.objects.get()
    assert (group.name, group.office) == ("Saidova", caseworker.office)
    assert group.memberships.count() == 3
    assert set(Person.objects.values_list("office", flat=True)) == {caseworker.office_id}


def test_no_state_may_be_contacted_until_somebody_allows_it(registering, place):
    registering.answers(whole(place))
    registering.records()
    assert Child.objects.exists()
    assert not ContactPermission.objects.exists()


def test_the_same_press_twice_opens_one_case(registering, place):
    """Promise 15."""
    registering.answers(whole(place))
    first, second = registering.records(), registering.records()
    assert first.url == second.url
    assert (Child.objects.count(), Guardian.objects.count()) == (1, 2)


def test_the_button_that_begins_makes_one_draft_when_pressed_twice(caseworker):
    """Promise 15."""
    sent = {"form_id": str(uuid.uuid4())}
    first, second = (client_of(caseworker).post(URL, sent) for _press in range(2))
    assert first.url == second.url
    assert RegistrationDraft.objects.count() == 1


def test_a_refusal_saves_nothing_of_it(registering, place, monkeypatch):
    from cases.errors import Refused

    def refuse(**_answers):
        raise Refused("This claim is already recorded on this ground.")

    registering.answers(whole(place))
    monkeypatch.setattr(actions, "add_claim", refuse)
    response = registering.records()
    assert response.status_code == 422
    assert "already recorded on this ground" in response.content.decode()
    assert not Person.objects.exists()
    assert registering.draft.answers


def test_the_history_names_who_registered(registering, place, caseworker):
    """Promise 6."""
    registering.answers(minimum(place))
    registering.records()
    child = Child.objects.get()
    event = child.pgh_event_model.objects.get(pgh_obj=child, pgh_label="insert")
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_a_parent_without_a_name_is_recorded_for_what_is_known_of_them(registering, place):
    here = {"family": {"children": "1", "here": ["carer"]}, "father": {"how": "new", "status": "missing"}}
    registering.answers(minimum(place) | here)
    registering.records()
    father = Child.objects.get().guardianships.get()
    assert (father.relationship, father.guardian.person.names.count()) == (Relationship.FATHER, 0)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ({"kind": "unknown", "place": ""}, WhereaboutsKind.UNKNOWN),
        ({"kind": "in_country", "place": "", "country": "IQ"}, WhereaboutsKind.IN_COUNTRY),
    ],
)
def test_a_place_that_is_not_known_is_an_answer(registering, place, typed, kind):
    registering.answers(minimum(place, where=typed))
    assert registering.records().status_code == 302
    assert Whereabouts.objects.get().kind == kind


# --- parents and family on file ---


def with_carer(place, **steps):
    return minimum(place) | {"family": {"children": "1", "here": ["carer"]}} | steps


def test_the_same_mother_as_a_sibling_is_tied_and_not_written_again(registering, place, sibling):
    mother = {"how": "sibling", "sibling": sibling.case_number.lower()}
    registering.answers(with_carer(place, mother=mother))
    assert registering.records().status_code == 302
    child = Child.objects.exclude(pk=sibling.pk).get()
    tie = child.guardianships.get()
    assert tie.guardian == sibling.guardianships.get().guardian
    assert Guardian.objects.count() == 1
    group = FamilyGroup.objects.get()
    assert set(group.memberships.values_list("person_id", flat=True)) == {
        sibling.person_id,
        child.person_id,
        tie.guardian.person_id,
    }


def test_a_mother_found_by_name_is_tied_and_not_written_again(registering, place, sibling):
    guardian = sibling.guardianships.get().guardian
    searched = {"how": "on_file", "search": "gulnora", "show": "1"}
    response = registering.sends("mother", **searched)
    assert response.status_code == 200
    assert str(guardian.public_id) in response.content.decode()
    found = {"how": "on_file", "search": "gulnora", "guardian": str(guardian.public_id)}
    registering.answers(with_carer(place, mother=found))
    registering.records()
    child = Child.objects.exclude(pk=sibling.pk).get()
    assert child.guardianships.get().guardian == guardian
    assert FamilyGroup.objects.get().memberships.filter(person=child.person).exists()


def test_a_parent_of_another_office_is_not_found(registering, sibling, other_caseworker):
    """Promise 1."""
    from tests.intake.walking import Registering

    guardian = sibling.guardianships.get().guardian
    stranger = Registering(other_caseworker)
    forged = {"how": "on_file", "search": "gulnora", "guardian": str(guardian.public_id)}
    response = stranger.sends("mother", **forged)
    assert response.status_code == 422
    assert "guardian" in response.context["form"].errors
    assert "Gulnora Saidova" not in response.content.decode()


def test_a_sibling_without_a_group_gets_one(registering, place, caseworker):
    alone = ChildFactory(office=caseworker.office)
    registering.answers(
        minimum(place) | {"family": {"children": "1", "here": ["carer"], "sibling": alone.case_number}}
    )
    registering.records()
    group = FamilyGroup.objects.get()
    assert group.name == "Saidova"
    assert group.memberships.count() == 2


def test_children_of_another_office_cannot_be_named_as_siblings(registering):
    """Promise 1: a foreign case number and an unknown one have the same answer."""
    stranger = ChildFactory()
    response = registering.sends("mother", how="sibling", sibling=stranger.case_number)
    assert response.status_code == 422
    assert "no child with this case number" in response.content.decode()
    response = registering.sends("family", children="1", sibling=stranger.case_number)
    assert "no child with this case number" in response.content.decode()


def test_a_new_group_takes_the_name_it_is_given(registering, place):
    registering.answers(minimum(place) | {"family": {"children": "1", "group_name": "Saidov of Camp 1"}})
    registering.records()
    assert FamilyGroup.objects.get().name == "Saidov of Camp 1"


# --- mistakes ---


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("child-1-name", {"name_latin": ""}, "name_latin"),
        ("child-1-name", {"name_latin": "a\x00"}, "name_latin"),
        ("child-1-name", {"name_latin": "x" * 301}, "name_latin"),
        ("child-1-name", {"own": "Cyrl"}, "own"),
        ("child-1-name", {"page": "1"}, "page"),
        ("child-1-name", {"version": "x"}, "version"),
        ("child-1-about", {"sex": ""}, "sex"),
        ("child-1-birth", {"birth_kind": "", "birth_age": ""}, "birth"),
        ("child-1-birth", {"birth_age": "9" * 50}, "birth"),
        ("child-1-birth", {"birth_paper": "birth_cert"}, "birth_basis"),
        ("child-1-where", {"place": ""}, "place"),
        ("child-1-where", {"place": "99999999999999999999"}, "place"),
        ("child-1-where", {"company": ""}, "company"),
        ("child-1-where", {"from_date": "2099-01-01"}, "from_date"),
        ("child-1-where", {"from_date": "2999-01-01"}, "from_date"),
        ("child-1-where", {"carer": "mother"}, "carer"),
        ("child-1-where", {"carer": "person", "carer_name": "Aziza Saidova"}, "carer_relationship"),
        ("child-1-where", {"carer": "institution"}, "carer_name"),
        ("family", {"children": "0"}, "children"),
        ("family", {"children": "9" * 40}, "children"),
        ("family", {"here": ["stranger"]}, "here"),
        ("mother", {"name_latin": "Гульнора"}, "name_latin"),
        ("mother", {"how": "sibling", "sibling": "7K4M-29QD-X"}, "sibling"),
        ("mother", {"how": "sibling", "sibling": "a\x00"}, "sibling"),
        ("mother", {"how": "on_file"}, "search"),
        ("father", {"status": "believed_dead", "status_confidence": "confirmed"}, "status_confidence"),
        ("father", {"status": "fled"}, "status"),
        ("child-1-nationality", {"row0-state": "TJ"}, "row0-basis"),
        ("child-1-nationality", {"row1-basis": "jus_soli"}, "row1-state"),
        ("child-1-nationality", {"row1-state": "ZZ", "row1-basis": "jus_soli"}, "row1-state"),
        ("child-1-papers", {"row0-kind": "birth_cert"}, "row0-custody"),
        ("child-1-papers", {"row0-custody": "lost"}, "row0-kind"),
        ("child-1-before", {"row0-company": "with_mother"}, "row0-place"),
        ("child-1-before", {"row0-country": "TR", **BACKWARDS}, "row0-to_date"),
        ("child-1-before", {"found_date": "2099-01-01"}, "found_date"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_message_and_leads_nowhere(registering, place, step, typed, field):
    """Promise 18: beside the field, with what was typed, and nothing is on file."""
    registering.sends("family", children="1", here=["carer"])
    usual = {"how": "new"} | minimum(place).get(step, {})
    response = registering.sends(step, **(usual | typed))
    assert response.status_code == 422
    form = response.context["form"]
    wrong = {one.add_prefix(name) for one in (form, *form.rows) for name in one.errors}
    assert field in wrong
    assert "error-summary" in response.content.decode()
    assert not Person.objects.exists()


def test_what_was_typed_is_kept_when_something_has_to_be_corrected(registering):
    text = registering.sends(
        "child-1-name", name_latin="Zarina Saidova", name_cyrillic="Latin"
    ).content.decode()
    assert 'value="Zarina Saidova"' in text
    again = registering.opens("child-1-name").content.decode()
    assert 'value="Zarina Saidova"' in again
    assert "error-text" not in again


def test_a_parent_cannot_be_new_and_on_file_at_once(registering, sibling):
    response = registering.sends("mother", how="sibling", sibling=sibling.case_number, name_latin="Gulnora")
    assert "how" in response.context["form"].errors


def test_a_sibling_without_such_a_parent_cannot_lend_one(registering, sibling):
    registering.sends("family", children="1", here=["carer"])
    response = registering.sends("father", how="sibling", sibling=sibling.case_number)
    assert "no such parent on file" in response.content.decode()


def test_the_same_claim_twice_is_noticed_on_the_page(registering):
    claim = {
        "row0-state": "TJ",
        "row0-basis": "jus_soli",
        "row1-state": "TJ",
        "row1-basis": "jus_soli",
    }
    response = registering.sends("child-1-nationality", **claim)
    assert response.status_code == 422
    assert "stands on the page twice" in response.content.decode()


def test_an_empty_post_and_nonsense_are_answered(registering, caseworker):
    """Promise 18: no answer of the server is a fault, whatever is sent."""
    assert client_of(caseworker).post(URL, {}).status_code == 422
    for step in ("family", "place", "mother", "child-1-name", "child-1-birth", "child-1-papers", "check"):
        assert registering.client.post(f"{registering.url}{step}/", {}).status_code == 422, step
    nonsense = {"rows": "9" * 40, "birth_kind": "\x00", "birth_age": "\ud800".encode("utf-8", "replace")}
    assert registering.sends("child-1-birth", **nonsense).status_code == 422
    assert registering.sends("child-1-papers", rows="²", **{"row0-kind": "\x00"}).status_code == 422


# --- another claim ---


def test_another_claim_can_be_added_without_losing_or_judging_what_was_typed(registering):
    typed = {"rows": "2", "row1-state": "RU", "row0-basis": "jus_soli"}
    response = registering.sends("child-1-nationality", **typed, more_rows="1")
    assert response.status_code == 200
    text = response.content.decode()
    assert len(response.context["form"].rows) == 3
    assert "error-text" not in text
    assert '<option value="RU" selected' in text
    assert '<option value="jus_soli" selected' in text
    assert not Person.objects.exists()


def test_a_third_claim_is_saved(registering, place):
    claims = {
        f"row{row}-{name}": value
        for row, state in enumerate(("TJ", "RU", "UZ"))
        for name, value in (("state", state), ("basis", "jus_soli"))
    }
    registering.answers(minimum(place) | {"child-1-nationality": claims | {"rows": "3"}})
    registering.records()
    assert Nationality.objects.count() == 3


def test_rows_of_claims_have_an_end(registering):
    form = registering.sends("child-1-nationality", rows="8", more_rows="1").context["form"]
    assert (len(form.rows), form.may_have_more) == (8, False)
