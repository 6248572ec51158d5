"""What the page of all answers asks somebody to look at once more: a very young mother, claims that were copied."""

import pytest

from cases.models import Child, Guardian
from tests import factories
from tests.intake.walking import family

pytestmark = pytest.mark.django_db

CLAIM = {"rows": "2", "row0-state": "TJ", "row0-basis": "jus_sanguinis_mother"}
OTHER_CLAIM = {"rows": "2", "row0-state": "TJ", "row0-basis": "jus_sanguinis_father_married"}
TICK = "These claims are right for each of them"
YOUNG = {"birth_kind": "age", "birth_age": "16", "birth_basis": "parent_statement"}
GROWN = {"birth_kind": "age", "birth_age": "30", "birth_basis": "parent_statement"}


def check(registering):
    return registering.opens("check").content.decode()


def records(registering, **ticked):
    return registering.client.post(
        f"{registering.url}check/", {"version": registering.draft.version, **ticked}
    )


# --- a very young mother ---


def test_a_mother_who_would_have_been_a_small_child_is_a_warning_and_no_refusal(registering, place):
    registering.answers(family(place) | {"mother-birth": YOUNG})
    text = check(registering)
    assert "Look at this once more" in text
    # Of children who are 8 to 9 a mother of 16 was 8 at most.
    assert text.count("the mother was at most 8 years old when") == 3
    assert f"{registering.url}mother-birth/?from=check" in text
    assert records(registering).status_code == 302
    child = Child.objects.get(person__names__full="Zarina Saidova")
    case = registering.client.get(f"/children/{child.public_id}/").content.decode()
    assert "Gulnora Saidova was at most 8 years old when Zarina Saidova was born" in case


def test_a_grown_mother_is_no_warning(registering, place):
    registering.answers(family(place) | {"mother-birth": GROWN})
    assert "Look at this once more" not in check(registering)
    records(registering)
    child = Child.objects.get(person__names__full="Zarina Saidova")
    assert "years old when" not in registering.client.get(f"/children/{child.public_id}/").content.decode()


def test_a_mother_on_file_is_compared_as_well(registering, place, office_north):
    born = {"person__birth_earliest": "2016-03-01", "person__birth_latest": "2016-03-01"}
    mother = factories.GuardianFactory(office=office_north, name="Gulnora Saidova", **born)
    known = {"how": "on_file", "search": "Gulnora", "guardian": str(mother.public_id)}
    registering.answers(family(place) | {"mother": known})
    assert "the mother was " in check(registering)


def test_of_a_mother_whom_another_office_keeps_the_case_says_nothing(registering, office_north, office_west):
    """Promise 1."""
    child = factories.ChildFactory(office=office_north)
    day = child.person.birth_latest
    factories.GuardianshipFactory(
        child=child,
        relationship="mother",
        guardian__office=office_west,
        guardian__person__birth_earliest=day,
        guardian__person__birth_latest=day,
    )
    text = registering.client.get(f"/children/{child.public_id}/").content.decode()
    assert "Held by another office" in text
    assert "old when" not in text


# --- claims that were copied ---


def test_claims_of_the_child_before_are_recorded_once_somebody_has_looked_at_them(registering, place):
    claims = {f"child-{number}-nationality": CLAIM for number in (1, 2)}
    registering.answers(family(place) | claims)
    text = check(registering)
    assert TICK in text
    assert "The same claims as Zarina Saidova, the child before." in text
    response = records(registering)
    assert response.status_code == 422
    assert "Look at the claims that were copied" in response.content.decode()
    assert not Child.objects.exists()
    assert records(registering, claims_seen="on").status_code == 302
    assert [child.nationalities.count() for child in Child.objects.order_by("pk")] == [1, 1, 0]


def test_the_tick_travels_over_the_page_that_asks_who_is_on_file(registering, place, office_north):
    born = {"person__birth_earliest": None, "person__birth_latest": None}
    factories.GuardianFactory(office=office_north, name="Гульнора Саидова", person__sex="f", **born)
    registering.answers(family(place) | {f"child-{number}-nationality": CLAIM for number in (1, 2)})
    asked = records(registering, claims_seen="on")
    assert "Is it one of these?" in asked.content.decode()
    again = {**dict(asked.context["typed"]), "apart": asked.context["apart"]}
    assert registering.client.post(f"{registering.url}check/", again).status_code == 302
    assert Guardian.objects.count() == 2


def test_claims_of_their_own_need_no_tick(registering, place):
    claims = {"child-1-nationality": CLAIM, "child-2-nationality": OTHER_CLAIM}
    registering.answers(family(place) | claims)
    assert TICK not in check(registering)
    assert records(registering).status_code == 302


# --- where a mother who is a child was found ---


def test_where_a_mother_who_is_a_child_was_found_is_asked_with_her_file(registering, place):
    registering.answers(family(place) | {"mother-birth": YOUNG})
    form = registering.opens("mother-file").context["form"]
    assert form["found_date"].value() == "2019-03-01"
    assert "Filled in from the answers about the family" in registering.opens("mother-file").content.decode()
    found = {"found_place": str(place.public_id), "found_date": "2019-02-14"}
    registering.answers({"mother-file": {"own_file": "yes", **found}})
    assert "14 Feb 2019" in check(registering)
    records(registering)
    her = Guardian.objects.get().person.child
    assert (her.found_place, str(her.found_date)) == (place, "2019-02-14")


def test_without_a_file_nothing_is_recorded_of_where_she_was_found(registering, place):
    registering.answers(family(place) | {"mother-birth": YOUNG})
    registering.answers({"mother-file": {"own_file": "no", "found_date": "2019-02-14"}})
    assert "14 Feb 2019" not in check(registering)
    assert records(registering).status_code == 302
    assert Child.objects.count() == 3


def test_a_day_that_has_not_come_yet_is_said_beside_it(registering, place):
    """Promise 18."""
    registering.answers(family(place) | {"mother-birth": YOUNG})
    response = registering.sends("mother-file", own_file="yes", found_date="2999-01-01")
    assert response.status_code == 422
    assert "found_date" in response.context["form"].errors
