"""Two at once: one closes a site while another closes it too, or records somebody there. Promise 14."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.errors import Refused
from cases.models import Whereabouts
from cases.people.actions import record_whereabouts
from cases.places import closing
from tests.factories import ChildFactory, PlaceFactory, WhereaboutsFactory

pytestmark = pytest.mark.django_db(transaction=True)

DAY = datetime.date(2019, 5, 3)


def _at_once(*acts):
    """Call each in a thread of its own, all let go together; returns what each gave or raised."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def _close(by, camp, *, who, successor=None):
    return closing.close_place(
        by=by,
        place=camp,
        closing=closing.Closing(day=DAY, successor=successor),
        reviewed=closing.Reviewed(who=who),
    )


def test_of_many_who_close_one_site_one_does_and_the_others_are_told(supervisor):
    camp = PlaceFactory()
    successors = [PlaceFactory() for _number in range(6)]
    people = [ChildFactory(office=supervisor.office).person for _number in range(5)]
    for person in people:
        WhereaboutsFactory(person=person, place=camp)
    who = closing.who_is_at(camp)
    outcomes = _at_once(*(lambda to=to: _close(supervisor, camp, who=who, successor=to) for to in successors))
    told = [outcome for outcome in outcomes if isinstance(outcome, closing.ClosedAlready)]
    assert len(told) == 5
    camp.refresh_from_db()
    assert Whereabouts.objects.current().filter(place=camp.successor).count() == 5
    assert Whereabouts.objects.count() == 10


@pytest.mark.parametrize("attempt", range(6))
def test_of_two_who_close_sites_into_one_another_one_does(supervisor, attempt):
    one, other = PlaceFactory(), PlaceFactory()
    who = closing.who_is_at(one)
    outcomes = _at_once(
        lambda: _close(supervisor, one, who=who, successor=other),
        lambda: _close(supervisor, other, who=who, successor=one),
    )
    assert [outcome.field for outcome in outcomes if isinstance(outcome, Refused)] == ["successor"]


@pytest.mark.parametrize("attempt", range(6))
def test_nobody_is_recorded_at_a_site_that_closes_in_the_same_moment(supervisor, attempt):
    camp = PlaceFactory()
    there, comes = (ChildFactory(office=supervisor.office).person for _number in range(2))
    WhereaboutsFactory(person=there, place=camp)
    who = closing.who_is_at(camp)
    closed, recorded = _at_once(
        lambda: _close(supervisor, camp, who=who),
        lambda: record_whereabouts(by=supervisor, person=comes, place=camp, from_date=DAY),
    )
    # Whoever came second was told, or both took place in an order that leaves nobody behind.
    assert isinstance(closed, Refused) != isinstance(recorded, Refused)
    camp.refresh_from_db()
    assert camp.is_open == isinstance(closed, closing.Arrived)
    assert closing.stays_at(camp).count() == (2 if camp.is_open else 0)
