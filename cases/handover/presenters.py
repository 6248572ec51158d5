"""How cases that may be handed over read: in groups, each with its clock."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.children.presenters import ChildPresenter
from cases.flags.presenters import clock_words
from cases.handover.choosing import CASES_A_PAGE, DUE, DUE_DAYS, FILTERS, OTHERS, TOUCHED
from cases.people.presenters import PersonPresenter

# So many of those chosen are listed once more before they are given.
REVIEWED = 40


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


class Choice:
    """One page of the cases of ``holder`` to choose from, with what is ticked on it and on the others.

    ``cases`` come from ``cases_of``, ``looking`` is a ``Looking``, ``ticked`` are public ids.
    """

    def __init__(self, cases, *, looking, user, ticked=(), today=None):
        self.looking = looking
        ticked = {str(public_id) for public_id in ticked}
        found = looking.of(cases, user)
        self.count = found.order_by().count()
        pages = max(1, -(-self.count // CASES_A_PAGE))
        self.page = min(looking.page, pages)
        self.is_last = self.page == pages
        self._first = (self.page - 1) * CASES_A_PAGE
        rows = list(found.with_list_parts()[self._first : self._first + CASES_A_PAGE])
        self.groups = groups_of(rows, ticked=ticked, today=today)
        shown = {str(child.public_id) for child in rows}
        # Ticked before, and on another page: they stay chosen.
        self.elsewhere = sorted(ticked - shown)
        self.chosen = len(ticked)
        self._shown = len(rows)

    @property
    def filters(self):
        """The quick filters: how the button sends each, what it says, and whether it is on."""
        links = [("", _("All")), *((code, quick.label) for code, quick in FILTERS.items())]
        return [
            {"value": f"show-{code}", "label": label, "is_on": code == self.looking.show}
            for code, label in links
        ]

    @property
    def pager_text(self):
        """ "Cases 41 to 80 of 97"."""
        if not self._shown:
            return ""
        return _("Cases %(first)s to %(last)s of %(count)s") % {
            "first": self._first + 1,
            "last": self._first + self._shown,
            "count": self.count,
        }

    @property
    def chosen_text(self):
        """ "12 ticked, 3 of them not on this page"; empty while nothing is."""
        if not self.chosen:
            return ""
        words = ngettext("%(n)s case is ticked", "%(n)s cases are ticked", self.chosen) % {"n": self.chosen}
        if not self.elsewhere:
            return words
        return _("%(ticked)s, %(n)s of them not shown here") % {"ticked": words, "n": len(self.elsewhere)}

    @property
    def previous(self):
        return f"page-{self.page - 1}" if self.page > 1 else ""

    @property
    def next(self):
        return "" if self.is_last else f"page-{self.page + 1}"


def groups_of(rows, *, ticked=(), today=None):
    """``rows`` (from ``cases_of``, with their list parts) in groups that are not empty."""
    today = today or timezone.localdate()
    titles = {
        DUE: _("A flag is due within %(days)s days, or over its day") % {"days": DUE_DAYS},
        TOUCHED: _("Changed today"),
        OTHERS: _("All others"),
    }
    groups = {code: Group(title) for code, title in titles.items()}
    for child in rows:
        groups[child.group].rows.append(Row(child, ticked=ticked, today=today))
    return [group for group in groups.values() if group.rows]


def rows_of(children):
    """The rows of a review: the first of ``children`` by name and number."""
    return [Row(child) for child in children]


class Parted:
    """A family that the hand-over would part, as the review names it; ``family`` is a ``PartedFamily``."""

    def __init__(self, family):
        self.name = family.name
        self.staying = [PersonPresenter(child.person).name for child in family.staying]


def done_words(count, name, until=None):
    """ "3 cases are with Karim Daoud now, until 3 Dec 2026."."""
    if until:
        words = ngettext(
            "%(n)s case is with %(name)s now, until %(day)s.",
            "%(n)s cases are with %(name)s now, until %(day)s.",
            count,
        )
        return words % {"n": count, "name": name, "day": date_format(until, "j M Y")}
    words = ngettext("%(n)s case is with %(name)s now.", "%(n)s cases are with %(name)s now.", count)
    return words % {"n": count, "name": name}
