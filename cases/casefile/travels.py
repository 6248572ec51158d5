"""What a timeline tells of transfers: put on a list, the list moved on, travelled or not, handed over."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.casefile.entries import Entry, entry_of
from cases.enums import HandoverRole, NotTravelledReason, PassengerResult, TransferStatus

# Moves that somebody decided; the others only follow.
_DECIDED_MOVES = (
    TransferStatus.PROPOSED,
    TransferStatus.CONFIRMED,
    TransferStatus.CANCELLED,
    TransferStatus.POSTPONED,
)
# Said of each passenger in words of their own.
_MOVES_TOLD_OTHERWISE = (TransferStatus.DEPARTED, TransferStatus.ARRIVED, TransferStatus.HANDED_OVER)


def _transfer_url(passage):
    return reverse("batches:detail", args=[passage.transfer.public_id]) if passage.is_ours else ""


def listings(case):
    for passage in case.passages:
        yield from _listing(case, passage)


def _listing(case, passage):
    listed = timezone.localtime(passage.created_at).date()
    departed = passage.transfer.departure_date
    if departed and listed > departed:
        return  # written up afterwards: the day of listing is not known
    text = _("Put on the list of transfer %(number)s to %(state)s.") % {
        "number": passage.transfer.number,
        "state": passage.destination.name,
    }
    yield entry_of(case, passage, listed, "transfer", text, url=_transfer_url(passage))


def moves(case):
    for passage in case.passages:
        yield from _moves_of(case, passage)


def _moves_of(case, passage):
    listed = timezone.localtime(passage.created_at).date()
    for move in case.moves.get(passage.transfer_id, ()):
        on = timezone.localtime(move.moved_at).date()
        if move.to_status in _MOVES_TOLD_OTHERWISE or on < listed:
            continue
        text = _("Transfer %(number)s: %(status)s.") % {
            "number": passage.transfer.number,
            "status": TransferStatus(move.to_status).label,
        }
        yield Entry(
            on=on,
            recorded=move.moved_at,
            icon="transfer",
            text=text,
            who=move.moved_by.full_name,
            reason=move.reason,
            url=_transfer_url(passage),
            is_decision=move.to_status in _DECIDED_MOVES,
        )


def journeys(case):
    for passage in case.passages:
        yield from _journey(case, passage)


def handovers(case):
    for passage in case.passages:
        handover = getattr(passage, "handover", None)
        if handover is None:
            continue
        text = _("Handed over to %(receiver)s.") % {"receiver": handover.receiver}
        facts = str(HandoverRole(handover.receiver_role).label)
        on = timezone.localtime(handover.handed_over_at).date()
        yield entry_of(case, handover, on, "home", text, facts=facts)


def _journey(case, passage):
    transfer, url = passage.transfer, _transfer_url(passage)
    if transfer.departure_date is None:
        return
    if passage.result != PassengerResult.TRAVELLED:
        reason = NotTravelledReason(passage.not_travelled_reason).label
        text = _("Did not travel: %(reason)s.") % {"reason": reason}
        yield entry_of(case, passage, transfer.departure_date, "transfer", text, url=url, who="")
        return
    text = _("Travelled to %(state)s.") % {"state": passage.destination.name}
    yield entry_of(case, passage, transfer.departure_date, "transfer", text, url=url, who="")
