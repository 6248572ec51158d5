"""Any sequence of actions keeps the rules, and the totals are what a naive count of the list gives."""

import datetime
import random
from collections import Counter
from itertools import pairwise

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.batches import actions, moves
from cases.components.stamps import stamp_of
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

FIRST = datetime.datetime(2019, 1, 1, 21, tzinfo=datetime.UTC)
COMES_OF_AGE = datetime.date(2001, 1, 4)
STEPS = 40


class Walk:
    """One office, six children (one about to come of age), a few transfers, and chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        office = Office.objects.create(name="Office North", country_id="IQ")
        self.user = make_user("Layla Haddad", Role.CASEWORKER, office=office)
        _group, self.children = making.family(office, "Zarina", "Timur", "Amina")
        self.children += factories.ChildFactory.create_batch(2, office=office)
        born = {"person__birth_earliest": COMES_OF_AGE, "person__birth_latest": COMES_OF_AGE}
        self.children.append(factories.ChildFactory(office=office, **born))
        for child in self.children:
            factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2018, 1, 1))
            factories.SeparationFactory(child=child, from_date=datetime.date(2018, 1, 1))
        self.states = [Country.objects.get(pk=code) for code in ("TJ", "RU")]
        self.departures = 0
        # Our own account of who was counted, and to which State.
        self.counted = {}
        self.create()

    def step(self):
        """One action; whatever is not allowed says so in a sentence, and in no other way."""
        acts = {
            self.create: 2,
            self.add: 8,
            self.take_off: 3,
            self.put_back: 2,
            self.change: 3,
            self.move: 3,
            self.hurry: 3,
            self.depart: 4,
            self.arrive_and_hand_over: 2,
        }
        (act,) = self.chance.choices(list(acts), list(acts.values()))
        try:
            act()
        except Refused as refused:
            return str(refused)
        return act.__name__

    def some(self, rows):
        rows = list(rows.order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def create(self):
        if TransferBatch.objects.open().count() < 3:
            making.draft(self.user)

    def add(self):
        # Mostly to a list that can still change, and sometimes to one that cannot.
        transfer = self.some(TransferBatch.objects.open()) if self.chance.random() < 0.9 else None
        transfer = transfer or self.some(TransferBatch.objects.all())
        chosen = self.chance.sample(self.children, self.chance.randint(1, 2))
        siblings = self.chance.random() < 0.3
        making.add(self.user, transfer, *chosen, to=self.chance.choice(self.states), with_siblings=siblings)

    def take_off(self):
        if passenger := self.some(Passenger.objects.all()):
            reason = self.chance.choice(["", *NotTravelledReason.values])
            actions.take_off(by=self.user, passenger=passenger, reason=reason)

    def put_back(self):
        if passenger := self.some(Passenger.objects.filter(result=PassengerResult.NOT_TRAVELLED)):
            actions.put_back(by=self.user, passenger=passenger)

    def change(self):
        if passenger := self.some(Passenger.objects.all()):
            actions.change_passenger(
                by=self.user,
                passenger=passenger,
                version=stamp_of(passenger),
                destination=self.chance.choice(self.states),
                role=self.chance.choice(PassengerRole.values),
            )

    def move(self):
        transfer = self.some(TransferBatch.objects.all())
        to = [one for one in TRANSFER_MOVES[transfer.status] if one not in moves.MOVES_WITH_A_MOMENT]
        if to and (TransferStatus.CANCELLED not in to or self.chance.random() < 0.5):
            making.moved(self.user, transfer, self.chance.choice(to))

    def hurry(self):
        """All the plain moves before a departure, so that departures are not rare."""
        if transfer := self.some(TransferBatch.objects.filter(status=TransferStatus.DRAFT)):
            making.moved(self.user, transfer, *making.WAY)

    def depart(self):
        transfer = self.some(TransferBatch.objects.filter(status=TransferStatus.BOARDING))
        if transfer is None:
            return
        waiting = transfer.passengers.filter(result=PassengerResult.PENDING)
        reason = self.chance.choice(NotTravelledReason.values)
        stayed = {one: reason for one in waiting if self.chance.random() < 0.2}
        self.departures += 1
        at = FIRST + datetime.timedelta(days=self.departures)
        making.depart(self.user, transfer, stayed=stayed, at=at)
        # 21:00 by UTC is the next day in Baghdad.
        day = (at + datetime.timedelta(hours=3)).date()
        for passenger in Passenger.objects.filter(transfer=transfer, result=PassengerResult.TRAVELLED):
            if is_under_age(passenger.person, day):
                self.counted[passenger.pk] = passenger.destination_id

    def arrive_and_hand_over(self):
        transfer = self.some(TransferBatch.objects.filter(status=TransferStatus.DEPARTED))
        if transfer is None:
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


def is_under_age(person, day):
    """By hand, without the code that is tested."""
    return person.birth_latest.replace(year=person.birth_latest.year + 18) > day


def assert_rules_hold():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    rows = list(Passenger.objects.select_related("transfer"))
    for row in rows:
        assert row.is_open == (row.transfer.status in OPEN_TRANSFERS and row.result != "not_travelled")
        assert (row.result == "travelled") <= row.transfer.is_departed
        assert (row.result == "pending") <= (not row.transfer.is_departed)
        assert (row.result == "not_travelled") == bool(row.not_travelled_reason)
    on_open_lists = Counter(row.person_id for row in rows if row.is_open)
    assert set(on_open_lists.values()) <= {1}
    assert not Handover.objects.exclude(passenger__result="travelled").exists()


def assert_moves_tell_where_each_transfer_stands():
    for batch in TransferBatch.objects.all():
        steps = list(TransferMove.objects.filter(transfer=batch).order_by("pk"))
        assert steps[-1].to_status == batch.status
        for before, after in pairwise(steps):
            assert after.from_status == before.to_status
            assert after.to_status in TRANSFER_MOVES[before.to_status]


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_any_sequence_of_actions(seed):
    """Promise 14: no sequence breaks a rule, and the totals are those of a naive count."""
    with transaction.atomic():
        walk = Walk(seed)
        for _number in range(STEPS):
            walk.step()
            assert_rules_hold()
            counted = Passenger.objects.counted_children()
            assert dict(counted.values_list("pk", "destination_id")) == walk.counted
        assert_moves_tell_where_each_transfer_stands()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_sequences_are_not_idle():
    """The walks above do depart, leave people behind, count, and hand over."""
    reached = Counter()
    for seed in range(3):
        with transaction.atomic():
            walk = Walk(seed)
            for _number in range(2 * STEPS):
                walk.step()
            reached.update(Passenger.objects.values_list("result", flat=True))
            reached["counted"] += len(walk.counted)
            reached["handed over"] += Handover.objects.count()
            transaction.set_rollback(True)
    wanted = {"pending", "travelled", "not_travelled", "counted", "handed over"}
    assert {name for name, count in reached.items() if count > 2} >= wanted, reached
