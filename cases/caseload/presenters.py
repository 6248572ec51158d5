"""How a change to many cases reads before it is made, and what became of it."""

from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.children.presenters import ChildPresenter
from cases.enums import BulkChange, CaseStatus, FlagKind

NUMBERS_TOLD = 10


class Preview:
    """What a change would do: the cases that change, and those that do not and why."""

    def __init__(self, lines, change):
        self._lines = lines
        self._change = change

    @cached_property
    def going(self):
        """Pairs of a child and what stands now."""
        return [(ChildPresenter(line.child), self._now(line)) for line in self._lines if not line.why_not]

    @cached_property
    def staying(self):
        """Pairs of a child and why nothing changes."""
        return [(ChildPresenter(line.child), line.why_not) for line in self._lines if line.why_not]

    @property
    def seen(self):
        """The cases that would change with the mark of each, as the form carries it."""
        return " ".join(f"{line.child.public_id}:{line.now}" for line in self._lines if not line.why_not)

    def _now(self, line):
        presenter = ChildPresenter(line.child)
        if self._change.kind == BulkChange.CASEWORKER:
            return _("now: %(name)s") % {"name": presenter.caseworker}
        return _("now: %(status)s") % {"status": presenter.status}

    @property
    def sentence(self):
        """What changes, in words."""
        change = self._change
        if change.kind == BulkChange.CASEWORKER:
            who = change.user.full_name if change.user else _("Nobody")
            return _("Responsible from today on: %(name)s") % {"name": who}
        if change.kind == BulkChange.STATUS:
            return _("New case status: %(status)s") % {"status": CaseStatus(change.status).label}
        if change.kind == BulkChange.FLAG:
            return _("Flag “%(kind)s”, by %(day)s: %(reason)s") % {
                "kind": FlagKind(change.flag_kind).label,
                "day": formats.date_format(change.due_date, "j M Y"),
                "reason": change.reason,
            }
        return str(BulkChange(change.kind).label)

    @property
    def button(self):
        """ "Change 3 cases"."""
        count = len(self.going)
        return ngettext("Change %(count)d case", "Change %(count)d cases", count) % {"count": count}


def changed_words(outcome):
    """ "3 cases changed."."""
    count = len(outcome.changed)
    return ngettext("%(count)d case changed.", "%(count)d cases changed.", count) % {"count": count}


def missed_words(outcome):
    """Which cases were left alone, by number; empty for none."""
    if not outcome.missed:
        return ""
    numbers = [child.case_number for child in outcome.missed]
    told = ", ".join(numbers[:NUMBERS_TOLD]) + ("…" if len(numbers) > NUMBERS_TOLD else "")
    words = ngettext(
        "%(count)d case was left as it is, since somebody changed it in the meantime: %(numbers)s",
        "%(count)d cases were left as they are, since somebody changed them in the meantime: %(numbers)s",
        len(numbers),
    )
    return words % {"count": len(numbers), "numbers": told}
