"""One task in words: what waits, how long, and where it is done; each kind of task has its own sentence."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import FlagKind
from cases.home.waiting import REPLY_DAYS
from cases.people.presenters import PersonPresenter

DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Task:
    """One task: its clock, what to do, where, and about whom or what."""

    clock: str
    clock_text: str
    title: str
    url: str
    number: str
    name: object = None
    note: str = ""
    take_url: str = ""
    # The day that the clock counts to or from, where its place in time depends on one.
    day: object = None


def days_over(days):
    """ "3 days over", "4 months over", "2 years over"."""
    unit, n = _in_units(days)
    words = {
        "years": ngettext("%(n)s year over", "%(n)s years over", n),
        "months": ngettext("%(n)s month over", "%(n)s months over", n),
        "days": ngettext("%(n)s day over", "%(n)s days over", n),
    }
    return words[unit] % {"n": n}


def days_to(days):
    """ "today", "in 3 days"."""
    if days <= 0:
        return _("today")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def days_within(days):
    """ "within 20 days": on one of them, nobody knows which."""
    return ngettext("within %(days)s day", "within %(days)s days", days) % {"days": days}


def days_open(days):
    """ "for 3 days", "for 4 months", "for 2 years"."""
    if days <= 0:
        return _("since today")
    unit, n = _in_units(days)
    words = {
        "years": ngettext("for %(n)s year", "for %(n)s years", n),
        "months": ngettext("for %(n)s month", "for %(n)s months", n),
        "days": ngettext("for %(n)s day", "for %(n)s days", n),
    }
    return words[unit] % {"n": n}


def _in_units(days):
    """How long, as a person says it: days for two months, months for two years, then years."""
    months = days // DAYS_A_MONTH
    if months < 2:
        return "days", days
    return ("months", months) if months < 24 else ("years", days // 365)


def _day(day):
    return date_format(day, "j M Y")


def _transfer_over(transfer, today):
    title = _("Mark who travelled, or set another day")
    if not transfer.has_unmarked:
        title = _("Nobody is on the list: set another day, or cancel")
    return Task(
        clock="over",
        clock_text=days_over((today - transfer.planned_date).days),
        title=title,
        url=reverse("batches:detail", args=[transfer.public_id]),
        number=transfer.number,
        note=_("planned for %(day)s") % {"day": _day(transfer.planned_date)},
        day=transfer.planned_date,
    )


def _transfer_soon(transfer, today):
    days = (transfer.planned_date - today).days
    people = ngettext("%(n)s person listed", "%(n)s people listed", transfer.listed)
    return Task(
        clock="today" if days == 0 else "later",
        clock_text=days_to(days),
        title=_("Prepare the transfer"),
        url=reverse("batches:detail", args=[transfer.public_id]),
        number=transfer.number,
        note=people % {"n": transfer.listed},
        day=transfer.planned_date,
    )


def _claim_unanswered(claim, today):
    due = claim.sent_date + timedelta(days=REPLY_DAYS)
    return Task(
        clock="over",
        clock_text=days_over((today - due).days),
        title=_("No reply from %(state)s to the claim") % {"state": claim.state.name},
        url=reverse("nationalities:detail", args=[claim.public_id]),
        number=claim.child.case_number,
        name=PersonPresenter(claim.child.person, today=today).name,
        note=_("sent %(day)s") % {"day": _day(claim.sent_date)},
        day=due,
    )


def _about(child, today, *, clock, clock_text, title, route, **more):
    return Task(
        clock=clock,
        clock_text=clock_text,
        title=title,
        url=reverse(route, args=[child.public_id]),
        number=child.case_number,
        name=PersonPresenter(child.person, today=today).name,
        **more,
    )


def _flag_over(flag, today):
    return _flag(flag, today, clock="over", clock_text=days_over((today - flag.due_date).days))


def _flag_today(flag, today):
    return _flag(flag, today, clock="today", clock_text=days_to(0))


def _flag_soon(flag, today):
    return _flag(flag, today, clock="later", clock_text=days_to((flag.due_date - today).days))


def _flag(flag, today, *, clock, clock_text):
    title = str(FlagKind(flag.kind).label)
    return _about(
        flag.child,
        today,
        clock=clock,
        clock_text=clock_text,
        title=title,
        route="casefile:detail",
        note=flag.reason,
        day=flag.due_date,
    )


def _given(assignment, today):
    days = (today - timezone.localtime(assignment.created_at).date()).days
    return _about(
        assignment.child,
        today,
        clock="later",
        clock_text=days_open(days),
        title=_given_title(assignment.given_by),
        route="casefile:detail",
        note=assignment.reason,
    )


def _given_title(giver):
    if giver is None:
        return _("This case came back to you")
    return _("%(name)s handed you this case") % {"name": giver.full_name}


def _for_a_time(assignment, today):
    """A case that is with a colleague until a day; its clock runs to the day after, on which it goes back."""
    back = assignment.return_date + timedelta(days=1)
    return _about(
        assignment.child,
        today,
        clock="later",
        clock_text=days_to((back - today).days),
        title=_for_a_time_title(assignment, back),
        route="casefile:detail",
        note=assignment.reason,
    )


def _for_a_time_title(assignment, back):
    if assignment.is_lent:
        words = {"name": assignment.user.full_name, "day": _day(back)}
        return _("With %(name)s; returns to you on %(day)s") % words
    words = {"name": assignment.return_to.full_name, "day": _day(assignment.return_date)}
    return _("You stand in for %(name)s until %(day)s") % words


def _stale(child, today):
    days = (today - timezone.localtime(child.updated_at).date()).days
    return _about(
        child,
        today,
        clock="later",
        clock_text=days_open(days),
        title=_("Nothing changed: look whether all is still so"),
        route="casefile:detail",
    )


def _legal_clock(child, today):
    clock = PersonPresenter(child.person, today=today).next_clock
    # By the last day on which it may be: they stand in that order.
    days = (clock.latest - today).days
    text = days_to(days) if clock.earliest == clock.latest or days <= 0 else days_within(days)
    return _about(
        child,
        today,
        clock="later",
        clock_text=text,
        title=clock.text,
        route="casefile:detail",
        day=clock.latest,
    )


def _somewhere(child, today):
    return _about(
        child,
        today,
        clock="later",
        clock_text=days_open((today - child.unknown_since).days),
        title=_("Find out where the child is"),
        route="children:whereabouts",
    )


def _of_nobody(child, today):
    return _about(
        child,
        today,
        clock="later",
        clock_text=days_open((today - child.registered_date).days),
        title=_("Say who is responsible"),
        route="children:assign",
        take_url=reverse("children:take", args=[child.public_id]),
    )


def _without_claim(child, today):
    return _about(
        child,
        today,
        clock="later",
        clock_text=days_open((today - child.registered_date).days),
        title=_("Record a nationality claim"),
        route="nationalities:add",
    )


def _restricted(restriction, today):
    return _about(
        restriction.child,
        today,
        clock="over",
        clock_text=days_over((today - restriction.review_date).days),
        title=_("Look at the restriction of the file again"),
        route="casefile:detail",
        note=restriction.reason,
        day=restriction.review_date,
    )


_TASKS = {
    "restricted": _restricted,
    "transfers-over": _transfer_over,
    "transfers-soon": _transfer_soon,
    "claims-unanswered": _claim_unanswered,
    "legal-clocks": _legal_clock,
    "whereabouts": _somewhere,
    "no-caseworker": _of_nobody,
    "no-claim": _without_claim,
    "flags-over": _flag_over,
    "flags-today": _flag_today,
    "flags-week": _flag_soon,
    "given": _given,
    "for-a-time": _for_a_time,
    "stale": _stale,
}


def tasks_of(kind, rows, today):
    """The rows of one kind as tasks; their names are fetched at once."""
    read_names(rows)
    return [task_of(kind, row, today) for row in rows]


def task_of(kind, row, today):
    """One row of a kind as a task; ``read_names`` of its rows comes first."""
    return _TASKS[kind.code](row, today)


def read_names(rows):
    """Fetch the names of all whom ``rows`` are about, at once."""
    prefetch_related_objects([person for row in rows if (person := _person(row))], "names")


def _person(row):
    child = getattr(row, "child", row)
    return getattr(child, "person", None)
