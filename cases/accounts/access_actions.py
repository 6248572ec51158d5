"""Suspending and resuming access, giving another role, and ending one. Each leaves a row with who did it and why."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.accounts.access_records import (
    administrators_only,
    end_all_sessions,
    locked_access,
    not_oneself,
    not_the_last_administrator,
    note_access,
)
from cases.audit.record import changing
from cases.enums import OFFICE_ROLES, AccessKind, Role
from cases.errors import Refused
from cases.handover.leaving import hand_on, left_by
from cases.models import Membership
from cases.policy.permissions import Permission


def suspend(*, by, user, version, reason, form_id=None):
    """Keep ``user`` out from now on and end all sessions; returns the ``AccessChange``.

    Raises ``Stale`` when the access changed since the stamp ``version`` was read; ``Refused`` for oneself, for the last
    administrator, and for somebody whose access is suspended.
    """
    administrators_only(by)
    not_oneself(by, user)
    with changing(by=by, reason=reason):
        current, membership = locked_access(by, user, version)
        if not current.is_active:
            raise Refused(_("The access of this person is suspended already."))
        not_the_last_administrator(current, membership)
        current.is_active = False
        current.save(update_fields=["is_active"])
        end_all_sessions([current])
        change = note_access(AccessKind.SUSPENDED, user=current, by=by, reason=reason, membership=membership)
        _remember(by, form_id, change)
    return change


def resume(*, by, user, version, reason, form_id=None):
    """Let ``user`` sign in again, with the role as it was; a new quarter begins for it. Returns the ``AccessChange``.

    Raises ``Stale`` as ``suspend`` does, ``Refused`` for oneself and for somebody who may sign in.
    """
    administrators_only(by)
    not_oneself(by, user)
    with changing(by=by, reason=reason):
        current, membership = locked_access(by, user, version)
        if current.is_active:
            raise Refused(_("The access of this person is not suspended."))
        current.is_active = True
        current.save(update_fields=["is_active"])
        change = note_access(AccessKind.RESUMED, user=current, by=by, reason=reason, membership=membership)
        _remember(by, form_id, change)
    return change


def change_role(*, by, user, version, role, reason, office=None, state=None, receiver=None, form_id=None):
    """End the role that ``user`` has and begin another one today, or a first one; returns the ``AccessChange``.

    Whoever leaves the cases of an office gives what is in hand there to ``receiver``. Raises ``Stale`` as ``suspend``
    does; ``Refused`` for oneself, for the last administrator, for the role that there is, a closed office, one that keeps
    no cases, and without a receiver who is needed.
    """
    administrators_only(by)
    not_oneself(by, user)
    if office and office.closed_date:
        raise Refused(_("This office is closed."), field="office")
    if role in OFFICE_ROLES and not office.keeps_cases:
        raise Refused(
            _("An authority of a receiving State keeps no cases; choose another office."), field="office"
        )
    with changing(by=by, reason=_neutral(user) if receiver else reason):
        current, old = locked_access(by, user, version)
        if old and (old.role, old.office_id, old.state_id) == (role, _pk(office), _pk(state)):
            raise Refused(_("This is the role that there is; nothing would change."), field="role")
        if role != Role.ADMINISTRATOR:
            not_the_last_administrator(current, old)
        if old and _leaves_cases(old, role, office):
            _hand_on(by, current, old, receiver)
        new = _begin(current, old, role=role, office=office, state=state)
        kind = AccessKind.CHANGED if old else AccessKind.GRANTED
        change = note_access(kind, user=current, by=by, reason=reason, membership=new, old=old)
        _remember(by, form_id, change)
    return change


def end_role(*, by, user, version, reason, receiver=None, form_id=None):
    """End the role of ``user`` today and sign them out; what is in hand goes to ``receiver``. Returns the ``AccessChange``.

    An administrator ends any role but the own, a supervisor that of a caseworker of the own office. Raises ``Stale`` as
    ``suspend`` does; ``Refused`` for the last administrator, and without a receiver where something is in hand.
    """
    not_oneself(by, user)
    with changing(by=by, reason=_neutral(user)):
        current, old = locked_access(by, user, version)
        if old is None:
            raise Refused(_("This person has no role."))
        _may_end(by, old)
        not_the_last_administrator(current, old)
        if old.role in OFFICE_ROLES:
            _hand_on(by, current, old, receiver)
        _end(old)
        end_all_sessions([current])
        change = note_access(AccessKind.ENDED, user=current, by=by, reason=reason, old=old)
        _remember(by, form_id, change)
    return change


def _may_end(by, membership):
    if by.may(Permission.MANAGE_USERS):
        return
    is_own = by.office_id == membership.office_id and membership.role == Role.CASEWORKER
    if not (is_own and by.may(Permission.HAND_ON_CASES)):
        raise Refused(_("A supervisor ends the role of caseworkers of the own office alone."))


def _leaves_cases(old, role, office):
    return old.role in OFFICE_ROLES and (role not in OFFICE_ROLES or old.office_id != _pk(office))


def _hand_on(by, user, membership, receiver):
    left = left_by(user, membership.office)
    if left.is_nothing:
        return
    if receiver is None:
        words = ngettext(
            "%(n)s case is in this person’s care, or more is in hand: say who takes it over.",
            "%(n)s cases are in this person’s care, or more is in hand: say who takes them over.",
            left.cases,
        )
        raise Refused(words % {"n": left.cases}, field="receiver")
    hand_on(by=by, leaver=user, office=membership.office, to=receiver, reason=_neutral(user))


def _neutral(user):
    # Written for the office and kept as it is, whoever reads it in which language. Why somebody leaves stands on no case.
    return gettext("%(name)s does other work from now on; everything in hand went over in one step.") % {
        "name": user.full_name
    }


def _begin(user, old, *, role, office, state):
    if old:
        _end(old)
    return Membership.objects.create(
        user=user, role=role, office=office, state=state, from_date=timezone.localdate()
    )


def _end(membership):
    # A role that was to begin on a day to come ends on that day: it was never held.
    membership.to_date = max(timezone.localdate(), membership.from_date)
    membership.save()


def _remember(by, form_id, change):
    if form_id:
        remember_saved(by, form_id, change)


def _pk(row):
    return row.pk if row else None
