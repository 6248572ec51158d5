"""Many at once: what two people do in the same moment leaves one truth. Promises 14 and 15."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.batches import actions
from cases.enums import NotTravelledReason, PassengerResult, TransferStatus
from cases.errors import Refused
from cases.models import Passenger, TransferBatch
from tests import factories
from tests.batches import making

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times, act):
    """Call ``act`` with 0, 1, … in as many threads, all let go together; returns what each gave or raised."""
    start = Barrier(times)

    def run(number):
        try:
            start.wait()
            return act(number)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def test_twenty_attempts_to_add_one_child_leave_one_row(caseworker):
    """Promise 15."""
    transfer = making.draft(caseworker)
    child = factories.ChildFactory(office=caseworker.office)
    outcomes = at_once(20, lambda _number: making.add(caseworker, transfer, child))
    assert sum(len(outcome) for outcome in outcomes) == 1
    assert Passenger.objects.get().person == child.person


def test_twenty_transfers_want_one_child_and_one_gets_it(caseworker):
    """Promise 14: a child is on one open transfer."""
    transfers = [making.draft(caseworker) for _number in range(20)]
    child = factories.ChildFactory(office=caseworker.office)
    outcomes = at_once(20, lambda number: making.add(caseworker, transfers[number], child))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 19
    assert Passenger.objects.filter(person=child.person, is_open=True).count() == 1


def test_two_groups_that_share_their_children_do_not_lock_each_other_out(caseworker):
    transfers = [making.draft(caseworker) for _number in range(4)]
    children = factories.ChildFactory.create_batch(8, office=caseworker.office)
    orders = [children, children[::-1], children[4:] + children[:4], children]
    outcomes = at_once(4, lambda number: making.add(caseworker, transfers[number], *orders[number]))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert Passenger.objects.count() == 8


def test_adding_and_departing_at_the_same_moment(caseworker):
    """Whoever is first, nobody is on a departed list without a mark."""
    transfer = making.draft(caseworker)
    making.add(caseworker, transfer, factories.ChildFactory(office=caseworker.office))
    transfer = making.moved(caseworker, transfer, *making.WAY)
    late = factories.ChildFactory(office=caseworker.office)
    acts = [
        lambda: making.depart(caseworker, transfer),
        lambda: making.add(caseworker, TransferBatch.objects.get(pk=transfer.pk), late),
    ]
    at_once(2, lambda number: acts[number]())
    transfer.refresh_from_db()
    pending = transfer.passengers.filter(result=PassengerResult.PENDING).exists()
    assert transfer.is_departed != pending


def test_one_move_of_many(caseworker):
    """Promise 13: the others are told that they are late."""
    transfer = making.draft(caseworker)
    making.add(caseworker, transfer, factories.ChildFactory(office=caseworker.office))
    outcomes = at_once(8, lambda _number: making.moved(caseworker, transfer, TransferStatus.PROPOSED))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 7
    assert transfer.moves.filter(to_status=TransferStatus.PROPOSED).count() == 1


def test_put_back_while_another_transfer_takes_the_child(caseworker):
    transfer, other = making.draft(caseworker), making.draft(caseworker)
    child, stays = factories.ChildFactory.create_batch(2, office=caseworker.office)
    making.add(caseworker, transfer, child, stays)
    making.moved(caseworker, transfer, TransferStatus.PROPOSED)
    row = making.row_of(transfer, child)
    actions.take_off(by=caseworker, passenger=row, reason=NotTravelledReason.UNFIT)
    acts = [
        lambda: actions.put_back(by=caseworker, passenger=row),
        lambda: making.add(caseworker, other, child),
    ]
    outcomes = at_once(2, lambda number: acts[number]())
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert Passenger.objects.filter(person=child.person, is_open=True).count() == 1
