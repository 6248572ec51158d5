"""Any sequence of actions keeps the rules, and the totals are what a naive count of the list gives."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.batches import actions, moves
from cases.enums import (
    OPEN_TRANSFERS,
    TRANSFER_MOVES,
    HandoverRole,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    Role,
    TransferStatus,
)
from cases.errors import Refused
from cases.models import Country, Handover, Office, Passenger, TransferBatch, TransferMove
from tests import factories
from tests.batches import making
from tests.people import make_user

REASONS = st.sampled_from(NotTravelledReason.values)
INDEX = st.integers(min_value=0, max_value=11)
FIRST = datetime.datetime(2019, 1, 1, 21, tzinfo=datetime.UTC)


class Transfers(RuleBasedStateMachine):
    """One office, six children (one about to come of age), up to three transfers, and every action on them."""

    def __init__(self):
        super().__init__()
        # Each sequence is undone at its end.
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize()
    def begin(self):
        office = Office.objects.create(name="Office North", country_id="IQ")
        self.user = make_user("Layla Haddad", Role.CASEWORKER, office=office)
        _group, self.children = making.family(office, "Zarina", "Timur", "Amina")
        self.children += factories.ChildFactory.create_batch(2, office=office)
        self.children.append(
            factories.ChildFactory(
                office=office,
                person__birth_earliest=datetime.date(2001, 1, 3),
                person__birth_latest=datetime.date(2001, 1, 3),
            )
        )
        for child in self.children:
            factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2018, 1, 1))
            factories.SeparationFactory(child=child, from_date=datetime.date(2018, 1, 1))
        self.states = [Country.objects.get(pk=code) for code in ("TJ", "RU")]
        self.departures = 0
        # Our own account of who was last counted to which State.
        self.counted = {}

    def some(self, rows, index):
        rows = list(rows.order_by("pk"))
        return rows[index % len(rows)] if rows else None

    def attempt(self, act):
        """Whatever is not allowed says so in a sentence, and in no other way."""
        try:
            act()
        except Refused as refused:
            sentence = str(refused)
        else:
            return
        assert sentence

    @rule()
    @precondition(lambda self: TransferBatch.objects.filter(status__in=OPEN_TRANSFERS).count() < 3)
    def create(self):
        making.draft(self.user)

    @rule(index=INDEX, child=INDEX, state=INDEX, siblings=st.booleans())
    def add(self, index, child, state, siblings):
        transfer = self.some(TransferBatch.objects, index)
        if transfer:
            child = self.children[child % len(self.children)]
            to = self.states[state % 2]
            self.attempt(lambda: making.add(self.user, transfer, child, to=to, with_siblings=siblings))

    @rule(index=INDEX, reason=st.one_of(st.just(""), REASONS))
    def take_off(self, index, reason):
        passenger = self.some(Passenger.objects, index)
        if passenger:
            self.attempt(lambda: actions.take_off(by=self.user, passenger=passenger, reason=reason))

    @rule(index=INDEX)
    def put_back(self, index):
        passenger = self.some(Passenger.objects, index)
        if passenger:
            self.attempt(lambda: actions.put_back(by=self.user, passenger=passenger))

    @rule(index=INDEX, state=INDEX, role=st.sampled_from(PassengerRole.values))
    def change(self, index, state, role):
        passenger = self.some(Passenger.objects, index)
        if passenger:
            to = self.states[state % 2]
            self.attempt(
                lambda: actions.change_passenger(by=self.user, passenger=passenger, destination=to, role=role)
            )

    @rule(index=INDEX, way=INDEX)
    def move(self, index, way):
        transfer = self.some(TransferBatch.objects, index)
        if not transfer:
            return
        to = [step for step in TRANSFER_MOVES[transfer.status] if step not in moves.MOVES_WITH_A_MOMENT]
        if to:
            self.attempt(lambda: making.moved(self.user, transfer, to[way % len(to)]))

    @rule(index=INDEX)
    def hurry(self, index):
        """All the plain moves before a departure, so that departures are not rare."""
        transfer = self.some(TransferBatch.objects.filter(status=TransferStatus.DRAFT), index)
        if transfer:
            self.attempt(lambda: making.moved(self.user, transfer, *making.WAY))

    @rule(index=INDEX, stays=st.integers(min_value=-6, max_value=6), reason=REASONS)
    def depart(self, index, stays, reason):
        transfer = self.some(TransferBatch.objects.filter(status=TransferStatus.BOARDING), index)
        if not transfer:
            return
        waiting = transfer.passengers.filter(result=PassengerResult.PENDING).order_by("pk")
        stayed = {one: reason for number, one in enumerate(waiting) if number == stays}
        self.departures += 1
        at = FIRST + datetime.timedelta(days=self.departures)
        self.attempt(lambda: making.depart(self.user, transfer, stayed=stayed, at=at))
        transfer.refresh_from_db()
        if not transfer.is_departed:
            return
        day = (at + datetime.timedelta(hours=3)).date()
        for passenger in Passenger.objects.filter(transfer=transfer, result="travelled"):
            if counts_as_child(passenger, day):
                self.counted[passenger.pk] = passenger.destination_id

    @rule(index=INDEX)
    def arrive_and_hand_over(self, index):
        transfer = self.some(TransferBatch.objects.filter(status=TransferStatus.DEPARTED), index)
        if not transfer:
            return
        later = transfer.departed_at + datetime.timedelta(hours=4)
        moves.arrive(
            by=self.user, transfer=transfer, arrived_at=later, zone="Asia/Dushanbe", version=transfer.version
        )
        moves.hand_over(
            by=self.user,
            transfer=transfer,
            passengers=list(transfer.passengers.all()),
            handed_over_at=later,
            receiver_role=HandoverRole.EMBASSY,
            receiver="Embassy",
        )

    @invariant()
    def rules_hold(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        rows = list(Passenger.objects.select_related("transfer", "handover"))
        open_rows = Counter(
            row.person_id
            for row in rows
            if row.transfer.status in OPEN_TRANSFERS and row.result != PassengerResult.NOT_TRAVELLED
        )
        assert not open_rows or max(open_rows.values()) == 1
        for row in rows:
            assert row.is_open == (row.transfer.status in OPEN_TRANSFERS and row.result != "not_travelled")
            assert (row.result == "travelled") <= row.transfer.is_departed
            assert (row.result == "pending") <= (not row.transfer.is_departed)
            assert (row.result == "not_travelled") == bool(row.not_travelled_reason)
        assert Handover.objects.exclude(passenger__result="travelled").count() == 0

    @invariant()
    def totals_equal_a_naive_count(self):
        counted = Passenger.objects.counted_children()
        assert dict(counted.values_list("pk", "destination_id")) == getattr(self, "counted", {})

    @invariant()
    def moves_tell_where_each_transfer_stands(self):
        for transfer in TransferBatch.objects.all():
            steps = list(TransferMove.objects.filter(transfer=transfer).order_by("pk"))
            assert steps[-1].to_status == transfer.status
            for before, after in pairwise(steps):
                assert after.from_status == before.to_status
                assert after.to_status in TRANSFER_MOVES[before.to_status]


def counts_as_child(passenger, day):
    """By hand: a child's place counts unless 18 on the day; another place counts only under 18."""
    person = passenger.person
    birthday = person.birth_latest.replace(year=person.birth_latest.year + 18)
    return birthday > day


@pytest.mark.django_db
def test_any_sequence_of_actions():
    """Promise 14: no sequence breaks a rule, and the totals are those of a naive count."""
    run_state_machine_as_test(
        Transfers,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        ),
    )
