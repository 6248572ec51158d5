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
