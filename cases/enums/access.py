"""Codes about the people who use the software: roles, offices, what the trail records."""

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


class OfficeKind(TextChoices):
    """What kind of body an office belongs to."""

    NGO = "ngo", _("Organisation")
    HOST_MINISTRY = "host_ministry", _("Ministry of the host State")
    UN = "un", _("United Nations agency")
    STATE = "state", _("Authority of a receiving State")


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
