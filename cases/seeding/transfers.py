"""Invented transfers: lists, moves, who travelled and who did not, handover on arrival."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from cases.enums import (
    CountedAs,
    HandoverRole,
    LegalKind,
    PassengerResult,
    PassengerRole,
    TransferStatus,
)
from cases.models import (
    Handover,
    Passenger,
    TransferBatch,
    TransferMove,
    TransferOffice,
)
from cases.models.numbers import TRANSFER_NUMBER_FORMAT, checked_number
from cases.people.ages import age_band_on, counted_as_on
from cases.seeding import chances
from cases.seeding.tables import check_own_rules

ZONES = {"IQ": "Asia/Baghdad", "SY": "Asia/Damascus"}
ARRIVAL_ZONES = {
    "TR": "Europe/Istanbul", "RU": "Europe/Moscow", "TJ": "Asia/Dushanbe", "UZ": "Asia/Tashkent", "AZ": "Asia/Baku",
    "FR": "Europe/Paris", "DE": "Europe/Berlin", "UA": "Europe/Kyiv", "GE": "Asia/Tbilisi", "BY": "Europe/Minsk",
    "FI": "Europe/Helsinki",
}  # fmt: skip
OPEN_MOVES = (TransferStatus.DRAFT, TransferStatus.PROPOSED, TransferStatus.CONFIRMED)


@dataclass(frozen=True)
class Departure:
    """What has to be said of a transfer once its rows are written: that it left, arrived, and how it ended."""

    transfer_id: int
    departed_at: datetime
    arrived_at: datetime
    status: str


class Transfers:
    """Makes the transfers of one caseload. Call ``settle`` when all is added: rows are written, batches leave."""

    def __init__(self, setting):
        self._setting = setting
        self._departures = []
        self._travelled = []
        self._numbers = set(TransferBatch.objects.values_list("number", flat=True))

    def add_departed(self, *, day, families, departure="IQ", note="", dropped=(), came_of_age=()):
        """Add a transfer that left on ``day`` with the children of ``families``, each to its trip's State.

        ``dropped`` are pairs of child and reason of those who stayed; ``came_of_age`` adults who travelled
        on a child's place. Returns the transfer.
        """
        rng = self._setting.rng
        last_stop = families[-1].trip.state
        transfer = self._add_batch(
            day, departure, note, TransferStatus.BOARDING, arrival_zone=ARRIVAL_ZONES[last_stop]
        )
        zone = ZoneInfo(ZONES[departure])
        departed_at = datetime.combine(day, time(rng.randint(7, 15), rng.choice((0, 15, 30))), zone)
        for family in families:
            for child in family.children:
                self._add_traveller(transfer, child.person, family.trip.state, day)
        for person, state in came_of_age:
            self._add_traveller(transfer, person, state, day)
        for child, state, reason in dropped:
            self._add_passenger(
                transfer,
                child.person,
                state,
                result=PassengerResult.NOT_TRAVELLED,
                not_travelled_reason=reason,
            )
        self._add_offices(transfer, families)
        last = TransferStatus.CLOSED if (self._setting.today - day).days > 60 else TransferStatus.ARRIVED
        began_at = departed_at - timedelta(days=rng.randint(20, 60))
        leaving = Departure(transfer.pk, departed_at, departed_at + timedelta(hours=rng.randint(2, 6)), last)
        self._add_move_rows(transfer, _moves_of(leaving, began_at), families[0].office)
        self._departures.append(leaving)
        return transfer

    def add_open(self, *, day, families, status, departure="IQ", seats=None):
        """Add a transfer in an open ``status``, planned for ``day``, with families on the way to their State."""
        transfer = self._add_batch(day, departure, "", status, seats=seats)
        for family in families:
            for child in family.children:
                self._add_passenger(transfer, child.person, family.state)
        self._add_offices(transfer, families)
        began_at = datetime.combine(self._setting.today, time(8), ZoneInfo("UTC")) - timedelta(days=20)
        made = OPEN_MOVES[: OPEN_MOVES.index(status) + 1]
        moves = [(to, began_at + step * timedelta(days=4, hours=3)) for step, to in enumerate(made)]
        self._add_move_rows(transfer, moves, families[0].office)
        return transfer

    def settle(self, *, progress=lambda written: None):
        """Write everything; then, in the same transaction, let the departed transfers depart and hand over."""
        self._setting.tables.write(progress=progress)
        with connection.cursor() as cursor:
            for leaving in self._departures:
                cursor.execute(
                    "UPDATE cases_transferbatch SET status = %s, departed_at = %s, arrived_at = %s WHERE id = %s",
                    [leaving.status, leaving.departed_at, leaving.arrived_at, leaving.transfer_id],
                )
        check_own_rules()
        self._hand_over()
        self._setting.tables.write(progress=progress)

    def _hand_over(self):
        arrivals = {leaving.transfer_id: leaving for leaving in self._departures}
        for passenger in self._travelled:
            arrival = arrivals[passenger.transfer_id]
            if arrival.status == TransferStatus.CLOSED:
                self._setting.tables.add(
                    Handover(
                        passenger_id=passenger.pk,
                        handed_over_at=arrival.arrived_at + timedelta(hours=1),
                        receiver_role=HandoverRole.RECEIVING_STATE,
                        receiver="Commission for the return of children",
                    )
                )
        self._departures.clear()
        self._travelled.clear()

    def _add_batch(self, day, departure, note, status, *, seats=None, arrival_zone=""):
        return self._setting.tables.add(
            TransferBatch(
                number=self._new_number(),
                status=status,
                mode=chances.draw(self._setting.rng, chances.MODES),
                legal_kind=LegalKind.HANDOVER,
                departure_country_id=departure,
                planned_date=day,
                seats=seats,
                departure_zone=ZONES[departure],
                arrival_zone=arrival_zone,
                note=note,
            )
        )

    def _new_number(self):
        while (number := checked_number(TRANSFER_NUMBER_FORMAT, self._setting.rng)) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _add_traveller(self, transfer, person, state, day):
        birth = (person.birth_earliest, person.birth_latest)
        counted = counted_as_on(day, PassengerRole.CHILD, *birth)
        passenger = self._add_passenger(
            transfer,
            person,
            state,
            result=PassengerResult.TRAVELLED,
            counted_as=counted,
            age_band=age_band_on(day, *birth),
            destination_region=person.region_of_origin if counted == CountedAs.CHILD else "",
        )
        self._travelled.append(passenger)

    def _add_passenger(self, transfer, person, state, **fields):
        gone = fields.get("result") == PassengerResult.NOT_TRAVELLED
        return self._setting.tables.add(
            Passenger(
                transfer_id=transfer.pk, person_id=person.pk, destination_id=state, is_open=not gone, **fields
            )
        )

    def _add_offices(self, transfer, families):
        for office_id in sorted({family.office.pk for family in families}):
            self._setting.tables.add(TransferOffice(transfer_id=transfer.pk, office_id=office_id))

    def _add_move_rows(self, transfer, moves, office):
        mover = self._setting.caseworkers[office][0]
        before = ""
        for status, moment in moves:
            self._setting.tables.add(
                TransferMove(
                    transfer_id=transfer.pk,
                    from_status=before,
                    to_status=status,
                    moved_at=moment,
                    moved_by_id=mover.pk,
                )
            )
            before = status


def _moves_of(leaving, began_at):
    """Each move of a transfer that left, to its last one, with the moment at which somebody recorded it."""
    third = (leaving.departed_at - began_at) / 3
    moves = (
        (TransferStatus.DRAFT, began_at),
        (TransferStatus.PROPOSED, began_at + third),
        (TransferStatus.CONFIRMED, began_at + 2 * third),
        (TransferStatus.BOARDING, leaving.departed_at - timedelta(hours=3)),
        (TransferStatus.DEPARTED, leaving.departed_at + timedelta(minutes=20)),
        (TransferStatus.ARRIVED, leaving.arrived_at + timedelta(minutes=20)),
        (TransferStatus.HANDED_OVER, leaving.arrived_at + timedelta(minutes=80)),
        (TransferStatus.CLOSED, leaving.arrived_at + timedelta(days=7)),
    )
    upto = [status for status, _moment in moves].index(leaving.status)
    return moves[: upto + 1]
