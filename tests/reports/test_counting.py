"""The counting rules, one by one."""

import datetime

import pytest

from cases.enums import AgeBand, CountedAs, PassengerResult, PassengerRole, TransferStatus
from cases.reports import counting
from cases.reports.scope import Scope, last_quarter_end
from tests.factories import (
    ChildFactory,
    ContactPermissionFactory,
    PassengerFactory,
    TransferFactory,
    depart,
    travelled,
)

DAY = datetime.date
LATER = DAY(2019, 12, 31)


def world(as_of=LATER, *departures, state=None):
    return counting.Selection(Scope.everything(), as_of, departures, state)


def by_state(selection):
    found = counting.totals(selection)
    return found.world.children, {code: line.children for code, line in found.states.items()}


@pytest.fixture
def child(db):
    return ChildFactory()


def test_nobody_travelled(db):
    assert by_state(world()) == (0, {})
    assert counting.totals(world()).of("RU") == counting.Line()
    assert counting.running_total(counting.movements(world())) == []


def test_a_child_counts_from_the_day_of_departure_on(child):
    travelled(child.person, on=DAY(2019, 7, 10), to="RU")
    assert by_state(world(DAY(2019, 7, 9))) == (0, {})
    assert by_state(world(DAY(2019, 7, 10))) == (1, {"RU": 1})


def test_the_day_is_that_of_the_place_of_departure(child):
    passenger = travelled(child.person, on=DAY(2019, 7, 10), to="RU")
    transfer = passenger.transfer
    # Half past ten in the evening in London is half past one of the next day in Baghdad.
    transfer.departed_at = datetime.datetime(2019, 7, 10, 22, 30, tzinfo=datetime.UTC)
    transfer.save()
    assert by_state(world(DAY(2019, 7, 10))) == (0, {})
    assert by_state(world(DAY(2019, 7, 11))) == (1, {"RU": 1})


def test_who_travelled_twice_counts_for_the_last_departure(child):
    travelled(child.person, on=DAY(2018, 5, 1), to="DE")
    travelled(child.person, on=DAY(2019, 5, 1), to="RU")
    assert by_state(world(DAY(2018, 12, 31))) == (1, {"DE": 1})
    assert by_state(world()) == (1, {"RU": 1})
    assert counting.totals(world()).world.transfers == 2


def test_the_departure_country_is_chosen_before_the_last_departure(child):
    travelled(child.person, on=DAY(2018, 5, 1), to="DE", leaving="SY")
    travelled(child.person, on=DAY(2019, 5, 1), to="RU", leaving="IQ")
    assert by_state(world(LATER, "SY")) == (1, {"DE": 1})
    assert by_state(world(LATER, "IQ")) == (1, {"RU": 1})
    assert by_state(world(LATER, "SY", "IQ")) == (1, {"RU": 1})


def test_adults_are_not_children(child):
    travelled(child.person, on=DAY(2019, 5, 1), counted=CountedAs.ADULT, band=AgeBand.ADULT)
    assert by_state(world()) == (0, {})
    assert counting.came_of_age(world()) == 1


def test_an_escort_of_age_is_no_child_that_came_of_age(child):
    transfer = TransferFactory()
    PassengerFactory(
        transfer=transfer,
        person=child.person,
        role=PassengerRole.ESCORT,
        result=PassengerResult.TRAVELLED,
        counted_as=CountedAs.ADULT,
        age_band=AgeBand.ADULT,
    )
    depart(transfer, on=DAY(2019, 5, 1))
    assert counting.came_of_age(world()) == 0


def test_who_is_on_an_open_transfer_has_not_travelled(child):
    PassengerFactory(transfer=TransferFactory(status=TransferStatus.BOARDING), person=child.person)
    assert by_state(world()) == (0, {})


def test_one_flight_to_two_states_is_one_transfer_in_all(db):
    transfer = TransferFactory()
    for state in ("DE", "DE", "FI"):
        PassengerFactory(
            transfer=transfer,
            person=ChildFactory().person,
            destination_id=state,
            result=PassengerResult.TRAVELLED,
            counted_as=CountedAs.CHILD,
            age_band=AgeBand.UNDER_5,
        )
    depart(transfer, on=DAY(2019, 4, 11))
    found = counting.totals(world())
    assert (found.world.transfers, found.of("DE").transfers, found.of("FI").transfers) == (1, 1, 1)
    assert (found.of("DE").first, found.of("DE").last) == (DAY(2019, 4, 11), DAY(2019, 4, 11))
    left = counting.departures(counting.movements(world()))
    assert [(one.destination, one.children, one.transfers) for one in left] == [("DE", 2, 1), ("FI", 1, 1)]


def test_sex_and_age_divide_the_children(db):
    ages = [AgeBand.UNDER_5, AgeBand.UNDER_12, AgeBand.UNDER_18, AgeBand.UNCERTAIN]
    for sex, band in zip("fmxu", ages, strict=True):
        travelled(ChildFactory(person__sex=sex).person, on=DAY(2019, 4, 1), to="RU", band=band)
    line = counting.totals(world()).of("RU")
    assert (line.children, line.girls, line.boys, line.unknown) == (4, 1, 1, 2)
    assert line.bands == dict.fromkeys(ages, 1)


def test_the_running_total_of_a_state_loses_who_travels_on(child):
    travelled(child.person, on=DAY(2018, 5, 1), to="DE")
    travelled(child.person, on=DAY(2019, 5, 1), to="RU")
    moved = counting.movements(world())
    assert counting.running_total(moved) == [(DAY(2018, 5, 1), 1), (DAY(2019, 5, 1), 1)]
    assert counting.running_total(moved, "DE") == [(DAY(2018, 5, 1), 1), (DAY(2019, 5, 1), 0)]
    assert counting.running_total(moved, "RU") == [(DAY(2018, 5, 1), 0), (DAY(2019, 5, 1), 1)]


def test_a_state_whose_child_travelled_on_has_no_row(child):
    travelled(child.person, on=DAY(2018, 5, 1), to="DE")
    travelled(child.person, on=DAY(2019, 5, 1), to="RU")
    assert set(counting.totals(world()).states) == {"RU"}


def test_a_caseworker_counts_the_children_of_the_office(caseworker, other_caseworker):
    """Promise 1."""
    travelled(ChildFactory(office=caseworker.office).person, on=DAY(2019, 4, 1), to="RU")
    travelled(ChildFactory(office=other_caseworker.office).person, on=DAY(2019, 4, 1), to="RU")
    selection = counting.Selection(Scope.of(caseworker), LATER)
    assert by_state(selection) == (1, {"RU": 1})


def test_an_official_counts_permitted_children_of_the_own_state(official):
    """Promise 2."""
    for state, permitted in (("TJ", True), ("TJ", False), ("RU", True)):
        child = ChildFactory()
        travelled(child.person, on=DAY(2019, 4, 1), to=state)
        if permitted:
            ContactPermissionFactory(child=child, state_id="TJ")
    selection = counting.Selection(Scope.of(official), LATER)
    assert by_state(selection) == (1, {"TJ": 1})
    assert by_state(counting.Selection(Scope.of(official), LATER, state="RU")) == (1, {"TJ": 1})


def test_a_parent_under_age_without_a_file_shows_to_no_official(official, child):
    """Promise 2: without a file there is no permission."""
    passenger = travelled(ChildFactory().person, on=DAY(2019, 4, 1), to="TJ")
    assert counting.trips(counting.Selection(Scope.everything(), LATER)).get() == passenger
    assert not counting.trips(counting.Selection(Scope.of(official), LATER)).exists()


def test_who_reads_no_figures_has_no_scope(officer):
    with pytest.raises(ValueError, match="no figures"):
        Scope.of(officer)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (DAY(2019, 7, 15), DAY(2019, 6, 30)),
        (DAY(2019, 6, 30), DAY(2019, 6, 30)),
        (DAY(2019, 6, 29), DAY(2019, 3, 31)),
        (DAY(2019, 12, 31), DAY(2019, 12, 31)),
        (DAY(2020, 1, 1), DAY(2019, 12, 31)),
    ],
)
def test_the_last_end_of_a_quarter(day, end):
    assert last_quarter_end(day) == end
