"""Registering a child: five answers are enough, all of it is saved at once or nothing, and once."""

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
from cases.models import (
    CaseAssignment,
    Child,
    ContactPermission,
    FamilyGroup,
    Guardian,
    Nationality,
    Person,
    SeparationPeriod,
    Whereabouts,
)
from tests.factories import (
    ChildFactory,
    FamilyGroupFactory,
    FamilyMembershipFactory,
    GuardianshipFactory,
    PlaceFactory,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db

URL = "/register/"


@pytest.fixture
def place(db):
    return PlaceFactory(name="Camp 1")


@pytest.fixture
def minimum(place):
    """Five answers: name, sex, age, place, with whom; and what the page sends along unasked."""
    unasked = {
        f"{parent}-{name}": "reported"
        for parent in ("mother", "father")
        for name in ("confidence", "status_confidence")
    }
    return {
        "claim_rows": "2",
        "child-form_id": str(uuid.uuid4()),
        "child-name_latin": "Zarina Saidova",
        "child-sex": "f",
        "child-birth_kind": "age",
        "child-birth_age": "8 to 9",
        "where-kind": "at_place",
        "where-place": str(place.public_id),
        "where-confidence": "confirmed",
        "where-company": "with_mother",
        "family-family": "none",
        **unasked,
    }


@pytest.fixture
def send(caseworker):
    return lambda data: client_of(caseworker).post(URL, data)


@pytest.fixture
def sibling(caseworker):
    """A child of the office on file, with a mother and in a family group."""
    child = ChildFactory(office=caseworker.office, name="Timur Saidov")
    GuardianshipFactory(child=child, guardian__name="Gulnora Saidova")
    group = FamilyGroupFactory(office=caseworker.office, name="Saidov")
    FamilyMembershipFactory(group=group, person=child.person)
    return child


def whole(minimum):
    return minimum | {
        "child-name_cyrillic": "Зарина Саидова",
        "child-birth_basis": "parent_statement",
        "mother-name_latin": "Gulnora Saidova",
        "mother-status": "detained_pretrial",
        "mother-status_confidence": "confirmed",
        "father-name_latin": "Rustam Saidov",
        "father-status": "believed_dead",
        "claim0-state": "TJ",
        "claim0-basis": "jus_sanguinis_mother",
        "claim1-state": "RU",
        "claim1-basis": "jus_sanguinis_father_married",
        "family-family": "new",
    }


# --- the page ---


def test_the_page_asks_in_sections(caseworker):
    response = client_of(caseworker).get(URL)
    assert response.status_code == 200
    text = response.content.decode()
    for title in (
        "The child",
        "Where and with whom",
        "Mother",
        "Father",
        "Nationality claims",
        "Family group",
    ):
        assert f">{title}<" in text, title
    assert "Five answers are enough" in text


@pytest.mark.parametrize("url", [URL, f"{URL}quick/"])
def test_only_those_who_keep_cases_register(official, coordinator, officer, administrator, url):
    for user in (official, coordinator, officer, administrator):
        assert client_of(user).get(url).status_code == 403
        assert client_of(user).post(url, {}).status_code == 403
    assert not Child.objects.exists()


@pytest.mark.parametrize("url", [URL, f"{URL}quick/"])
def test_methods(caseworker, url):
    assert client_of(caseworker).put(url).status_code == 405


# --- what is saved ---


def test_five_answers_open_a_case(send, minimum, caseworker, place):
    response = send(minimum)
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


def test_a_whole_registration_is_saved_with_parents_claims_and_family(send, minimum, caseworker):
    assert send(whole(minimum)).status_code == 302
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


def test_no_state_may_be_contacted_until_somebody_allows_it(send, minimum):
    send(whole(minimum))
    assert not ContactPermission.objects.exists()


def test_the_same_form_twice_opens_one_case(send, minimum):
    """Promise 15."""
    first, second = send(whole(minimum)), send(whole(minimum))
    assert first.url == second.url
    assert (Child.objects.count(), Guardian.objects.count()) == (1, 2)


def test_a_refusal_saves_nothing_of_it(send, minimum, monkeypatch):
    from cases.errors import Refused
    from cases.intake import actions

    def refuse(**_answers):
        raise Refused("This claim is already recorded on this ground.")

    monkeypatch.setattr(actions, "add_claim", refuse)
    response = send(whole(minimum))
    assert response.status_code == 422
    assert "already recorded on this ground" in response.content.decode()
    assert not Person.objects.exists()


def test_the_history_names_who_registered(send, minimum, caseworker):
    """Promise 6."""
    send(minimum)
    child = Child.objects.get()
    event = child.pgh_event_model.objects.get(pgh_obj=child, pgh_label="insert")
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_a_parent_without_a_name_is_recorded_for_what_is_known_of_them(send, minimum):
    send(minimum | {"father-status": "missing"})
    father = Child.objects.get().guardianships.get()
    assert (father.relationship, father.guardian.person.names.count()) == (Relationship.FATHER, 0)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"where-kind": "unknown", "where-place": ""}, WhereaboutsKind.UNKNOWN),
        ({"where-kind": "in_country", "where-place": "", "where-country": "IQ"}, WhereaboutsKind.IN_COUNTRY),
    ],
)
def test_a_place_that_is_not_known_is_an_answer(send, minimum, answers, kind):
    assert send(minimum | answers).status_code == 302
    assert Whereabouts.objects.get().kind == kind


# --- parents and family on file ---


def test_the_same_mother_as_a_sibling_is_tied_and_not_written_again(send, minimum, sibling):
    response = send(
        minimum
        | {"mother-same_as": sibling.case_number.lower(), "family-family": "of"}
        | {"family-sibling": sibling.case_number}
    )
    assert response.status_code == 302
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


def test_a_sibling_without_a_group_gets_one(send, minimum, caseworker):
    alone = ChildFactory(office=caseworker.office)
    send(minimum | {"family-family": "of", "family-sibling": alone.case_number})
    group = FamilyGroup.objects.get()
    assert group.name == "Saidova"
    assert group.memberships.count() == 2


def test_children_of_another_office_cannot_be_named_as_siblings(send, minimum):
    """Promise 1: a foreign case number and an unknown one have the same answer."""
    stranger = ChildFactory()
    response = send(minimum | {"mother-same_as": stranger.case_number})
    assert response.status_code == 422
    assert "no child with this case number" in response.content.decode()
    response = send(minimum | {"family-family": "of", "family-sibling": stranger.case_number})
    assert "no child with this case number" in response.content.decode()


def test_a_new_group_takes_the_name_it_is_given(send, minimum):
    send(minimum | {"family-family": "new", "family-group_name": "Saidov of Camp 1"})
    assert FamilyGroup.objects.get().name == "Saidov of Camp 1"


# --- mistakes ---


@pytest.mark.parametrize(
    ("answers", "part", "field"),
    [
        ({"child-name_latin": ""}, "child", "name_latin"),
        ({"child-name_latin": "a\x00"}, "child", "name_latin"),
        ({"child-sex": ""}, "child", "sex"),
        ({"child-birth_kind": "", "child-birth_age": ""}, "child", "birth"),
        ({"child-birth_age": "9" * 50}, "child", "birth"),
        ({"child-form_id": "1"}, "child", "form_id"),
        ({"where-place": ""}, "where", "place"),
        ({"where-place": "99999999999999999999"}, "where", "place"),
        ({"where-company": ""}, "where", "company"),
        ({"where-from_date": "2099-01-01"}, "child", "__all__"),
        ({"where-from_date": "2999-01-01"}, "where", "from_date"),
        ({"mother-name_latin": "Гульнора"}, "mother", "name_latin"),
        ({"mother-same_as": "7K4M-29QD-X"}, "mother", "same_as"),
        ({"mother-same_as": "a\x00"}, "mother", "same_as"),
        (
            {"father-status": "believed_dead", "father-status_confidence": "confirmed"},
            "father",
            "status_confidence",
        ),
        ({"father-status": "fled"}, "father", "status"),
        ({"claim0-state": "TJ"}, "claim0", "basis"),
        ({"claim1-basis": "jus_soli"}, "claim1", "state"),
        ({"claim1-state": "ZZ", "claim1-basis": "jus_soli"}, "claim1", "state"),
        ({"family-family": "of"}, "family", "sibling"),
        ({"family-family": "clan"}, "family", "family"),
    ],
)
def test_a_mistake_has_its_message_and_nothing_is_saved(send, minimum, answers, part, field):
    """Promise 18."""
    response = send(minimum | answers)
    assert response.status_code == 422
    page = response.context["page"]
    forms = {form.prefix: form for form in (page.child, *page.others)}
    assert field in forms[part].errors
    assert not Person.objects.exists()
    assert "error-summary" in response.content.decode()


def test_what_was_typed_is_kept_when_something_has_to_be_corrected(send, minimum):
    text = send(minimum | {"child-sex": "", "mother-name_latin": "Gulnora Saidova"}).content.decode()
    assert 'value="Zarina Saidova"' in text
    assert 'value="Gulnora Saidova"' in text


def test_a_parent_cannot_be_new_and_on_file_at_once(send, minimum, sibling):
    response = send(minimum | {"mother-same_as": sibling.case_number, "mother-name_latin": "Gulnora"})
    assert "same_as" in response.context["page"].mother.errors


def test_a_sibling_without_such_a_parent_cannot_lend_one(send, minimum, sibling):
    response = send(minimum | {"father-same_as": sibling.case_number})
    assert "no such parent on file" in response.content.decode()


def test_the_same_claim_twice_is_noticed_on_the_page(send, minimum):
    claim = {
        "claim0-state": "TJ",
        "claim0-basis": "jus_soli",
        "claim1-state": "TJ",
        "claim1-basis": "jus_soli",
    }
    response = send(minimum | claim)
    assert response.status_code == 422
    assert "stands on the page twice" in response.content.decode()


def test_an_empty_post_and_nonsense_are_answered(send):
    assert send({}).status_code == 422
    assert send({"claim_rows": "9" * 40, "child-birth_kind": "\x00"}).status_code == 422


# --- another claim ---


def test_another_claim_can_be_added_without_losing_or_judging_what_was_typed(send, minimum):
    typed = minimum | {"child-sex": "", "claim1-state": "RU", "child-birth_age": "about 6 to 7"}
    response = send(typed | {"more_claims": "1"})
    assert response.status_code == 200
    text = response.content.decode()
    assert len(response.context["page"].claims) == 3
    assert "error-text" not in text
    assert 'value="Zarina Saidova"' in text
    assert 'value="about 6 to 7"' in text
    assert typed["child-form_id"] in text
    assert '<option value="RU" selected' in text
    assert not Person.objects.exists()


def test_a_third_claim_is_saved(send, minimum):
    claims = {
        f"claim{row}-{name}": value
        for row, state in enumerate(("TJ", "RU", "UZ"))
        for name, value in (("state", state), ("basis", "jus_soli"))
    }
    send(minimum | claims | {"claim_rows": "3"})
    assert Nationality.objects.count() == 3


def test_rows_of_claims_have_an_end(send, minimum):
    page = send(minimum | {"claim_rows": "6", "more_claims": "1"}).context["page"]
    assert (len(page.claims), page.may_add_claim) == (6, False)
