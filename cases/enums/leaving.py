"""Codes about lists of persons that leave: which list, in what form, encrypted how, and how an export stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportList(TextChoices):
    """Lists of persons that may leave as a numbered export."""

    CHILDREN = "children", _("Children")
    GUARDIANS = "guardians", _("Parents and carers")
    CLAIMS = "claims", _("Nationality claims")
    PAPERS = "papers", _("Papers")
    PASSENGERS = "passengers", _("Passenger list")


class ExportFormat(TextChoices):
    """The form in which a list leaves."""

    XLSX = "xlsx", _("Spreadsheet (XLSX)")
    CSV = "csv", _("Comma-separated (CSV)")
    PAPER = "paper", _("Pages for paper")


class Encryption(TextChoices):
    """How a file is closed for everybody but its recipient."""

    PASSWORD = "password", _("With a password")
    KEY = "key", _("For the recipient’s key")


class ExportOutcome(TextChoices):
    """What the second person decided."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class ExportStanding(TextChoices):
    """How an export stands today. Only one that is ready opens."""

    READY = "ready", _("Ready")
    WAITING = "waiting", _("Waits for a second person")
    REFUSED = "refused", _("Refused")
    LAPSED = "lapsed", _("Lapsed: nobody decided in time")
    WITHDRAWN = "withdrawn", _("Closed: leave to contact the State was withdrawn")
    OVER = "over", _("Time over")
    DESTROYED = "destroyed", _("Destroyed")
