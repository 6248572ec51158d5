"""Who may end whose role, and what of a leaver's cases they see."""

from cases.enums import Role
from cases.handover.choosing import cases_of
from cases.handover.presenters import REVIEWED, rows_of
from cases.policy.permissions import Permission


def may_end_role_of(by, user, membership):
    """Whether ``by`` may end this role: administrators any but their own, supervisors those of their caseworkers."""
    if membership is None or by.pk == user.pk:
        return False
    if by.may(Permission.MANAGE_USERS):
        return True
    return membership.role == Role.CASEWORKER and membership.office_id == by.office_id


def cases_seen_by(by, leaver):
    """The first cases in the care of ``leaver``, as rows, for whoever may open them; nothing for administrators."""
    if not by.may(Permission.VIEW_CASES):
        return []
    return rows_of(cases_of(leaver, by).with_list_parts()[:REVIEWED])
