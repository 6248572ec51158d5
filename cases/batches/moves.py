"""The moves of a transfer from state to state, each kept with who and when; departure, arrival, handovers."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.batches import consequences
from cases.batches.actions import locked
from cases.batches.obstacles import obstacles_to
from cases.batches.zones import not_in_future, zone_named
from cases.enums import (
    MOVES_THAT_NEED_A_REASON,
    TRANSFER_MOVES,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    TransferStatus,
)
from cases.errors import Refused
from cases.models import Handover, Passenger, TransferMove
from cases.people.ages import age_band_on, counted_as_on

# Moves with a moment of their own; ``depart`` and ``arrive`` carry them out.
MOVES_WITH_A_MOMENT = (TransferStatus.DEPARTED, TransferStatus.ARRIVED)


def move(*, by, transfer, to, reason="", version, form_id=None):
    """Move a transfer along ``TRANSFER_MOVES``, all but its departure and arrival. Returns the transfer.

    Raises ``Stale`` when somebody saved since ``version`` was read; ``Refused`` for a move that does not lead
    there, one without the reason it needs, and one with an obstacle in its way.
    """
    if to in MOVES_WITH_A_MOMENT:
        raise ValueError(f"{to} has a moment of its own")
    with changing(by=by, reason=reason):
        current = locked(transfer, version=version)
        _require_move(current, to)
        if to in MOVES_THAT_NEED_A_REASON and not reason.strip():
            raise Refused(_("Say why."), field="reason")
        _refuse_obstacles(current, to)
        return _moved(current, to, by=by, reason=reason, form_id=form_id)


def depart(*, by, transfer, departed_at, zone, results, version, form_id=None):
    """Record that a transfer left, and who was on it. Returns the transfer.

    ``departed_at`` is an aware moment, ``zone`` the IANA name of the zone it left from: the day there is the
    day of the departure. ``results`` says of everybody still on the list (a ``Passenger`` to a pair) whether
    they travelled: ``(PassengerResult.TRAVELLED, "")`` or ``(PassengerResult.NOT_TRAVELLED, reason)``.
    What follows for the case files of those who travelled is written in the same transaction.
    Raises ``Stale``, and ``Refused`` for a list that is not fully marked, an unknown reason, nobody who
    travelled, or a departure still to come.
    """
    with changing(by=by):
        current = locked(transfer, version=version)
        _require_move(current, TransferStatus.DEPARTED)
        zone_info = zone_named(zone, field="zone")
        not_in_future(departed_at, field="date")
        passengers = list(current.passengers.select_related("person").filter(result=PassengerResult.PENDING))
        _mark(passengers, results, on=departed_at.astimezone(zone_info).date())
        Passenger.objects.bulk_update(
            passengers, ["result", "not_travelled_reason", "counted_as", "age_band", "updated_at"]
        )
        current.departed_at = departed_at
        current.departure_zone = zone
        _moved(current, TransferStatus.DEPARTED, "departed_at", "departure_zone", by=by, form_id=form_id)
        current.refresh_from_db(fields=["departure_date"])
        consequences.of_departure(current)
    return current


def arrive(*, by, transfer, arrived_at, zone, version, form_id=None):
    """Record when a transfer arrived, an aware moment, and in which time zone. Returns the transfer.

    Raises ``Stale``, and ``Refused`` for an arrival before the departure or still to come.
    """
    with changing(by=by):
        current = locked(transfer, version=version)
        _require_move(current, TransferStatus.ARRIVED)
        zone_named(zone, field="zone")
        not_in_future(arrived_at, field="date")
        if arrived_at < current.departed_at:
            raise Refused(_("A transfer cannot arrive before it departed."), field="date")
        current.arrived_at = arrived_at
        current.arrival_zone = zone
        return _moved(current, TransferStatus.ARRIVED, "arrived_at", "arrival_zone", by=by, form_id=form_id)


def hand_over(*, by, transfer, passengers, handed_over_at, receiver_role, receiver, form_id=None):
    """Record to which authority passengers were handed over. Returns the handovers that were added.

    Whoever has a handover keeps it. With the last one of a child or parent the transfer moves to handed over;
    escorts come back and are handed over to nobody. Raises ``Refused`` before the arrival, and for a moment
    before it or still to come.
    """
    with changing(by=by):
        current = locked(transfer)
        if form_id:
            remember_saved(by, form_id, current)
        if current.status != TransferStatus.ARRIVED:
            raise Refused(_("Handovers are recorded between the arrival and the end of the transfer."))
        not_in_future(handed_over_at, field="date")
        if handed_over_at < current.arrived_at:
            raise Refused(_("A handover comes after the arrival."), field="date")
        waiting = to_hand_over(current).filter(pk__in=[passenger.pk for passenger in passengers])
        added = Handover.objects.bulk_create(
            Handover(
                passenger=passenger,
                handed_over_at=handed_over_at,
                receiver_role=receiver_role,
                receiver=receiver,
            )
            for passenger in waiting
        )
        if added and not obstacles_to(current, TransferStatus.HANDED_OVER):
            _moved(current, TransferStatus.HANDED_OVER, by=by)
    return added


def to_hand_over(transfer):
    """Those who travelled on this transfer and have no handover yet; escorts are never handed over."""
    return transfer.passengers.travelled().exclude(role=PassengerRole.ESCORT).filter(handover__isnull=True)


def _require_move(transfer, to):
    if to not in TRANSFER_MOVES[transfer.status]:
        raise Refused(
            _("A transfer that is “%(now)s” cannot become “%(then)s”.")
            % {"now": transfer.get_status_display(), "then": TransferStatus(to).label}
        )


def _refuse_obstacles(transfer, to):
    found = obstacles_to(transfer, to)
    if found:
        raise Refused(found[0])


def _moved(transfer, to, *changed, by, reason="", form_id=None):
    came_from = transfer.status
    transfer.status = to
    transfer.version += 1
    transfer.save(update_fields=["status", *changed, "version", "updated_at"])
    TransferMove.objects.create(
        transfer=transfer, from_status=came_from, to_status=to, reason=reason.strip(), moved_by=by
    )
    if form_id:
        remember_saved(by, form_id, transfer)
    return transfer


def _mark(passengers, results, *, on):
    """Set what happened to each passenger, with how they count by their age on the day ``on``."""
    if {passenger.pk for passenger in passengers} != {passenger.pk for passenger in results}:
        raise Refused(
            _("The list changed while you marked it. Look at it again: everybody has to be marked.")
        )
    marked = {passenger.pk: result for passenger, result in results.items()}
    if PassengerResult.TRAVELLED not in {result for result, _reason in marked.values()}:
        raise Refused(_("Nobody travelled. Postpone or cancel the transfer instead."))
    now = timezone.now()
    for passenger in passengers:
        passenger.result, passenger.not_travelled_reason = marked[passenger.pk]
        passenger.updated_at = now
        if passenger.result == PassengerResult.TRAVELLED:
            born = (passenger.person.birth_earliest, passenger.person.birth_latest)
            passenger.counted_as = counted_as_on(on, passenger.role, *born)
            passenger.age_band = age_band_on(on, *born)
        elif passenger.not_travelled_reason not in NotTravelledReason.values:
            raise Refused(_("Say why this person did not travel."))
