"""The demonstration's way in: one invented person per role, without a password. Exists only while DEMO is on."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.functional import Promise

from cases.enums import Role
from cases.models import Membership
from cases.policy.roles import ROLES

ICONS: dict[str, str] = {
    Role.CASEWORKER: "pencil",
    Role.SUPERVISOR: "double-tick",
    Role.OFFICIAL: "flag",
    Role.COORDINATOR: "chart",
    Role.DATA_PROTECTION_OFFICER: "eye",
    Role.ADMINISTRATOR: "gear",
}


@dataclass(frozen=True)
class DemoRole:
    """One button of the sign-in page: the role, who one becomes, and what the role may do."""

    role: str
    label: Promise
    person: str
    place: str
    sentence: Promise
    icon: str


def demo_person(role):
    """The invented person of this role, or ``None``: no demonstration, no such role, or nobody loaded."""
    membership = _first_memberships().get(role) if role in Role.values else None
    return membership.user if membership else None


def demo_roles():
    """The buttons of the sign-in page in the order of the roles; none outside a demonstration."""
    memberships = _first_memberships()
    return [_button(memberships[role]) for role in Role.values if role in memberships]


def _first_memberships():
    """The membership of the first person made in each role.

    Only people who have no password: whoever has one signs in with it, in a demonstration too.
    """
    if not settings.DEMO:
        return {}
    memberships = (
        Membership.objects.current()
        .filter(user__is_active=True, user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .select_related("user", "office", "state")
        .order_by("role", "user_id")
        .distinct("role")
    )
    return {membership.role: membership for membership in memberships}


def _button(membership):
    role = Role(membership.role)
    return DemoRole(
        role=role.value,
        label=role.label,
        person=membership.user.full_name,
        place=str(membership.state or membership.office or ""),
        sentence=ROLES[role].sentence,
        icon=ICONS[role],
    )
