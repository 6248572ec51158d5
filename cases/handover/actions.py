"""Giving many cases to a colleague in one step."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import OFFICE_ROLES, Role
from cases.errors import Refused
from cases.models import CaseAssignment, Child


def hand_over(*, by, holder, to, children, reason="", form_id=None):
    """Make ``to`` responsible for all of ``children``, whom ``holder`` is responsible for. Returns the new assignments.

    All or none: raises ``Refused`` when one of them is no longer the holder's, when ``to`` does no case work in the
    office, and for the cases of somebody else unless a supervisor hands them over.
    """
    _may(by, holder, to)
    today = timezone.localdate()
    with changing(by=by, reason=reason.strip()):
        # In one order, so that two hand-overs at once wait for one another instead of locking each other out.
        wanted = Child.objects.visible_to(by).filter(pk__in=[child.pk for child in children])
        locked = list(wanted.select_for_update(of=("self",)).order_by("pk"))
        held = CaseAssignment.objects.current().filter(child__in=locked, user=holder)
        _all_held(held.count(), len(children))
        held.update(to_date=today, updated_at=timezone.now())
        made = CaseAssignment.objects.bulk_create(
            CaseAssignment(
                child=child,
                office_id=child.office_id,
                user=to,
                from_date=today,
                given_by=by,
                reason=reason.strip(),
            )
            for child in locked
        )
        Child.objects.filter(pk__in=[child.pk for child in locked]).update(updated_at=timezone.now())
        if form_id:
            remember_saved(by, form_id, made[0])
    return made


def _may(by, holder, to):
    if by.pk != holder.pk and by.role != Role.SUPERVISOR:
        raise Refused(_("Only a supervisor hands over the cases of somebody else."))
    if to.office_id != by.office_id or to.role not in OFFICE_ROLES:
        raise Refused(_("This person works in another office."), field="user")
    if to.pk == holder.pk:
        raise Refused(_("The cases are with this person already."), field="user")


def _all_held(held, wanted):
    if not wanted:
        raise Refused(_("Tick at least one case."), field="children")
    if held != wanted:
        gone = wanted - held
        sentence = ngettext(
            "%(n)s of these cases is with somebody else by now; look at the list again.",
            "%(n)s of these cases are with somebody else by now; look at the list again.",
            gone,
        )
        raise Refused(sentence % {"n": gone})
