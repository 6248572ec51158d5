"""Two at once: one acceptance, one offer, and no number tried unseen. Promise 15."""

import pytest

from cases.enums import AuditKind, CaseMoveState, Role
from cases.errors import Refused
from cases.models import AuditEvent, CaseAssignment, CaseMove
from cases.traffic import actions, emergencies
from tests import factories
from tests.batches.test_parallel import at_once
from tests.people import make_user
from tests.traffic.making import EMERGENCY, WHY, offer_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_four_who_accept_one_offer_one_does(caseworker, office_west):
    head = make_user("Salma Tahir", Role.SUPERVISOR, office=office_west)
    child = factories.ChildFactory(office=caseworker.office)
    move = offer_of(child, to=office_west, by=caseworker)
    outcomes = at_once(
        4, lambda _number: actions.accept(by=head, move=move, version=move.version, responsible=head)
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert CaseMove.objects.get().state == CaseMoveState.ACCEPTED
    assert CaseAssignment.objects.filter(child=child, office=office_west).count() == 1


def test_of_four_offers_of_one_case_one_stands(caseworker, office_west):
    make_user("Salma Tahir", Role.SUPERVISOR, office=office_west)
    child = factories.ChildFactory(office=caseworker.office)
    outcomes = at_once(
        4, lambda _number: actions.offer(by=caseworker, children=[child], office=office_west, reason=WHY)
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert CaseMove.objects.count() == 1


def test_many_tries_at_once_are_counted_one_by_one(supervisor):
    """Each that is allowed is in the trail, though all are refused and each transaction of a page is undone."""
    outcomes = at_once(
        8,
        lambda _number: emergencies.open_file(
            by=supervisor, number="7K4M-29QD-X", kind="medical", reason=EMERGENCY
        ),
    )
    assert all(isinstance(outcome, Refused) for outcome in outcomes)
    denials = AuditEvent.objects.filter(kind=AuditKind.DENIAL, subject=emergencies.TRIED)
    assert denials.count() == emergencies.MOST_TRIES
