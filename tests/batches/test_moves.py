"""Moves, departure, arrival, handovers, and what a departure means for the files."""

import datetime

import pytest
from django.utils import timezone

from cases.batches import actions, moves
from cases.batches.consequences import separation_after
from cases.batches.obstacles import obstacles_to
from cases.enums import (
    MOVES_THAT_NEED_A_REASON,
    TRANSFER_MOVES,
    AgeBand,
    CaseStatus,
    Confidence,
    CountedAs,
    HandoverRole,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    Separation,
    TransferStatus,
    WhereaboutsKind,
)
from cases.errors import Refused, Stale
from cases.models import Handover, TransferMove
from tests import factories
from tests.batches import making

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 7, 10)


def child_of(user, **fields):
    return factories.ChildFactory(office=user.office, **fields)


class TestMoves:
    def test_each_leaves_a_row_with_who_and_why(self, caseworker, supervisor):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        making.moved(supervisor, transfer, TransferStatus.PROPOSED, TransferStatus.POSTPONED)
        rows = [(row.from_status, row.to_status, row.moved_by, row.reason) for row in _moves(transfer)]
        assert rows[1:] == [
            ("draft", "proposed", supervisor, "A reason"),
            ("proposed", "postponed", supervisor, "A reason"),
        ]

    def test_only_along_the_table(self, caseworker):
        transfer = making.draft(caseworker)
        with pytest.raises(Refused):
            making.moved(caseworker, transfer, TransferStatus.BOARDING)

    @pytest.mark.parametrize("to", MOVES_THAT_NEED_A_REASON)
    def test_a_reason_where_one_is_due(self, caseworker, to):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        transfer = making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        with pytest.raises(Refused) as caught:
            moves.move(by=caseworker, transfer=transfer, to=to, reason=" ", version=transfer.version)
        assert caught.value.field == "reason"

    def test_a_stale_move_is_not_made(self, caseworker, supervisor):
        """Promise 13."""
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        making.moved(supervisor, transfer, TransferStatus.PROPOSED)
        with pytest.raises(Stale):
            moves.move(by=caseworker, transfer=transfer, to=TransferStatus.PROPOSED, version=1)
        assert _moves(transfer).count() == 2

    def test_cancelling_frees_everybody(self, caseworker):
        transfer, child = making.draft(caseworker), child_of(caseworker)
        making.add(caseworker, transfer, child)
        making.moved(caseworker, transfer, TransferStatus.CANCELLED)
        making.add(caseworker, making.draft(caseworker), child)

    @pytest.mark.parametrize("to", moves.MOVES_WITH_A_MOMENT)
    def test_departure_and_arrival_are_no_plain_moves(self, caseworker, to):
        with pytest.raises(ValueError, match="moment"):
            moves.move(by=caseworker, transfer=making.draft(caseworker), to=to, version=1)


class TestObstacles:
    def test_an_empty_list_is_not_proposed(self, caseworker):
        transfer = making.draft(caseworker)
        assert obstacles_to(transfer, TransferStatus.PROPOSED) == ["Nobody is on the list yet."]
        with pytest.raises(Refused):
            making.moved(caseworker, transfer, TransferStatus.PROPOSED)
        making.add(caseworker, transfer, child_of(caseworker))
        assert obstacles_to(transfer, TransferStatus.PROPOSED) == []

    def test_no_date_is_not_confirmed(self, caseworker):
        transfer = making.draft(caseworker, planned_date=None)
        making.add(caseworker, transfer, child_of(caseworker))
        assert obstacles_to(transfer, TransferStatus.CONFIRMED) == ["The planned date is not set."]

    def test_more_people_than_seats_are_not_confirmed(self, caseworker):
        transfer = making.draft(caseworker, seats=1)
        making.add(caseworker, transfer, child_of(caseworker), child_of(caseworker))
        assert obstacles_to(transfer, TransferStatus.CONFIRMED) == [
            "1 seat is missing for the people on the list."
        ]

    def test_somebody_unmarked_does_not_depart(self, caseworker):
        transfer = making.draft(caseworker)
        assert obstacles_to(transfer, TransferStatus.DEPARTED) == []
        making.add(caseworker, transfer, child_of(caseworker))
        assert len(obstacles_to(transfer, TransferStatus.DEPARTED)) == 1

    def test_every_state_can_be_asked(self, caseworker):
        transfer = making.draft(caseworker)
        for to in TRANSFER_MOVES:
            assert isinstance(obstacles_to(transfer, to), list)


class TestDepart:
    def test_who_travelled_and_who_did_not(self, caseworker):
        goes, stays = child_of(caseworker), child_of(caseworker)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, goes, stays)
        making.moved(caseworker, transfer, *making.WAY)
        reason = NotTravelledReason.CARER_REFUSED
        transfer = making.depart(caseworker, transfer, stayed={making.row_of(transfer, stays): reason})
        assert (transfer.status, transfer.departure_date) == (TransferStatus.DEPARTED, DAY)
        went, stayed = making.row_of(transfer, goes), making.row_of(transfer, stays)
        assert (went.result, went.counted_as, went.age_band) == ("travelled", "child", AgeBand.UNDER_12)
        assert (stayed.result, stayed.not_travelled_reason, stayed.counted_as) == (
            PassengerResult.NOT_TRAVELLED,
            reason,
            "",
        )
        assert [row.to_status for row in _moves(transfer)][-1] == TransferStatus.DEPARTED
        making.add(caseworker, making.draft(caseworker), stays)

    @pytest.mark.parametrize(
        ("born", "counted", "band"),
        [
            (datetime.date(2001, 7, 10), CountedAs.ADULT, AgeBand.ADULT),
            (datetime.date(2001, 7, 11), CountedAs.CHILD, AgeBand.UNDER_18),
            (datetime.date(2014, 7, 11), CountedAs.CHILD, AgeBand.UNDER_5),
            (None, CountedAs.CHILD, AgeBand.UNCERTAIN),
        ],
    )
    def test_age_is_taken_on_the_local_day(self, caseworker, born, counted, band):
        """00:30 in Baghdad on 10 July is still 9 July in UTC."""
        child = child_of(caseworker, person__birth_earliest=born, person__birth_latest=born)
        at = datetime.datetime(2019, 7, 9, 21, 30, tzinfo=datetime.UTC)
        transfer = making.departed(caseworker, child, at=at)
        row = making.row_of(transfer, child)
        assert transfer.departure_date == DAY
        assert (row.counted_as, row.age_band) == (counted, band)

    def test_everybody_is_marked_or_nobody_leaves(self, caseworker):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker), child_of(caseworker))
        transfer = making.moved(caseworker, transfer, *making.WAY)
        first = transfer.passengers.first()
        with pytest.raises(Refused):
            _depart(caseworker, transfer, {first: (PassengerResult.TRAVELLED, "")})
        transfer.refresh_from_db()
        assert transfer.status == TransferStatus.BOARDING
        assert not transfer.passengers.travelled().exists()

    @pytest.mark.parametrize("reason", ["", "no such reason"])
    def test_a_reason_from_the_list(self, caseworker, reason):
        transfer, children = making.draft(caseworker), (child_of(caseworker), child_of(caseworker))
        making.add(caseworker, transfer, *children)
        transfer = making.moved(caseworker, transfer, *making.WAY)
        results = dict.fromkeys(transfer.passengers.all(), (PassengerResult.TRAVELLED, ""))
        results[making.row_of(transfer, children[0])] = (PassengerResult.NOT_TRAVELLED, reason)
        with pytest.raises(Refused):
            _depart(caseworker, transfer, results)

    def test_without_travellers_there_is_no_departure(self, caseworker):
        transfer, child = making.draft(caseworker), child_of(caseworker)
        making.add(caseworker, transfer, child)
        making.moved(caseworker, transfer, *making.WAY)
        with pytest.raises(Refused):
            making.depart(caseworker, transfer, stayed={making.row_of(transfer, child): "security"})

    @pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../etc/passwd"])
    def test_a_zone_that_is_none(self, caseworker, zone):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        making.moved(caseworker, transfer, *making.WAY)
        with pytest.raises(Refused) as caught:
            making.depart(caseworker, transfer, zone=zone)
        assert caught.value.field == "zone"

    def test_not_in_the_future(self, caseworker):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        making.moved(caseworker, transfer, *making.WAY)
        with pytest.raises(Refused):
            making.depart(caseworker, transfer, at=timezone.now() + datetime.timedelta(days=1))

    def test_queries_do_not_grow_with_the_list(self, caseworker, django_assert_max_num_queries):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, *factories.ChildFactory.create_batch(30, office=caseworker.office))
        making.moved(caseworker, transfer, *making.WAY)
        with django_assert_max_num_queries(32):
            making.depart(caseworker, transfer)


class TestConsequences:
    def test_whereabouts_end_and_begin_on_the_day(self, caseworker):
        child = child_of(caseworker)
        camp = factories.WhereaboutsFactory(person=child.person)
        report = factories.WhereaboutsFactory(person=child.person, confidence=Confidence.REPORTED)
        making.departed(caseworker, child)
        for period in (camp, report):
            period.refresh_from_db()
            assert period.to_date == DAY
        now = child.person.whereabouts.current().get()
        assert (now.kind, now.country_id, now.from_date, now.confidence) == (
            WhereaboutsKind.IN_COUNTRY,
            "TJ",
            DAY,
            Confidence.CONFIRMED,
        )

    def test_what_is_confirmed_for_later_stays(self, caseworker):
        child = child_of(caseworker)
        later = factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2019, 9, 1))
        making.departed(caseworker, child)
        assert child.person.whereabouts.current().get() == later
        assert child.person.whereabouts.get(kind="in_country").to_date == later.from_date

    def test_who_stayed_behind_is_where_they_were(self, caseworker):
        goes, stays = child_of(caseworker), child_of(caseworker)
        camp = factories.WhereaboutsFactory(person=stays.person)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, goes, stays)
        making.moved(caseworker, transfer, *making.WAY)
        making.depart(caseworker, transfer, stayed={making.row_of(transfer, stays): "unfit"})
        camp.refresh_from_db()
        stays.refresh_from_db()
        assert (camp.to_date, stays.status) == (None, CaseStatus.ACTIVE)

    def test_escorts_come_back(self, caseworker):
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child_of(caseworker))
        escort = actions.add_escort(
            by=caseworker, transfer=transfer, name="Ali", role="escort", destination=making.tajikistan()
        )
        making.moved(caseworker, transfer, *making.WAY)
        making.depart(caseworker, transfer)
        assert not escort.person.whereabouts.exists()

    def test_separated_on_the_day_of_a_transfer_without_the_mother(self, caseworker):
        child = child_of(caseworker)
        before = factories.SeparationFactory(child=child)
        making.mother_of(child)
        making.departed(caseworker, child)
        before.refresh_from_db()
        now = child.separations.current().get()
        assert before.to_date == DAY
        assert (now.status, now.from_date) == (Separation.SEPARATED, DAY)

    def test_still_with_the_mother_who_travels_too(self, caseworker):
        child = child_of(caseworker)
        before = factories.SeparationFactory(child=child)
        mother = making.mother_of(child)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child)
        actions.add_people(
            by=caseworker,
            transfer=transfer,
            persons=[mother.person],
            destination=making.tajikistan(),
            role=PassengerRole.PARENT,
        )
        making.moved(caseworker, transfer, *making.WAY)
        making.depart(caseworker, transfer)
        assert child.separations.get() == before
        assert mother.person.whereabouts.current().get().country_id == "TJ"

    def test_separated_when_the_mother_stays_behind_on_the_day(self, caseworker):
        child = child_of(caseworker)
        factories.SeparationFactory(child=child)
        mother = making.mother_of(child)
        transfer = making.draft(caseworker)
        making.add(caseworker, transfer, child)
        (parent,) = actions.add_people(
            by=caseworker,
            transfer=transfer,
            persons=[mother.person],
            destination=making.tajikistan(),
            role=PassengerRole.PARENT,
        )
        making.moved(caseworker, transfer, *making.WAY)
        making.depart(caseworker, transfer, stayed={parent: NotTravelledReason.CLEARANCE_WITHDRAWN})
        assert child.separations.current().get().status == Separation.SEPARATED

    @pytest.mark.parametrize(
        ("before", "mother", "father", "after"),
        [
            ("with_mother", True, False, "with_mother"),
            ("with_mother", False, True, "separated"),
            ("with_father", False, True, "with_father"),
            ("with_father", True, False, "separated"),
            ("with_both_parents", True, True, "with_both_parents"),
            ("with_both_parents", True, False, "with_mother"),
            ("with_both_parents", False, True, "with_father"),
            ("with_both_parents", False, False, "separated"),
            ("unaccompanied", False, False, "unaccompanied"),
            ("separated", True, True, "separated"),
            ("unknown", False, False, "unknown"),
        ],
    )
    def test_company(self, before, mother, father, after):
        assert separation_after(before, with_mother=mother, with_father=father) == after

    def test_the_file_goes_on_as_follow_up(self, caseworker):
        """The file does not close on arrival; an ended one is not opened again."""
        child = child_of(caseworker)
        ended = child_of(caseworker, status=CaseStatus.TRANSFERRED_OUT)
        making.departed(caseworker, child, ended)
        child.refresh_from_db()
        ended.refresh_from_db()
        assert (child.status, child.version) == (CaseStatus.POST_RETURN, 2)
        assert (ended.status, ended.version) == (CaseStatus.TRANSFERRED_OUT, 1)


class TestArrival:
    def test_moment_and_zone(self, caseworker):
        transfer = making.departed(caseworker, child_of(caseworker))
        transfer = _arrive(caseworker, transfer)
        assert (transfer.status, transfer.arrival_zone) == (TransferStatus.ARRIVED, "Asia/Dushanbe")

    def test_not_before_the_departure(self, caseworker):
        transfer = making.departed(caseworker, child_of(caseworker))
        with pytest.raises(Refused) as caught:
            _arrive(caseworker, transfer, at=making.LEFT_AT - datetime.timedelta(hours=1))
        assert caught.value.field == "date"


class TestHandover:
    def test_the_last_one_moves_the_transfer(self, caseworker):
        children = child_of(caseworker), child_of(caseworker)
        transfer = _arrive(caseworker, making.departed(caseworker, *children))
        first, second = (making.row_of(transfer, child) for child in children)
        assert len(_hand_over(caseworker, transfer, first)) == 1
        transfer.refresh_from_db()
        assert transfer.status == TransferStatus.ARRIVED
        assert len(obstacles_to(transfer, TransferStatus.HANDED_OVER)) == 1
        assert len(_hand_over(caseworker, transfer, first, second)) == 1
        transfer.refresh_from_db()
        assert transfer.status == TransferStatus.HANDED_OVER
        assert Handover.objects.count() == 2
        assert making.moved(caseworker, transfer, TransferStatus.CLOSED).status == TransferStatus.CLOSED

    def test_not_before_the_arrival(self, caseworker):
        child = child_of(caseworker)
        transfer = making.departed(caseworker, child)
        with pytest.raises(Refused):
            _hand_over(caseworker, transfer, making.row_of(transfer, child))
        transfer = _arrive(caseworker, transfer)
        with pytest.raises(Refused):
            _hand_over(caseworker, transfer, making.row_of(transfer, child), at=making.LEFT_AT)


def _moves(transfer):
    return TransferMove.objects.filter(transfer=transfer).order_by("pk")


def _depart(user, transfer, results):
    return moves.depart(
        by=user,
        transfer=transfer,
        departed_at=making.LEFT_AT,
        zone="Asia/Baghdad",
        results=results,
        version=transfer.version,
    )


def _arrive(user, transfer, at=making.LEFT_AT + datetime.timedelta(hours=5)):
    return moves.arrive(
        by=user, transfer=transfer, arrived_at=at, zone="Asia/Dushanbe", version=transfer.version
    )


def _hand_over(user, transfer, *passengers, at=making.LEFT_AT + datetime.timedelta(hours=7)):
    return moves.hand_over(
        by=user,
        transfer=transfer,
        passengers=passengers,
        handed_over_at=at,
        receiver_role=HandoverRole.RECEIVING_STATE,
        receiver="Ministry of Labour",
    )
