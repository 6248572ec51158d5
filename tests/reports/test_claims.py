"""How registered children are divided by claim and decision, on any day."""

import datetime

import pytest

from cases.enums import ClaimBasis, ClaimStatus
from cases.reports.claims import ClaimGroup, claim_groups
from cases.reports.scope import Scope
from tests.factories import ChildFactory, ClaimDecisionFactory, ContactPermissionFactory, NationalityFactory

DAY = datetime.date
LATER = DAY(2020, 1, 1)
CLAIMED = DAY(2019, 3, 12)


def groups(as_of=LATER, scope=None):
    return {
        (one.states, one.status): one.children for one in claim_groups(scope or Scope.everything(), as_of)
    }


def claim(child, state="TJ", on=CLAIMED, **fields):
    return NationalityFactory(child=child, state_id=state, claimed_date=on, **fields)


@pytest.fixture
def child(db):
    return ChildFactory(registered_date=DAY(2019, 3, 12))


def test_no_children(db):
    assert claim_groups(Scope.everything(), LATER) == []


def test_a_child_without_a_claim_is_counted(child):
    assert claim_groups(Scope.everything(), LATER) == [ClaimGroup(states=(), status=None, children=1)]


def test_a_claim_without_a_decision_is_not_assessed(child):
    claim(child)
    assert groups() == {(("TJ",), ClaimStatus.UNASSESSED): 1}


def test_the_latest_decision_by_the_day_counts(child):
    nationality = claim(child)
    ClaimDecisionFactory(nationality=nationality, status=ClaimStatus.CONFIRMED, decided_date=DAY(2019, 6, 1))
    ClaimDecisionFactory(nationality=nationality, status=ClaimStatus.SUBMITTED, decided_date=DAY(2019, 4, 1))
    assert groups(DAY(2019, 3, 31)) == {(("TJ",), ClaimStatus.UNASSESSED): 1}
    assert groups(DAY(2019, 5, 31)) == {(("TJ",), ClaimStatus.SUBMITTED): 1}
    assert groups(DAY(2019, 6, 1)) == {(("TJ",), ClaimStatus.CONFIRMED): 1}


def test_of_two_decisions_on_one_day_the_later_recorded_counts(child):
    nationality = claim(child)
    for status in (ClaimStatus.QUERIED, ClaimStatus.REFUSED):
        ClaimDecisionFactory(nationality=nationality, status=status, decided_date=DAY(2019, 4, 1))
    assert groups() == {(("TJ",), ClaimStatus.REFUSED): 1}


def test_two_grounds_on_one_state_are_one_state(child):
    claim(child)
    second = claim(child, basis=ClaimBasis.JUS_SANGUINIS_FATHER_MARRIED)
    ClaimDecisionFactory(nationality=second, status=ClaimStatus.CONFIRMED)
    assert groups() == {(("TJ",), ClaimStatus.CONFIRMED): 1}


def test_two_states_are_one_child(child):
    ClaimDecisionFactory(
        nationality=claim(child, "TJ"), status=ClaimStatus.REFUSED, decided_date=DAY(2019, 5, 1)
    )
    ClaimDecisionFactory(
        nationality=claim(child, "RU"), status=ClaimStatus.SUBMITTED, decided_date=DAY(2019, 4, 1)
    )
    assert groups() == {(("RU", "TJ"), ClaimStatus.REFUSED): 1}


def test_who_was_registered_or_claimed_later_is_not_yet_counted(child):
    claim(child, on=DAY(2019, 9, 1))
    ChildFactory(registered_date=DAY(2019, 10, 1))
    assert groups(DAY(2019, 9, 30)) == {(("TJ",), ClaimStatus.UNASSESSED): 1}
    assert groups(DAY(2019, 8, 31)) == {((), None): 1}
    assert groups(DAY(2019, 3, 11)) == {}


def test_an_official_sees_claims_of_permitted_children_on_the_own_state(official):
    """Promise 2."""
    permitted, denied = ChildFactory(), ChildFactory()
    ContactPermissionFactory(child=permitted, state_id="TJ")
    for each in (permitted, denied):
        claim(each, "TJ")
        claim(each, "RU")
    assert groups(scope=Scope.of(official)) == {(("TJ",), ClaimStatus.UNASSESSED): 1}
