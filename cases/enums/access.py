"""Codes about the people who use the software: roles, offices, what they see of the tables, what the trail records."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """One role a person; what each may do is in ``cases.policy.roles``."""

    CASEWORKER = "caseworker", _("Caseworker")
    SUPERVISOR = "supervisor", _("Supervisor")
    OFFICIAL = "official", _("Official of a State")
    COORDINATOR = "coordinator", _("Coordinator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data-protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Roles that work on case files, and so belong to an office whose files they see.
OFFICE_ROLES = (Role.CASEWORKER, Role.SUPERVISOR)


class Sight(StrEnum):
    """What a transaction sees of the tables about persons; the policies in the database compare with these words."""

    NOTHING = ""
    OFFICE = "office"
    TOTALS = "totals"
    TRAIL = "trail"
    ALL = "all"


class OfficeKind(TextChoices):
    """What kind of body an office belongs to."""

    NGO = "ngo", _("Organisation")
    HOST_MINISTRY = "host_ministry", _("Ministry of the host State")
    UN = "un", _("United Nations agency")
    STATE = "state", _("Authority of a receiving State")


class AccessKind(TextChoices):
    """What happened to somebody's access."""

    GRANTED = "granted", _("Role given")
    CHANGED = "changed", _("Role changed")
    ENDED = "ended", _("Role ended")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    CONFIRMED = "confirmed", _("Confirmed")
    DUE = "due", _("To be confirmed")
    LAPSED = "lapsed", _("Lapsed")
    FACTOR_ASKED = "factor_asked", _("Reset of the second factor asked for")
    FACTOR_WITHDRAWN = "factor_withdrawn", _("Reset of the second factor withdrawn")
    FACTOR_RESET = "factor_reset", _("Second factor reset")


# What a person decides, and so says why.
ACCESS_WITH_REASON = (
    AccessKind.GRANTED,
    AccessKind.CHANGED,
    AccessKind.ENDED,
    AccessKind.SUSPENDED,
    AccessKind.RESUMED,
    AccessKind.FACTOR_ASKED,
    AccessKind.FACTOR_RESET,
)
# What the daily command does; everything else is done by somebody.
ACCESS_BY_NOBODY = (AccessKind.DUE, AccessKind.LAPSED)
# From when on a role counts as looked at: a new quarter begins.
ACCESS_CONFIRMING = (AccessKind.CONFIRMED, AccessKind.RESUMED)


class ResetOutcome(TextChoices):
    """How a request to take away a second factor ended."""

    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


class AuditKind(TextChoices):
    """What the audit trail records beside the history of the tables."""

    READ = "read", _("Read")
    LIST = "list", _("List shown")
    SEARCH = "search", _("Search")
    EXPORT = "export", _("Export")
    PRINT = "print", _("Print")
    SIGN_IN = "sign_in", _("Sign-in")
    DENIAL = "denial", _("Access denied")
    OVERRIDE = "override", _("Override")


class LookKind(TextChoices):
    """In which way somebody came to see something of one file, as the page of that file names it."""

    OPENED = "opened", _("Opened")
    LISTED = "listed", _("Shown in a list")
    FOUND = "found", _("Found by a search")
    PRINTED = "printed", _("Printed")
    EXPORTED = "exported", _("Exported")
    EMERGENCY = "emergency", _("Opened in an emergency")
    REPAIR = "repair", _("Opened in the repair tool")
    REFUSED = "refused", _("Refused")


# What happens by the dozen without anybody meaning this file.
LOOKS_IN_PASSING = (LookKind.LISTED, LookKind.FOUND)


class FindingKind(TextChoices):
    """What is conspicuous about a day of one person, as the trail has it."""

    FILES_IN_AN_HOUR = "files_in_an_hour", _("Many files within an hour")
    FILES_IN_A_DAY = "files_in_a_day", _("Many more files than usual")
    SEARCHES = "searches", _("Searches without opening")
    LOOKUPS = "lookups", _("Look-ups beyond the own files")
    HOURS = "hours", _("Work at unusual hours")
    EXPORTS = "exports", _("Exports out of turn")
