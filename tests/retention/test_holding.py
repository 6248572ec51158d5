"""Promise 22: a hold and an erasure wait for one another; whichever was first wins, in both orders."""

import threading

import pytest
from django.db import connection, transaction

from cases.components.stamps import stamp_of
from cases.errors import Refused
from cases.models import Child, Erasure, LegalHold
from cases.retention import erasing, holding
from tests import factories
from tests.retention.making import erasure_of


def _beside(act):
    """Run ``act`` in another connection; returns the thread and a list with what it raised or returned."""
    outcome = []

    def run():
        try:
            outcome.append(act())
        except Exception as error:  # what it was is asserted by the test
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def _is_waiting_for_a_lock():
    with connection.cursor() as cursor:
        for _try in range(2000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
            cursor.execute("SELECT pg_sleep(0.01)")
    return False


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


@pytest.mark.django_db(transaction=True)
def test_a_hold_that_is_being_set_stops_an_erasure_that_is_confirmed_meanwhile(child, supervisor, second):
    erasure = erasure_of(child, by=supervisor)
    with transaction.atomic():
        holding.hold(by=supervisor, child=child, authority="Family court", reason="A claim")
        thread, outcome = _beside(
            lambda: erasing.confirm(by=second, erasure=erasure, version=stamp_of(erasure))
        )
        assert _is_waiting_for_a_lock()
    thread.join()
    assert isinstance(outcome[0], Refused)
    assert Child.objects.get(pk=child.pk).erased_at is None
    assert Erasure.objects.get().state == "stopped"
    assert child.person.names.exists()


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_is_under_way_leaves_nothing_to_hold(child, supervisor, second):
    erasure = erasure_of(child, by=supervisor)
    with transaction.atomic():
        erasing.confirm(by=second, erasure=erasure, version=stamp_of(erasure))
        thread, outcome = _beside(
            lambda: holding.hold(by=supervisor, child=child, authority="Family court", reason="A claim")
        )
        assert _is_waiting_for_a_lock()
    thread.join()
    assert isinstance(outcome[0], Refused)
    assert not LegalHold.objects.exists()
    assert Erasure.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_does(child, supervisor, second, officer):
    erasure = erasure_of(child, by=supervisor)
    version = stamp_of(erasure)
    with transaction.atomic():
        erasing.confirm(by=second, erasure=erasure, version=version)
        thread, outcome = _beside(lambda: erasing.confirm(by=officer, erasure=erasure, version=version))
        assert _is_waiting_for_a_lock()
    thread.join()
    assert isinstance(outcome[0], Refused)
    assert Erasure.objects.get().settled_by == second


def test_a_hold_ends_an_erasure_that_waits(child, supervisor):
    erasure_of(child, by=supervisor)
    holding.hold(by=supervisor, child=child, authority="Family court", reason="A claim")
    erasure = Erasure.objects.get()
    assert (erasure.state, erasure.settled_by) == ("stopped", supervisor)
    with pytest.raises(Refused, match="on legal hold"):
        erasing.ask(
            by=supervisor,
            child=child,
            seen_at=Child.objects.get(pk=child.pk).updated_at,
            reason="request",
            words="They ask",
            why_not="They ask",
        )


def test_a_hold_is_lifted_once_and_for_a_reason(child, supervisor, second):
    hold = holding.hold(by=supervisor, child=child, authority="Family court", reason="A claim")
    holding.lift(by=second, hold=hold, version=stamp_of(hold), reason="The court has ruled")
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lift_reason) == (second, "The court has ruled")
    with pytest.raises(Refused, match="lifted already"):
        holding.lift(by=second, hold=hold, version=stamp_of(hold), reason="Once more")
