"""How flags read: their clock, their reason, and what came of them."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.audit.kept import is_ours, kept_since
from cases.enums import FlagKind
from cases.models import FollowedCase


class FlagPresenter:
    """One flag; ``raised_by`` and ``lowered_by`` are read along."""

    def __init__(self, flag, *, today=None):
        self.flag = flag
        self.today = today or timezone.localdate()

    @property
    def kind(self):
        return str(FlagKind(self.flag.kind).label)

    @property
    def is_urgent(self):
        """Whether the flag means danger to the child."""
        return self.flag.kind == FlagKind.URGENT

    @property
    def clock(self):
        """ "over", "today" or "later", as ``cases.components.states`` draws them."""
        days = (self.flag.due_date - self.today).days
        return "over" if days < 0 else "later" if days else "today"

    @property
    def clock_text(self):
        """ "3 days over", "today", "in 2 days"."""
        return clock_words((self.flag.due_date - self.today).days)

    @property
    def due(self):
        return self.flag.due_date

    @property
    def reason(self):
        return self.flag.reason

    @property
    def raised_by(self):
        return self.flag.raised_by.full_name

    @property
    def raised_on(self):
        return timezone.localtime(self.flag.created_at).date()

    @property
    def lowered_on(self):
        return self.flag.lowered_date

    @property
    def lowered_by(self):
        return self.flag.lowered_by.full_name if self.flag.lowered_by else ""

    @property
    def outcome(self):
        return self.flag.outcome

    @property
    def lower_url(self):
        return reverse("flags:lower", args=[self.flag.public_id])

    @property
    def move_url(self):
        return reverse("flags:move", args=[self.flag.public_id])


def clock_words(days):
    """How far a day is: ``days`` from today, negative when it has passed."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(n)s day over", "%(n)s days over", -days) % {"n": -days}
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


@dataclass(frozen=True)
class Strip:
    """The flags of one case: those that are raised, the next day first, and those of the past."""

    raised: list
    past: list

    @property
    def title(self):
        """ "1 flag", "3 flags"."""
        return ngettext("%(n)s flag", "%(n)s flags", len(self.raised)) % {"n": len(self.raised)}

    @property
    def past_title(self):
        """ "2 flags that were lowered"."""
        words = ngettext("%(n)s flag that was lowered", "%(n)s flags that were lowered", len(self.past))
        return words % {"n": len(self.past)}


def strip_of(flags, *, today=None):
    """The ``Strip`` of the flags of one child."""
    rows = [FlagPresenter(flag, today=today) for flag in flags]
    raised = sorted((row for row in rows if row.lowered_on is None), key=lambda row: (row.due, row.flag.pk))
    past = sorted((row for row in rows if row.lowered_on), key=lambda row: row.lowered_on, reverse=True)
    return Strip(raised=raised, past=past)


def with_followed(children, user):
    """Adds ``is_followed`` to a queryset of children: whether ``user`` follows the case."""
    return children.annotate(is_followed=Exists(FollowedCase.objects.filter(child=OuterRef("pk"), user=user)))


@dataclass(frozen=True)
class DayBefore:
    """A day that a flag had before, and why it was changed."""

    due: date
    why: str


def days_before(flag):
    """The earlier days of a flag, the first first, each with the reason for the next; read from its history.

    What another office changed while it kept the file is not read.
    """
    since = kept_since(flag.child.person)
    events = flag.pgh_event_model.objects.filter(pgh_obj_id=flag.pk).select_related("pgh_context")
    events = list(events.order_by("pgh_id"))
    return [
        DayBefore(due=earlier.due_date, why=_why(later))
        for earlier, later in pairwise(events)
        if earlier.due_date != later.due_date and is_ours(later.pgh_created_at, since)
    ]


def _why(event):
    return event.pgh_context.metadata.get("reason", "") if event.pgh_context else ""
