"""Closing a site: one step moves everybody who is there, and nobody is moved by half."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import AfterClosing, Confidence, WhereaboutsKind
from cases.errors import Refused
from cases.models import Child, Place, Whereabouts
from cases.places import closing
from tests.factories import (
    GuardianFactory,
    PersonFactory,
    PlaceFactory,
    WhereaboutsFactory,
)
from tests.places.moving import DAY, child_at, close, now

# Savepoint, context of the history and the review before it included.
STATEMENTS = 16
LONG_AGO = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)


# --- what moves ---


def test_everybody_moves_to_the_successor_on_the_day(supervisor, office_west, camp, after):
    own, others = child_at(supervisor.office, camp), child_at(office_west, camp, from_date=None)
    mother = GuardianFactory(office=supervisor.office)
    WhereaboutsFactory(person=mother.person, place=camp)
    close(supervisor, camp, successor=after)
    camp.refresh_from_db()
    assert (camp.closed_date, camp.successor) == (DAY, after)
    for somebody in (own, others, mother):
        assert now(somebody) == [(WhereaboutsKind.AT_PLACE, after, DAY, Confidence.REPORTED)]
        assert somebody.person.whereabouts.get(place=camp).to_date == DAY


def test_without_a_successor_everybody_is_unknown_since_then(supervisor, camp):
    child = child_at(supervisor.office, camp)
    close(supervisor, camp)
    assert now(child) == [(WhereaboutsKind.UNKNOWN_AFTER_CLOSURE, None, DAY, Confidence.REPORTED)]


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        (AfterClosing.MOVED, WhereaboutsKind.AT_PLACE),
        (AfterClosing.LOST, WhereaboutsKind.UNKNOWN_AFTER_CLOSURE),
        (AfterClosing.LEFT_BEFORE, WhereaboutsKind.UNKNOWN),
    ],
)
def test_a_person_of_the_own_office_goes_as_chosen(supervisor, camp, after, choice, kind):
    child = child_at(supervisor.office, camp)
    close(supervisor, camp, successor=after, choices={str(child.person.public_id): choice})
    assert [row[0] for row in now(child)] == [kind]


def test_a_choice_for_somebody_of_another_office_counts_nothing(supervisor, office_west, camp, after):
    """Promise 1."""
    child = child_at(office_west, camp)
    choices = {str(child.person.public_id): AfterClosing.LEFT_BEFORE}
    close(supervisor, camp, successor=after, choices=choices)
    assert [row[1] for row in now(child)] == [after]


def test_reports_from_elsewhere_stay(supervisor, camp, after):
    home = PlaceFactory(name="Home")
    child = child_at(supervisor.office, camp, confidence="reported")
    elsewhere = WhereaboutsFactory(person=child.person, place=home, confidence="reported")
    close(supervisor, camp, successor=after)
    elsewhere.refresh_from_db()
    assert elsewhere.to_date is None
    assert {row[1] for row in now(child)} == {home, after}


def test_who_had_left_before_is_where_the_report_says(supervisor, camp):
    home = PlaceFactory(name="Home")
    child = child_at(supervisor.office, camp, confidence="reported")
    WhereaboutsFactory(person=child.person, place=home, confidence="reported")
    choices = {str(child.person.public_id): AfterClosing.LEFT_BEFORE}
    close(supervisor, camp, choices=choices)
    assert [row[1] for row in now(child)] == [home]


def test_two_reports_from_the_site_become_one(supervisor, camp, after):
    child = child_at(supervisor.office, camp)
    WhereaboutsFactory(person=child.person, place=camp, confidence="reported")
    close(supervisor, camp, successor=after)
    assert len(now(child)) == 1


def test_what_is_confirmed_elsewhere_is_not_contradicted_by_something_confirmed(supervisor, camp, after):
    home = PlaceFactory(name="Home")
    child = child_at(supervisor.office, camp, confidence="reported")
    WhereaboutsFactory(person=child.person, place=home)
    seen = child_at(supervisor.office, camp)
    close(supervisor, camp, successor=after, confidence=Confidence.CONFIRMED)
    assert {(row[1], row[3]) for row in now(child)} == {(home, "confirmed"), (after, "reported")}
    assert [(row[1], row[3]) for row in now(seen)] == [(after, "confirmed")]


def test_history_holds_who_and_why_and_the_files_are_updated(supervisor, camp, after):
    """Promise 6."""
    child = child_at(supervisor.office, camp)
    Child.objects.update(updated_at=LONG_AGO)
    close(supervisor, camp, successor=after, reason="The council said so", source="authority")
    child.refresh_from_db()
    assert child.updated_at > LONG_AGO
    assert child.person.whereabouts.get(place=after).source == "authority"
    for row in (camp, child.person.whereabouts.get(place=camp), child.person.whereabouts.get(place=after)):
        event = type(row).pgh_event_model.objects.filter(pgh_obj=row).latest("pgh_id")
        assert event.pgh_context.metadata == {"user": supervisor.pk, "reason": "The council said so"}


# --- all or nothing ---


def test_somebody_who_came_after_the_day_stops_it_all(supervisor, office_west, camp, after):
    late = child_at(supervisor.office, camp, from_date=DAY + datetime.timedelta(days=1))
    early = child_at(office_west, camp)
    with pytest.raises(Refused, match=late.case_number) as refused:
        close(supervisor, camp, successor=after)
    assert refused.value.field == "closed_date"
    camp.refresh_from_db()
    assert camp.is_open
    assert [row[1] for row in now(early)] == [camp]


@pytest.mark.parametrize("who", ["supervisor", "administrator"])
def test_a_case_of_another_office_is_not_named(request, who, office_west, camp):
    """Promises 1 and 4."""
    late = child_at(office_west, camp, from_date=DAY + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="1 person came here after that day") as refused:
        close(request.getfixturevalue(who), camp)
    assert late.case_number not in str(refused.value)


def test_what_breaks_half_way_moves_nobody(supervisor, camp, after, monkeypatch):
    """Promise 16."""
    child = child_at(supervisor.office, camp)
    before = now(child)

    def power_cut(*_args, **_fields):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(closing, "_next_stay", power_cut)
    with pytest.raises(RuntimeError):
        close(supervisor, camp, successor=after)
    camp.refresh_from_db()
    assert (camp.closed_date, now(child)) == (None, before)


@pytest.mark.parametrize(
    ("opened", "successor_of"),
    [("2019-06-01", None), (None, "itself"), (None, "closed by a circle")],
)
def test_a_closing_that_cannot_be_is_refused(supervisor, camp, after, opened, successor_of):
    child = child_at(supervisor.office, camp)
    camp.opened_date = opened
    camp.save()
    if successor_of == "closed by a circle":
        Place.objects.filter(pk=after.pk).update(closed_date=DAY, successor=camp)
        after.refresh_from_db()
    with pytest.raises(Refused):
        close(supervisor, camp, successor={"itself": camp}.get(successor_of, after))
    assert [row[1] for row in now(child)] == [camp]


@pytest.mark.parametrize(
    ("of_successor", "told"),
    [
        ({"closed_date": datetime.date(2019, 4, 1)}, "has closed itself"),
        ({"closed_date": datetime.date(2019, 6, 1)}, "has closed itself"),
        ({"opened_date": DAY + datetime.timedelta(days=1)}, "was not open yet"),
    ],
)
def test_nobody_is_moved_to_a_site_that_is_not_open(supervisor, camp, after, of_successor, told):
    """Promise 13. What the form read of the successor may be older than what is on file."""
    child = child_at(supervisor.office, camp)
    Place.objects.filter(pk=after.pk).update(**of_successor)
    with pytest.raises(Refused, match=told) as refused:
        close(supervisor, camp, successor=after)
    assert refused.value.field == "successor"
    assert [row[1] for row in now(child)] == [camp]


@pytest.mark.parametrize("people", [3, 60])
def test_the_number_of_statements_does_not_depend_on_the_number_of_people(
    supervisor, office_west, camp, after, people
):
    for number in range(people):
        child_at(supervisor.office if number % 2 else office_west, camp)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        close(supervisor, camp, successor=after)
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
    close(supervisor, camp, successor=successor, choices=choices)
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
