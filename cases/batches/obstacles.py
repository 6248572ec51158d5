"""What stands in the way of a move of a transfer, in sentences. Gates of each child's tracks join here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.enums import PassengerResult, PassengerRole, TransferStatus


def obstacles_to(transfer, to):
    """Sentences that say why ``transfer`` cannot make the move to ``to`` as things stand; none if it can.

    Whether the move leads anywhere from its present state is not asked here, but by ``TRANSFER_MOVES``.
    """
    checks = _CHECKS.get(TransferStatus(to), ())
    return [sentence for check in checks if (sentence := check(transfer))]


def _nobody_listed(transfer):
    if not _waiting(transfer).exists():
        return _("Nobody is on the list yet.")
    return None


def _no_date(transfer):
    if transfer.planned_date is None:
        return _("The planned date is not set.")
    return None


def _too_few_seats(transfer):
    if transfer.seats is None:
        return None
    missing = _waiting(transfer).count() - transfer.seats
    if missing <= 0:
        return None
    return ngettext(
        "%(count)d seat is missing for the people on the list.",
        "%(count)d seats are missing for the people on the list.",
        missing,
    ) % {"count": missing}


def _somebody_unmarked(transfer):
    count = _waiting(transfer).count()
    if not count:
        return None
    return ngettext(
        "%(count)d person on the list is not yet marked as travelled or not.",
        "%(count)d people on the list are not yet marked as travelled or not.",
        count,
    ) % {"count": count}


def _somebody_not_handed_over(transfer):
    waiting = transfer.passengers.travelled().exclude(role=PassengerRole.ESCORT)
    count = waiting.filter(handover__isnull=True).count()
    if not count:
        return None
    return ngettext(
        "The handover of %(count)d person is not recorded yet.",
        "The handovers of %(count)d people are not recorded yet.",
        count,
    ) % {"count": count}


def _waiting(transfer):
    return transfer.passengers.filter(result=PassengerResult.PENDING)


_CHECKS = {
    TransferStatus.PROPOSED: (_nobody_listed,),
    TransferStatus.CONFIRMED: (_nobody_listed, _no_date, _too_few_seats),
    TransferStatus.BOARDING: (_nobody_listed,),
    TransferStatus.DEPARTED: (_somebody_unmarked,),
    TransferStatus.HANDED_OVER: (_somebody_not_handed_over,),
}
