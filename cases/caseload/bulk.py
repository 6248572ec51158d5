"""One change to many cases: what it would do to each, and doing it, whole or not at all."""

from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.children.actions import assign_all
from cases.enums import BulkChange, CaseStatus, Role
from cases.errors import Refused
from cases.models import CaseFlag, Child, FollowedCase


@dataclass(frozen=True)
class Change:
    """What is to change: a ``BulkChange`` with the values it needs."""

    kind: str
    user: object = None
    status: str = ""
    flag_kind: str = ""
    due_date: object = None
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One case under a change: what stands now (a mark for comparing), and why nothing changes, where so."""

    child: Child
    now: str
    why_not: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of it: cases that were changed, and those that were not, since they changed in between."""

    changed: list
    missed: list


def plan(*, by, children, change):
    """A ``Line`` for each of ``children`` (with ``with_assignment``), in their order."""
    return _PLANS[change.kind](by, children, change)


def change_all(*, by, seen, change, form_id):
    """Make ``change`` in the cases that were seen before, in one transaction; returns the ``Outcome``.

    ``seen`` maps public ids to the mark of each case as its reader saw it: what is no longer so is left alone.
    Raises ``Refused`` where that leaves nothing to change.
    """
    with changing(by=by, reason=change.reason):
        # One order of locks for everybody.
        visible = Child.objects.visible_to(by).filter(public_id__in=seen)
        locked = [child.pk for child in visible.select_for_update(of=("self",)).order_by("pk")]
        children = list(Child.objects.filter(pk__in=locked).with_assignment().order_by("pk"))
        lines = plan(by=by, children=children, change=change)
        going = [line.child for line in lines if not line.why_not and line.now == seen[line.child.public_id]]
        if not going:
            raise Refused(
                _("Nothing was changed: each of these cases has changed in the meantime. Look again.")
            )
        _MADE[change.kind](by, going, change)
        remember_saved(by, form_id, going[0])
    return Outcome(changed=going, missed=[line.child for line in lines if line.child not in going])


def _plan_caseworker(by, children, change):
    wanted = change.user.pk if change.user else None
    return [_caseworker_line(by, child, wanted) for child in children]


def _caseworker_line(by, child, wanted):
    assignment = getattr(child, "current_assignment", None)
    current = assignment.user if assignment else None
    why_not = _caseworker_stays(by, current, wanted)
    return Line(child, str(current.public_id) if current else "", why_not)


def _caseworker_stays(by, current, wanted):
    if (current.pk if current else None) == wanted:
        return _("Already so")
    # The rule of handing over: the cases of somebody else are a supervisor's to give.
    if current and current.pk != by.pk and by.role != Role.SUPERVISOR:
        return _("Only a supervisor hands over the cases of somebody else.")
    return ""


def _plan_status(by, children, change):
    return [Line(child, child.status, _status_stays(child, change.status)) for child in children]


def _status_stays(child, wanted):
    if child.status == wanted:
        return _("Already so")
    if child.status in (CaseStatus.CLOSED, CaseStatus.DUPLICATE, CaseStatus.TRANSFERRED_OUT):
        return _("The case is no longer open here: change it on its own page")
    return ""


def _plan_flag(by, children, change):
    same = CaseFlag.objects.raised().filter(
        child__in=children, kind=change.flag_kind, due_date=change.due_date, reason=change.reason
    )
    flagged = set(same.values_list("child_id", flat=True))
    return [Line(child, child.status, _flag_stays(child, flagged)) for child in children]


def _flag_stays(child, flagged):
    if child.pk in flagged:
        return _("Already has this flag")
    return _("The case is closed") if child.status == CaseStatus.CLOSED else ""


def _followed(by, children):
    return set(FollowedCase.objects.filter(user=by, child__in=children).values_list("child_id", flat=True))


def _plan_follow(by, children, change):
    followed = _followed(by, children)
    return [Line(child, "", _("Already so") if child.pk in followed else "") for child in children]


def _plan_unfollow(by, children, change):
    followed = _followed(by, children)
    return [Line(child, "", "" if child.pk in followed else _("You do not follow it")) for child in children]


def _make_caseworker(by, children, change):
    assign_all(by=by, children=children, user=change.user, reason=change.reason)


def _make_status(by, children, change):
    Child.objects.filter(pk__in=[child.pk for child in children]).update(
        status=change.status, closure_reason="", version=F("version") + 1, updated_at=timezone.now()
    )


def _make_flag(by, children, change):
    CaseFlag.objects.bulk_create(
        CaseFlag(
            child=child,
            kind=change.flag_kind,
            due_date=change.due_date,
            reason=change.reason,
            raised_by=by,
        )
        for child in children
    )
    Child.objects.filter(pk__in=[child.pk for child in children]).update(updated_at=timezone.now())


def _make_follow(by, children, change):
    FollowedCase.objects.bulk_create(FollowedCase(user=by, child=child) for child in children)


def _make_unfollow(by, children, change):
    FollowedCase.objects.filter(user=by, child__in=children).delete()


_PLANS = {
    BulkChange.CASEWORKER: _plan_caseworker,
    BulkChange.STATUS: _plan_status,
    BulkChange.FLAG: _plan_flag,
    BulkChange.FOLLOW: _plan_follow,
    BulkChange.UNFOLLOW: _plan_unfollow,
}
_MADE = {
    BulkChange.CASEWORKER: _make_caseworker,
    BulkChange.STATUS: _make_status,
    BulkChange.FLAG: _make_flag,
    BulkChange.FOLLOW: _make_follow,
    BulkChange.UNFOLLOW: _make_unfollow,
}
