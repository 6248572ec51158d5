"""Codes about transfers: mode, the reason somebody on the list did not travel, handover."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TransferMode(TextChoices):
    """How a transfer travels."""

    CHARTER_FLIGHT = "charter_flight", _("Charter flight")
    STATE_AIRCRAFT = "state_aircraft", _("State/military aircraft")
    COMMERCIAL_FLIGHT = "commercial_flight", _("Commercial flight")
    LAND_CONVOY = "land_convoy", _("Land convoy")
    LAND_BORDER = "land_border", _("Land border handover")
    INDIVIDUAL = "individual", _("Individually escorted")


class NotTravelledReason(TextChoices):
    """Why somebody on the list did not travel."""

    CHILD_NOT_FOUND = "child_not_found", _("Child could not be found")
    CARER_REFUSED = "carer_refused", _("Parent/carer refused on the day")
    CHILD_ABDUCTED = "child_abducted", _("Child taken or hidden by others")
    CHILD_REFUSED = "child_refused", _("Child refused")
    UNFIT = "unfit", _("Medically unfit")
    DOC_MISSING = "doc_missing", _("Document not ready or expired")
    CLEARANCE_WITHDRAWN = "clearance_withdrawn", _("Clearance withdrawn")
    SECURITY = "security", _("Security incident")
    SIBLING_UNITY = "sibling_unity", _("Held back to keep siblings together")
    IDENTITY_MISMATCH = "identity_mismatch", _("Identity did not match")
    CAPACITY = "capacity", _("No seat / logistics")


class HandoverRole(TextChoices):
    """Who takes part in a handover."""

    RELEASING_AUTHORITY = "releasing_authority", _("Releasing authority")
    COURT_REP = "court_rep", _("Court representative")
    MFA_HOST = "mfa_host", _("Host foreign ministry (protocol)")
    RECEIVING_STATE = "receiving_state", _("Receiving State representative")
    EMBASSY = "embassy", _("Embassy")
    UN = "un", _("UN witness (UNICEF)")
    ICRC = "icrc", _("ICRC / National Society")
    NGO = "ngo", _("NGO escort")
    MEDICAL = "medical", _("Medical escort")
    INTERPRETER = "interpreter", _("Interpreter")
    CAREGIVER = "caregiver", _("Receiving caregiver")


class TransferStatus(TextChoices):
    """Where a transfer stands."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    BOARDING = "boarding", _("Boarding")
    DEPARTED = "departed", _("Departed")
    ARRIVED = "arrived", _("Arrived")
    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")


class PassengerRole(TextChoices):
    """Why somebody is on the list."""

    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent or carer")
    ESCORT = "escort", _("Escort")


class PassengerResult(TextChoices):
    """What happened to a passenger on the day."""

    PENDING = "pending", _("Not yet marked")
    TRAVELLED = "travelled", _("Travelled")
    NOT_TRAVELLED = "not_travelled", _("Did not travel")


class CountedAs(TextChoices):
    """How a traveller is counted, by age on the day of departure."""

    CHILD = "child", _("Child")
    ADULT = "adult", _("Adult")


class LegalKind(TextChoices):
    """The legal kind of a transfer as the host State recorded it."""

    HANDOVER = "handover", _("Handover to the State")
    REPATRIATION = "repatriation", _("Repatriation")
    VOLUNTARY_RETURN = "voluntary_return", _("Voluntary return")
    DEPORTATION = "deportation", _("Deportation")
    RELOCATION = "relocation", _("Family reunification or relocation")
    NOT_RECORDED = "not_recorded", _("Not recorded")


# A person is on at most one transfer in these states; the list may still change.
OPEN_TRANSFERS = (
    TransferStatus.DRAFT,
    TransferStatus.PROPOSED,
    TransferStatus.CONFIRMED,
    TransferStatus.BOARDING,
    TransferStatus.POSTPONED,
)
# The list is fixed; who travelled is a fact.
DEPARTED_TRANSFERS = (
    TransferStatus.DEPARTED,
    TransferStatus.ARRIVED,
    TransferStatus.HANDED_OVER,
    TransferStatus.CLOSED,
)
# Which move leads where. Gates and the second person join these moves in the actions that carry them out.
TRANSFER_MOVES = {
    TransferStatus.DRAFT: (TransferStatus.PROPOSED, TransferStatus.CANCELLED),
    TransferStatus.PROPOSED: (
        TransferStatus.CONFIRMED,
        TransferStatus.DRAFT,
        TransferStatus.POSTPONED,
        TransferStatus.CANCELLED,
    ),
    TransferStatus.CONFIRMED: (
        TransferStatus.BOARDING,
        TransferStatus.PROPOSED,
        TransferStatus.POSTPONED,
        TransferStatus.CANCELLED,
    ),
    TransferStatus.BOARDING: (
        TransferStatus.DEPARTED,
        TransferStatus.CONFIRMED,
        TransferStatus.POSTPONED,
        TransferStatus.CANCELLED,
    ),
    TransferStatus.DEPARTED: (TransferStatus.ARRIVED,),
    TransferStatus.ARRIVED: (TransferStatus.HANDED_OVER,),
    TransferStatus.HANDED_OVER: (TransferStatus.CLOSED,),
    TransferStatus.CLOSED: (),
    TransferStatus.CANCELLED: (),
    TransferStatus.POSTPONED: (TransferStatus.PROPOSED, TransferStatus.CANCELLED),
}
# Moves that nobody makes without saying why.
MOVES_THAT_NEED_A_REASON = (TransferStatus.CANCELLED, TransferStatus.POSTPONED)


class FigureKind(TextChoices):
    """What a published figure counts."""

    CUMULATIVE = "cumulative", _("Total so far")
    BATCH = "batch", _("One transfer")
    YEARLY = "yearly", _("In one year")
    STOCK = "stock", _("Present on a date")


class FigureConfidence(TextChoices):
    """How well a published figure is attested."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
