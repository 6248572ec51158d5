"""How cases that may be handed over read: in groups, each with its clock."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.children.presenters import ChildPresenter
from cases.flags.presenters import clock_words
from cases.handover.choosing import DUE, DUE_DAYS, OTHERS, TOUCHED

SHOWN = 40


class Row(ChildPresenter):
    """One case, ticked or not; ``child`` comes from ``cases_of`` with its list parts."""

    def __init__(self, child, *, ticked=(), today=None):
        super().__init__(child, today=today)
        self.public_id = str(child.public_id)
        self.ticked = self.public_id in ticked

    @property
    def clock(self):
        """ "over", "today" or "later"; empty without a flag."""
        if self.child.due is None:
            return ""
        days = (self.child.due - self.today).days
        return "over" if days < 0 else "later" if days else "today"

    @property
    def clock_text(self):
        return clock_words((self.child.due - self.today).days)


@dataclass
class Group:
    """Cases under one heading."""

    title: str
    rows: list = field(default_factory=list)


def groups_of(children, *, ticked=(), today=None):
    """The first ``SHOWN`` of ``children`` (from ``cases_of``) in groups that are not empty."""
    today = today or timezone.localdate()
    titles = {
        DUE: _("A flag is due within %(days)s days, or over its day") % {"days": DUE_DAYS},
        TOUCHED: _("Changed today"),
        OTHERS: _("All others"),
    }
    groups = {code: Group(title) for code, title in titles.items()}
    for child in children.with_list_parts()[:SHOWN]:
        groups[child.group].rows.append(Row(child, ticked=ticked, today=today))
    return [group for group in groups.values() if group.rows]


def rows_of(children):
    """The rows of a review: the first of ``children`` by name and number."""
    return [Row(child) for child in children]


def done_words(count, name):
    """ "3 cases are with Karim Daoud now."."""
    words = ngettext("%(n)s case is with %(name)s now.", "%(n)s cases are with %(name)s now.", count)
    return words % {"n": count, "name": name}
