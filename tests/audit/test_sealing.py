"""Promise 8: one sealer, and no row is lost out of the chain, however late its transaction ends."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cases.audit import sealing
from cases.audit.record import exported
from cases.audit.sealing import Busy, head, seal_all
from cases.audit.verifying import verify
from cases.models import AuditEvent, AuditSeal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_time(caseworker):
    """A transaction in another thread that has written a row: ``end(commit)`` ends it. ``number`` is that of its row."""

    class Slow:
        def __init__(self):
            self.written, self.ending, self.commit = threading.Event(), threading.Event(), True
            self.thread = threading.Thread(target=self._run)
            self.thread.start()
            assert self.written.wait(20)

        def _run(self):
            try:
                with transaction.atomic():
                    exported(by=caseworker, subject="totals-per-state")
                    self.number = AuditEvent.objects.latest("pk").pk
                    self.written.set()
                    self.ending.wait(20)
                    transaction.set_rollback(not self.commit)
            finally:
                connection.close()

        def end(self, *, commit):
            self.commit = commit
            self.ending.set()
            self.thread.join(20)

    return Slow


def test_nothing_new_makes_no_seal(entries):
    entries(2)
    assert (seal_all(), seal_all()) == (2, 0)
    assert AuditSeal.objects.count() == 1


def test_a_row_that_commits_late_is_sealed_by_the_next(entries, in_time):
    """Promise 8: its number is lower than those that were sealed meanwhile."""
    slow = in_time()
    entries(2)
    seal_all()
    first = head()
    assert slow.number in range(first.gaps[-2], first.gaps[-1] + 1)
    assert verify().waiting == 0
    slow.end(commit=True)
    assert verify().waiting == 1
    seal_all()
    assert head().late == [slow.number]
    assert head().last_id == first.last_id
    found = verify()
    assert (found.findings, found.waiting, found.rows) == ([], 0, 3)
    assert seal_all() == 0


def test_a_number_that_was_rolled_back_stays_a_gap(entries, in_time):
    slow = in_time()
    entries(1)
    seal_all()
    slow.end(commit=False)
    entries(1)
    assert seal_all() == 1
    assert verify().findings == []


def test_a_row_that_comes_after_a_day_is_reported_and_not_taken_in(entries, in_time, monkeypatch):
    """Promise 8: what nobody waits for any more is not vouched for."""
    slow = in_time()
    entries(1)
    seal_all()
    slow.end(commit=True)
    for module in ("sealing", "verifying"):
        monkeypatch.setattr(f"cases.audit.{module}.GRACE", datetime.timedelta(0))
    assert seal_all() == 0
    assert verify().findings == [f"Row {slow.number} came after seal 1 had closed over its place."]


def test_a_second_sealer_leaves_the_work_to_the_first(entries, capsys):
    """Promise 8: one chain has one end."""
    entries(1)
    holding, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sealing._LOCK])
                holding.set()
                done.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(20)
    with pytest.raises(Busy):
        seal_all()
    call_command("seal_trail")
    assert "Another sealer is at work." in capsys.readouterr().out
    done.set()
    thread.join(20)
    assert seal_all() == 1


@pytest.mark.parametrize(
    ("numbers", "above", "expected"),
    [
        ([1, 2, 3], 0, []),
        ([2, 3, 6], 0, [(1, 1), (4, 5)]),
        ([9], 4, [(5, 8)]),
        ([], 4, []),
    ],
    ids=["none", "two", "at the beginning", "nothing"],
)
def test_gaps_are_named_as_ranges(numbers, above, expected):
    assert sealing.ranges(numbers, above=above) == expected
