"""Roles as they are read: one sentence, and the permissions that make it true."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Role
from cases.policy.permissions import Permission


@dataclass(frozen=True)
class RoleSpec:
    """What a role is told it may do (``sentence``), and what it may do (``permissions``)."""

    sentence: Promise
    permissions: frozenset[Permission]


_CASE_WORK = {
    Permission.VIEW_CASES,
    Permission.EDIT_CASES,
    Permission.VIEW_TRANSFERS,
    Permission.EDIT_TRANSFERS,
    Permission.READ_OFFICE_TOTALS,
    Permission.READ_PUBLISHED_FIGURES,
    Permission.VIEW_PLACES,
    Permission.VIEW_STATES,
    Permission.VIEW_OFFICES,
}

ROLES: dict[Role, RoleSpec] = {
    Role.CASEWORKER: RoleSpec(
        _("Registers children, keeps their cases, and sees the children of one office."),
        frozenset(_CASE_WORK | {Permission.MOVE_TRANSFERS}),
    ),
    Role.SUPERVISOR: RoleSpec(
        _(
            "Does what the caseworkers of one office do, merges two records of one person, accepts cases of other "
            "offices, opens a file of another office in an emergency, restricts a file to named people, invites "
            "caseworkers of the office, hands on the work of who leaves, and keeps the list of places."
        ),
        frozenset(
            _CASE_WORK
            | {
                Permission.MERGE_RECORDS,
                Permission.ACCEPT_CASES,
                Permission.OPEN_IN_EMERGENCY,
                Permission.RESTRICT_CASES,
                Permission.MOVE_TRANSFERS,
                Permission.MANAGE_PLACES,
                Permission.INVITE_CASEWORKERS,
                Permission.HAND_ON_CASES,
            }
        ),
    ),
    Role.OFFICIAL: RoleSpec(
        _("Reads totals of one State. Opens no cases."),
        frozenset({Permission.READ_STATE_TOTALS, Permission.READ_PUBLISHED_FIGURES, Permission.VIEW_STATES}),
    ),
    Role.COORDINATOR: RoleSpec(
        _("Reads totals of all States. Opens no cases."),
        frozenset(
            {
                Permission.READ_WORLD_TOTALS,
                Permission.READ_PUBLISHED_FIGURES,
                Permission.VIEW_PLACES,
                Permission.VIEW_STATES,
            }
        ),
    ),
    Role.DATA_PROTECTION_OFFICER: RoleSpec(
        _(
            "Reads who exported what, and who was refused what; reviews files that were opened in an emergency. Opens no "
            "cases."
        ),
        frozenset({Permission.READ_TRAIL, Permission.REVIEW_EMERGENCIES, Permission.VIEW_OFFICES}),
    ),
    Role.ADMINISTRATOR: RoleSpec(
        _("Invites people, gives and ends access, keeps offices and reference lists. Opens no cases."),
        frozenset(
            {
                Permission.MANAGE_USERS,
                Permission.INVITE_ANYBODY,
                Permission.VIEW_OFFICES,
                Permission.MANAGE_OFFICES,
                Permission.VIEW_PLACES,
                Permission.MANAGE_PLACES,
                Permission.VIEW_STATES,
                Permission.MANAGE_STATES,
            }
        ),
    ),
}


def permissions_of(role: str | None) -> frozenset[Permission]:
    """Permissions of a role code; none for a code that is empty or not known."""
    if role not in Role.values:
        return frozenset()
    return ROLES[Role(role)].permissions
