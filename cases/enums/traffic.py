"""Codes about what goes between offices: a case that moves, sight that ends on a day, sight in an emergency."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseMoveState(TextChoices):
    """Where an offer of cases to another office stands."""

    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


# What the office that receives an offer answers.
CASE_MOVES_ANSWERED = (CaseMoveState.ACCEPTED, CaseMoveState.DECLINED)


class ReferralPart(TextChoices):
    """Parts of a file that another office may be shown besides who the child is. Notes are none of them."""

    WHERE = "where", _("Where and with whom")
    FAMILY = "family", _("Family")
    CLAIMS = "claims", _("Nationality claims")
    PAPERS = "papers", _("Papers")
    NEEDS = "needs", _("Needs")


class EmergencyKind(TextChoices):
    """Why a file of another office cannot wait for that office."""

    DANGER = "danger", _("Danger to life")
    MEDICAL = "medical", _("Medical emergency")
    AUTHORITY = "authority", _("Order of a court or the police")
    MISSING = "missing", _("The child is missing")
    UNREACHABLE = "unreachable", _("The office cannot be reached and a day would be missed")


class EmergencyOutcome(TextChoices):
    """What a data-protection officer finds of an emergency opening."""

    JUSTIFIED = "justified", _("Justified")
    AVOIDABLE = "avoidable", _("Well meant, but the office could have been asked")
    UNJUSTIFIED = "unjustified", _("Not justified")
