"""Closing a site: one step moves everybody who is there, and nobody is moved by half."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import AfterClosing, Confidence, WhereaboutsKind
from cases.errors import Refused
from cases.models import Child, Place, Whereabouts
from cases.places import closing, review
from tests.factories import (
    ChildFactory,
    GuardianFactory,
    PersonFactory,
    PlaceFactory,
    TransferFactory,
    WhereaboutsFactory,
)
from tests.people import client_of
from tests.support.forms import form_of

DAY = datetime.date(2019, 5, 3)
# Of closing, savepoint and context of the history included; of the review, session and person included.
STATEMENTS, QUERIES = 12, 10
LONG_AGO = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def camp(db):
    return PlaceFactory(name="Camp One")


@pytest.fixture
def after(db):
    return PlaceFactory(name="Camp Two")


def _child(office, place, **fields):
    child = ChildFactory(office=office)
    WhereaboutsFactory(person=child.person, place=place, **fields)
    return child


def _close(by, place, *, count, successor=None, choices=None, **fields):
    return closing.close_place(
        by=by,
        place=place,
        closing=closing.Closing(day=DAY, successor=successor, **fields),
        reviewed=closing.Reviewed(count=count, choices=choices or {}),
    )


def _now(child):
    """The open whereabouts of a child, as (kind, place, since, confidence)."""
    open_rows = child.person.whereabouts.current().order_by("pk")
    return [(row.kind, row.place, row.from_date, row.confidence) for row in open_rows]


# --- what moves ---


def test_everybody_moves_to_the_successor_on_the_day(supervisor, office_west, camp, after):
    own, others = _child(supervisor.office, camp), _child(office_west, camp, from_date=None)
    mother = GuardianFactory(office=supervisor.office)
    WhereaboutsFactory(person=mother.person, place=camp)
    _close(supervisor, camp, count=3, successor=after)
    camp.refresh_from_db()
    assert (camp.closed_date, camp.successor) == (DAY, after)
    for somebody in (own, others, mother):
        assert _now(somebody) == [(WhereaboutsKind.AT_PLACE, after, DAY, Confidence.REPORTED)]
        assert somebody.person.whereabouts.get(place=camp).to_date == DAY


def test_without_a_successor_everybody_is_unknown_since_then(supervisor, camp):
    child = _child(supervisor.office, camp)
    _close(supervisor, camp, count=1)
    assert _now(child) == [(WhereaboutsKind.UNKNOWN_AFTER_CLOSURE, None, DAY, Confidence.REPORTED)]


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        (AfterClosing.MOVED, WhereaboutsKind.AT_PLACE),
        (AfterClosing.LOST, WhereaboutsKind.UNKNOWN_AFTER_CLOSURE),
        (AfterClosing.LEFT_BEFORE, WhereaboutsKind.UNKNOWN),
    ],
)
def test_a_person_of_the_own_office_goes_as_chosen(supervisor, camp, after, choice, kind):
    child = _child(supervisor.office, camp)
    _close(supervisor, camp, count=1, successor=after, choices={str(child.person.public_id): choice})
    assert [row[0] for row in _now(child)] == [kind]


def test_a_choice_for_somebody_of_another_office_counts_nothing(supervisor, office_west, camp, after):
    """Promise 1."""
    child = _child(office_west, camp)
    choices = {str(child.person.public_id): AfterClosing.LEFT_BEFORE}
    _close(supervisor, camp, count=1, successor=after, choices=choices)
    assert [row[1] for row in _now(child)] == [after]


def test_reports_from_elsewhere_stay(supervisor, camp, after):
    home = PlaceFactory(name="Home")
    child = _child(supervisor.office, camp, confidence="reported")
    elsewhere = WhereaboutsFactory(person=child.person, place=home, confidence="reported")
    _close(supervisor, camp, count=1, successor=after)
    elsewhere.refresh_from_db()
    assert elsewhere.to_date is None
    assert {row[1] for row in _now(child)} == {home, after}


def test_who_had_left_before_is_where_the_report_says(supervisor, camp):
    home = PlaceFactory(name="Home")
    child = _child(supervisor.office, camp, confidence="reported")
    WhereaboutsFactory(person=child.person, place=home, confidence="reported")
    choices = {str(child.person.public_id): AfterClosing.LEFT_BEFORE}
    _close(supervisor, camp, count=1, choices=choices)
    assert [row[1] for row in _now(child)] == [home]


def test_two_reports_from_the_site_become_one(supervisor, camp, after):
    child = _child(supervisor.office, camp)
    WhereaboutsFactory(person=child.person, place=camp, confidence="reported")
    _close(supervisor, camp, count=1, successor=after)
    assert len(_now(child)) == 1


def test_what_is_confirmed_elsewhere_is_not_contradicted_by_something_confirmed(supervisor, camp, after):
    home = PlaceFactory(name="Home")
    child = _child(supervisor.office, camp, confidence="reported")
    WhereaboutsFactory(person=child.person, place=home)
    seen = _child(supervisor.office, camp)
    _close(supervisor, camp, count=2, successor=after, confidence=Confidence.CONFIRMED)
    assert {(row[1], row[3]) for row in _now(child)} == {(home, "confirmed"), (after, "reported")}
    assert [(row[1], row[3]) for row in _now(seen)] == [(after, "confirmed")]


def test_history_holds_who_and_why_and_the_files_are_updated(supervisor, camp, after):
    """Promise 6."""
    child = _child(supervisor.office, camp)
    Child.objects.update(updated_at=LONG_AGO)
    _close(supervisor, camp, count=1, successor=after, reason="The council said so", source="authority")
    child.refresh_from_db()
    assert child.updated_at > LONG_AGO
    assert child.person.whereabouts.get(place=after).source == "authority"
    for row in (camp, child.person.whereabouts.get(place=camp), child.person.whereabouts.get(place=after)):
        event = type(row).pgh_event_model.objects.filter(pgh_obj=row).latest("pgh_id")
        assert event.pgh_context.metadata == {"user": supervisor.pk, "reason": "The council said so"}


# --- all or nothing ---


def test_somebody_who_came_after_the_day_stops_it_all(supervisor, office_west, camp, after):
    late = _child(supervisor.office, camp, from_date=DAY + datetime.timedelta(days=1))
    early = _child(office_west, camp)
    with pytest.raises(Refused, match=late.case_number) as refused:
        _close(supervisor, camp, count=2, successor=after)
    assert refused.value.field == "closed_date"
    camp.refresh_from_db()
    assert camp.is_open
    assert [row[1] for row in _now(early)] == [camp]


@pytest.mark.parametrize("who", ["supervisor", "administrator"])
def test_a_case_of_another_office_is_not_named(request, who, office_west, camp):
    """Promises 1 and 4."""
    late = _child(office_west, camp, from_date=DAY + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="1 person came here after that day") as refused:
        _close(request.getfixturevalue(who), camp, count=1)
    assert late.case_number not in str(refused.value)


def test_what_breaks_half_way_moves_nobody(supervisor, camp, after, monkeypatch):
    """Promise 16."""
    child = _child(supervisor.office, camp)
    before = _now(child)

    def power_cut(*_args, **_fields):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(closing, "_next_stay", power_cut)
    with pytest.raises(RuntimeError):
        _close(supervisor, camp, count=1, successor=after)
    camp.refresh_from_db()
    assert (camp.closed_date, _now(child)) == (None, before)


@pytest.mark.parametrize(
    ("opened", "successor_of"),
    [("2019-06-01", None), (None, "itself"), (None, "closed by a circle")],
)
def test_a_closing_that_cannot_be_is_refused(supervisor, camp, after, opened, successor_of):
    child = _child(supervisor.office, camp)
    camp.opened_date = opened
    camp.save()
    if successor_of == "closed by a circle":
        Place.objects.filter(pk=after.pk).update(closed_date=DAY, successor=camp)
        after.refresh_from_db()
    with pytest.raises(Refused):
        _close(supervisor, camp, count=1, successor={"itself": camp}.get(successor_of, after))
    assert [row[1] for row in _now(child)] == [camp]


@pytest.mark.parametrize("people", [3, 60])
def test_the_number_of_statements_does_not_depend_on_the_number_of_people(
    supervisor, office_west, camp, after, people
):
    for number in range(people):
        _child(supervisor.office if number % 2 else office_west, camp)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        _close(supervisor, camp, count=people, successor=after)
    assert len(statements) == STATEMENTS


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_left_at_a_closed_place_and_nobody_else_moves(supervisor, office_west, camp, after, seed):
    """Whatever people there are, with whatever reports, and whatever was chosen for them."""
    chance = random.Random(seed)
    home = PlaceFactory(name="Home")
    people = [PersonFactory(office=chance.choice([supervisor.office, office_west])) for _ in range(8)]
    for person in people:
        for place in chance.sample([camp, home, after], chance.randint(1, 3)):
            since = chance.choice([None, DAY, DAY - datetime.timedelta(days=chance.randint(1, 900))])
            WhereaboutsFactory(person=person, place=place, from_date=since, confidence="reported")
    elsewhere = set(Whereabouts.objects.exclude(place=camp).values_list("pk", flat=True))
    here = [person for person in people if closing.stays_at(camp).filter(person=person).exists()]
    successor = chance.choice([None, after])
    choices = {str(person.public_id): chance.choice(AfterClosing.values) for person in here}
    _close(supervisor, camp, count=len(here), successor=successor, choices=choices)
    assert not closing.stays_at(camp).exists()
    assert (
        set(Whereabouts.objects.filter(pk__in=elsewhere, to_date=None).values_list("pk", flat=True))
        == elsewhere
    )
    assert all(person.whereabouts.current().exists() for person in people)
    assert (
        not Whereabouts.objects.filter(from_date=DAY, created_at__isnull=False, person__in=here)
        .filter(place=camp, to_date=None)
        .exists()
    )


# --- the page ---


def _url(camp):
    return reverse("places:close", args=[camp.public_id])


def _reviewed(client, camp, **typed):
    """The review that follows the first page."""
    form = form_of(client, _url(camp), closed_date=DAY.isoformat(), **typed)
    response = client.post(_url(camp), form)
    return form, response


def _press(client, camp, form, seen, **choices):
    return client.post(_url(camp), form | {"seen": seen, "step": "close"} | choices)


def test_the_review_shows_the_own_office_by_name_and_others_as_numbers(supervisor, office_west, camp, after):
    """Promise 1."""
    own = ChildFactory(office=supervisor.office, name="Zarina Nazarova")
    others = ChildFactory(office=office_west, name="Parviz Karimov")
    for child in (own, others):
        WhereaboutsFactory(person=child.person, place=camp)
    _form, response = _reviewed(client_of(supervisor), camp, successor=after.public_id)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Zarina Nazarova" in page
    assert own.case_number in page
    assert "Office West" in page
    assert "Parviz Karimov" not in page
    assert others.case_number not in page
    assert str(others.person.public_id) not in page
    assert Whereabouts.objects.filter(place=camp, to_date=None).count() == 2


def test_an_administrator_sees_numbers_and_no_name(administrator, office_north, camp):
    """Promise 4."""
    child = ChildFactory(office=office_north, name="Zarina Nazarova")
    WhereaboutsFactory(person=child.person, place=camp)
    client = client_of(administrator)
    form, response = _reviewed(client, camp)
    page = response.content.decode()
    assert "1 child is here" in page
    assert "Zarina" not in page
    assert child.case_number not in page
    assert _press(client, camp, form, 1).status_code == 302
    assert [row[0] for row in _now(child)] == [WhereaboutsKind.UNKNOWN_AFTER_CLOSURE]
    page = client.get(reverse("places:detail", args=[camp.public_id])).content.decode()
    assert "No successor is known" in page
    assert "Office North" not in page


def test_pressed_twice_it_closes_once(supervisor, camp, after):
    """Promise 15."""
    child = _child(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp, successor=after.public_id)
    chosen = {f"go-{child.person.public_id}": "lost"}
    first, second = _press(client, camp, form, 1, **chosen), _press(client, camp, form, 1, **chosen)
    assert first["Location"] == second["Location"] == f"/places/{camp.public_id}/"
    assert child.person.whereabouts.count() == 2
    page = client.get(first["Location"]).content.decode()
    assert "People were moved to Camp Two" in page
    assert "Unknown since then, of Office North</dt><dd>1</dd>" in page
    page = client.get(reverse("places:detail", args=[after.public_id])).content.decode()
    assert "Replaced</dt>" in page


def test_the_case_page_says_that_the_site_closed(supervisor, camp):
    child = _child(supervisor.office, camp)
    _close(supervisor, camp, count=1)
    page = client_of(supervisor).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert "Unknown since the site closed" in page
    assert "Whereabouts unknown since the site closed." in page


def test_who_came_meanwhile_is_told_with_both_numbers(supervisor, camp):
    """Promise 13."""
    first = _child(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp)
    _child(supervisor.office, camp)
    chosen = {f"go-{first.person.public_id}": "left_before"}
    response = _press(client, camp, form, 1, **chosen)
    page = response.content.decode()
    assert response.status_code == 409
    assert "You saw 1 people here; now it is 2." in page
    camp.refresh_from_db()
    assert camp.is_open
    values = {row.case_number: row.field.value() for row in response.context["rows"]}
    assert sorted(values.values()) == ["left_before", "lost"]
    assert values[first.case_number] == "left_before"
    assert _press(client, camp, form, 2, **chosen).status_code == 302


def test_the_second_of_two_is_told_that_the_site_is_closed(supervisor, administrator, camp, after):
    """Promise 13."""
    client = client_of(administrator)
    form, _response = _reviewed(client, camp)
    _close(supervisor, camp, count=0, successor=after)
    response = client.post(_url(camp), form | {"seen": 0, "step": "close"}, follow=True)
    assert "This site is closed already. Nothing was changed." in response.content.decode()
    camp.refresh_from_db()
    assert camp.successor == after
    assert client.get(_url(camp)).status_code == 302


def test_going_back_to_change_the_day_loses_no_choice(supervisor, camp, after):
    child = _child(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp, successor=after.public_id)
    chosen = {f"go-{child.person.public_id}": "lost"}
    response = client.post(_url(camp), form | {"seen": 1, "step": "change"} | chosen)
    assert response.context["kept"] == list(chosen.items())
    assert response.context["form"]["closed_date"].value() == DAY.isoformat()
    response = client.post(_url(camp), form | chosen)
    assert response.context["rows"][0].field.value() == "lost"


def test_transfers_that_are_to_leave_from_here_are_said(supervisor, office_west, camp):
    own = TransferFactory(office=supervisor.office, departure_place=camp)
    others = TransferFactory(office=office_west, departure_place=camp)
    _form, response = _reviewed(client_of(supervisor), camp)
    page = response.content.decode()
    assert "2 open transfers are to leave from here" in page
    assert own.number in page
    assert others.number not in page


def test_where_too_many_are_there_to_choose_for_all_go_the_same_way(supervisor, camp, after, monkeypatch):
    monkeypatch.setattr(review, "CHOICES_AT_MOST", 2)
    children = [_child(supervisor.office, camp) for _number in range(3)]
    client = client_of(supervisor)
    form, response = _reviewed(client, camp, successor=after.public_id)
    assert response.context["rows"] == []
    assert "So many people of your office are here that all go the same way." in response.content.decode()
    assert _press(client, camp, form, 3).status_code == 302
    assert {row[1] for child in children for row in _now(child)} == {after}


@pytest.mark.parametrize("rows", [3, 30])
def test_the_review_costs_the_same_at_any_length(supervisor, camp, rows):
    for _number in range(rows):
        _child(supervisor.office, camp)
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    with CaptureQueriesContext(connection) as queries:
        client.post(_url(camp), form)
    assert len(queries) == QUERIES


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"closed_date": ""}, "closed_date"),
        ({"closed_date": "yesterday"}, "closed_date"),
        ({"closed_date": "0019-01-01"}, "closed_date"),
        ({"closed_date": "2999-01-01", "seen": "0", "step": "close"}, "closed_date"),
        ({"successor": "ca177d4d-f4a1-4cea-88c7-62b833c25e7d"}, "successor"),
        ({"successor": "\x00"}, "successor"),
        ({"source": "rumour"}, "source"),
        ({"confidence": "sure"}, "confidence"),
        ({"reason": "a\x00b"}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"seen": "-1"}, "seen"),
        ({"seen": "9" * 4000}, "seen"),
        ({"form_id": "1"}, "form_id"),
    ],
)
def test_bad_input_is_named_and_moves_nobody(supervisor, camp, typed, named):
    """Promise 18."""
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    response = client.post(_url(camp), form | typed)
    assert response.status_code == 422
    assert named in response.context["form"].errors
    camp.refresh_from_db()
    assert camp.is_open


@pytest.mark.parametrize("choice", ["moved", "\x00", "castle"])
def test_a_choice_that_is_none_is_said_beside_the_person(supervisor, camp, choice):
    """Promise 18. Nobody is moved to a successor that there is not."""
    child = _child(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp)
    response = _press(client, camp, form, 1, **{f"go-{child.person.public_id}": choice})
    assert response.status_code == 422
    assert f"go-{child.person.public_id}" in response.context["destinations"].errors
    assert [row[1] for row in _now(child)] == [camp]


def test_a_press_without_a_review_is_a_review(supervisor, camp):
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    assert client.post(_url(camp), form | {"step": "close"}).status_code == 200
    camp.refresh_from_db()
    assert camp.is_open


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "official", "officer"])
def test_who_keeps_no_places_closes_none(request, who, camp):
    client = client_of(request.getfixturevalue(who))
    assert client.get(_url(camp)).status_code == 403
    assert client.post(_url(camp), {"closed_date": "2019-05-03"}).status_code == 403


def test_the_page_takes_its_own_methods_only(supervisor, camp):
    client = client_of(supervisor)
    assert client.put(_url(camp)).status_code == 405
    assert client.delete(_url(camp)).status_code == 405
