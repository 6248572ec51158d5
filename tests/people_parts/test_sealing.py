"""Where exactly somebody is: sealed on the stay, read by the office on the person's page alone. Promises 6 and 21."""

import pytest
from django.urls import reverse

from cases.crypto import DataKey
from cases.enums import WhereaboutsKind
from cases.models import ChildKey, Whereabouts
from cases.people.actions import record_whereabouts
from cases.people.sealing import details_of, opened
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
DETAIL, LATER = "Block C, cell 4", "Tent 17 by the water tank"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


@pytest.fixture
def place():
    return factories.PlaceFactory()


@pytest.fixture
def stay(caseworker, child, place):
    return record_whereabouts(by=caseworker, person=child.person, place=place, detail=DETAIL)


@pytest.fixture
def openings(monkeypatch):
    """The cells that are opened from here on."""
    found, decrypt = [], DataKey.decrypt
    monkeypatch.setattr(
        DataKey, "decrypt", lambda key, sealed, cell: found.append(cell) or decrypt(key, sealed, cell)
    )
    return found


def case(user, child):
    return client_of(user).get(reverse("casefile:detail", args=[child.public_id])).content.decode()


def correct(user, stay, **typed):
    client, url = client_of(user), reverse("children:correct_whereabouts", args=[stay.public_id])
    return client.post(url, form_of(client, url, reason="A slip", **typed))


def test_it_is_typed_with_the_place_and_read_on_the_case(caseworker, child, place):
    client, url = client_of(caseworker), reverse("children:whereabouts", args=[child.public_id])
    data = form_of(client, url, kind="at_place", place=str(place.public_id), detail=DETAIL)
    assert client.post(url, data).status_code == 302
    stay = Whereabouts.objects.get()
    assert DETAIL.encode() not in bytes(stay.sealed_detail)
    assert DETAIL in case(caseworker, child)


def test_a_parents_is_read_on_the_parents_page(caseworker, office_north, place):
    guardian = factories.GuardianFactory(office=office_north)
    record_whereabouts(by=caseworker, person=guardian.person, place=place, detail=DETAIL)
    page = client_of(caseworker).get(reverse("guardians:detail", args=[guardian.public_id]))
    assert DETAIL in page.content.decode()


def test_the_case_page_opens_as_many_as_it_shows_and_lists_none(caseworker, child, stay, openings):
    record_whereabouts(by=caseworker, person=child.person, place=factories.PlaceFactory(), detail=LATER)
    record_whereabouts(by=caseworker, person=child.person, place=factories.PlaceFactory())
    openings.clear()
    for url in (reverse("children:list"), reverse("places:detail", args=[stay.place.public_id])):
        assert DETAIL not in client_of(caseworker).get(url).content.decode()
    assert openings == []
    case(caseworker, child)
    assert len(openings) == 2


def test_it_leaves_on_no_paper(caseworker, child, stay, openings):
    client, url = client_of(caseworker), reverse("casefile:export", args=[child.public_id])
    data = form_of(
        client,
        url,
        recipient="Family court",
        purpose="court",
        legal_basis="legal_obligation",
        reason="The court asked",
        parts=["summary", "where", "timeline"],
    )
    printed = client.post(url, data, follow=True)
    assert printed.status_code == 200
    assert stay.place.name in client.get(printed.redirect_chain[-1][0]).content.decode()
    assert DETAIL not in printed.content.decode()
    assert openings == []


def test_a_correction_leaves_the_earlier_one_in_the_history(caseworker, child, stay):
    assert correct(caseworker, stay, detail=LATER).status_code == 302
    stay.refresh_from_db()
    assert opened(stay, "sealed_detail") == LATER
    events = Whereabouts.pgh_event_model.objects.filter(pgh_obj_id=stay.pk).order_by("pgh_id")
    assert [opened(event, "sealed_detail") for event in events] == [DETAIL, LATER]
    history = client_of(caseworker).get(
        reverse("casefile:history_whereabouts", args=[child.person.public_id])
    )
    assert DETAIL in history.content.decode()


def test_undoing_brings_it_back(caseworker, child, stay):
    correct(caseworker, stay, detail=LATER)
    client, url = client_of(caseworker), reverse("casefile:undo_whereabouts", args=[child.person.public_id])
    assert client.post(url, form_of(client, url, reason="A slip")).status_code == 302
    assert opened(Whereabouts.objects.get(), "sealed_detail") == DETAIL


def test_where_nothing_is_known_nothing_is_said_more_exactly(caseworker, child):
    stay = record_whereabouts(by=caseworker, person=child.person, kind=WhereaboutsKind.UNKNOWN, detail=DETAIL)
    assert stay.sealed_detail is None
    assert not ChildKey.objects.exists()


def test_one_that_was_moved_to_another_row_does_not_open(caseworker, child, stay):
    other = record_whereabouts(
        by=caseworker, person=child.person, place=factories.PlaceFactory(), detail=LATER
    )
    Whereabouts.objects.filter(pk=other.pk).update(sealed_detail=stay.sealed_detail)
    rows = list(Whereabouts.objects.order_by("pk"))
    assert details_of(child.person, rows) == {stay.pk: DETAIL, other.pk: None}
    assert "Where exactly can no longer be read." in case(caseworker, child)


def test_another_office_reads_nothing(other_caseworker, child, stay):
    """Promise 1."""
    url = reverse("children:correct_whereabouts", args=[stay.public_id])
    assert client_of(other_caseworker).get(url).status_code == 404
