"""Giving many cases to a colleague in one step, for good or until a day, and giving them back after it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.children.actions import assign_all
from cases.enums import OFFICE_ROLES, Role
from cases.errors import Refused
from cases.models import CaseAssignment, Child, User, hidden_from


def hand_over(*, by, holder, to, children, reason="", until=None, form_id=None):
    """Make ``to`` responsible for all of ``children``, whom ``holder`` is responsible for. Returns the new assignments.

    With ``until`` (a day from today on) the colleague stands in until and including that day. All or none: raises
    ``Refused`` when one of the cases is no longer the holder's, when ``to`` does no case work in the office, for a day
    that has passed or a holder who cannot have cases back, and for the cases of somebody else unless a supervisor
    hands them over.
    """
    _may(by, holder, to)
    _may_return(by, holder, until)
    with changing(by=by, reason=reason.strip()):
        # In one order, so that two hand-overs at once wait for one another instead of locking each other out.
        wanted = Child.objects.visible_to(by).filter(pk__in=[child.pk for child in children])
        locked = list(wanted.select_for_update(of=("self",)).order_by("pk"))
        held = CaseAssignment.objects.current().filter(child__in=locked, user=holder)
        _all_held(held.count(), len(children))
        returning = {"return_date": until, "return_to": holder} if until else {}
        made = assign_all(by=by, children=locked, user=to, reason=reason, **returning)
        if form_id:
            remember_saved(by, form_id, made[0])
    return made


def give_back(*, today=None):
    """Give back the cases whose colleague stood in until a day before ``today``; returns how many.

    A case that somebody was made responsible for since stays there, and so does one whose earlier caseworker does no
    case work in the office any more. May run as often as one likes.
    """
    over = CaseAssignment.objects.current().filter(return_date__lt=today or timezone.localdate())
    turns = over.order_by("return_to", "user", "return_date").values_list("return_to", "user", "return_date")
    return sum(_give_back(*turn) for turn in turns.distinct())


def _give_back(return_to, user, return_date):
    people = User.objects.in_bulk([return_to, user])
    owner = people[return_to]
    if not _works_on_cases(owner):
        return 0
    # Written for the office and kept as it is, whoever reads it in which language.
    reason = gettext("%(name)s stood in until %(day)s.") % {
        "name": people[user].full_name,
        "day": date_format(return_date, "j M Y"),
    }
    lent = CaseAssignment.objects.current().filter(return_to=return_to, user=user, return_date=return_date)
    with changing(by=None, reason=reason):
        # A restricted file goes back to nobody whom it does not name.
        children = Child.objects.filter(
            ~hidden_from(owner, "person"), office_id=owner.office_id, pk__in=lent.values("child")
        )
        locked = [child.pk for child in children.select_for_update(of=("self",)).order_by("pk")]
        # Read again under the locks: what was given to somebody in between stays there.
        still = list(children.filter(pk__in=locked).order_by("pk"))
        assign_all(by=None, children=still, user=owner, reason=reason)
    return len(still)


def _works_on_cases(user):
    return user.is_active and user.office_id is not None and user.role in OFFICE_ROLES


def _may(by, holder, to):
    if by.pk != holder.pk and by.role != Role.SUPERVISOR:
        raise Refused(_("Only a supervisor hands over the cases of somebody else."))
    if to.office_id != by.office_id or to.role not in OFFICE_ROLES:
        raise Refused(_("This person works in another office."), field="user")
    if to.pk == holder.pk:
        raise Refused(_("The cases are with this person already."), field="user")


def _may_return(by, holder, until):
    if until is None:
        return
    if until < timezone.localdate():
        raise Refused(_("This day has passed."), field="until")
    if holder.office_id != by.office_id or not _works_on_cases(holder):
        raise Refused(
            _("%(name)s works on no cases here any more, so they cannot go back: leave the day empty.")
            % {"name": holder.full_name},
            field="until",
        )


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
