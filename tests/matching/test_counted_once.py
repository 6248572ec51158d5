"""Totals of two records that became one: one child, whatever lists it stands on. Promises 2 and 5."""

import datetime

import pytest

from cases.reports import counting
from cases.reports.claims import claim_groups
from cases.reports.scope import Scope
from tests import factories
from tests.matching import merging

LATE = datetime.date(2030, 1, 1)


def selection(user=None, scope=None):
    return counting.Selection(scope=scope or (Scope.of(user) if user else Scope.everything()), as_of=LATE)


def children(user=None):
    return counting.totals(selection(user)).world.children


@pytest.fixture
def travellers(office_north):
    """Two files of one child, each on the list of a departed transfer; the second went to another State."""
    kept, other = factories.ChildFactory.create_batch(2, office=office_north)
    factories.travelled(kept.person, on=datetime.date(2019, 7, 10))
    factories.travelled(other.person, on=datetime.date(2019, 8, 10), to="RU")
    return kept, other


def test_one_passage_counts_before_and_after(supervisor, caseworker, office_north):
    kept, other = factories.ChildFactory.create_batch(2, office=office_north)
    factories.travelled(other.person, on=datetime.date(2019, 7, 10))
    assert (children(), children(caseworker)) == (1, 1)
    made = merging.merge(supervisor, kept, other)
    assert (children(), children(caseworker)) == (1, 1)
    merging.undo(supervisor, made)
    assert (children(), children(caseworker)) == (1, 1)


def test_a_child_on_two_lists_counts_once_for_the_last(supervisor, caseworker, travellers):
    kept, other = travellers
    assert children() == 2
    made = merging.merge(supervisor, kept, other)
    figures = counting.totals(selection())
    assert (figures.world.children, figures.of("TJ").children, figures.of("RU").children) == (1, 0, 1)
    last = counting.last_trips(selection(caseworker))
    assert [row.standing_person for row in last] == [kept.person]
    steps = counting.running_total(counting.movements(selection()))
    assert [total for _day, total in steps] == [1, 1]
    assert {journey.leg for journey in counting.journeys(selection())} == {1, 2}
    merging.undo(supervisor, made)
    assert children() == 2


def test_it_counts_by_the_sex_of_the_record_that_stays(supervisor, travellers):
    kept, other = travellers
    type(other.person).objects.filter(pk=other.person_id).update(sex="m")
    merging.merge(supervisor, kept, other)
    world = counting.totals(selection()).world
    assert (world.girls, world.boys) == (1, 0)


def test_a_state_learns_of_it_by_the_permission_of_the_file_that_stays(supervisor, official, travellers):
    """Promise 2: what stayed behind tells nobody anything."""
    kept, other = travellers
    for child in (kept, other):
        factories.ContactPermissionFactory(child=child, state_id="TJ")
    assert children(official) == 1
    merging.merge(supervisor, kept, other)
    departed = counting.trips(selection(official))
    assert departed.count() == 2
    kept.contact_permissions.update(to_date=datetime.date(2019, 9, 1))
    assert counting.trips(selection(official)).count() == 0


def test_registered_children_are_counted_without_the_file_given_up(supervisor, travellers):
    kept, other = travellers
    merging.merge(supervisor, kept, other)
    assert sum(group.children for group in claim_groups(Scope.everything(), LATE)) == 1
