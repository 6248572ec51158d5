"""One thing that happened to a child, as a timeline tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Entry:
    """One thing that happened: on which day, when it was recorded, in one sentence, and by whom."""

    on: date
    recorded: datetime
    icon: str
    text: str
    who: str = ""
    facts: str = ""
    # What somebody of the office wrote for the office; it does not leave.
    reason: str = ""
    url: str = ""
    correct_url: str = ""
    is_decision: bool = False
    is_correction: bool = False

    @property
    def detail(self):
        """What stands under the sentence."""
        return " · ".join(part for part in (self.reason, self.facts) if part)

    @property
    def when(self):
        """The day, or "today"."""
        return _("today") if self.on == timezone.localdate() else formats.date_format(self.on, "j M Y")


def entry_of(
    case, row, on, icon, text, *, facts="", reason="", url="", correct="", who=None, is_decision=False
):
    recorded = row.created_at
    if on is None:
        unknown = _("Since when is not known; recorded on this day")
        facts = " · ".join(part for part in (facts, unknown) if part)
        on = timezone.localtime(recorded).date()
    return Entry(
        on=on,
        recorded=recorded,
        icon=icon,
        text=text,
        who=case.recorders.name_for(row) if who is None else who,
        facts=facts,
        reason=reason,
        url=url,
        correct_url=reverse(correct, args=[row.public_id]) if correct else "",
        is_decision=is_decision,
    )
