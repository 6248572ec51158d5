"""Quick filters over the list of children: questions that are asked every day, one press each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANGED_DAYS = 7
# An open case in which nothing changed for so long waits for a look.
STALE_DAYS = 60


@dataclass(frozen=True)
class Quick:
    """One quick filter: how the address names it, what it says, and which of some children it leaves for a user."""

    code: str
    label: Promise
    rows: Callable
    # The others are only reached from numbers and tasks, and stand in the row while in use.
    always: bool = True


def _days_ago(days):
    return timezone.now() - timedelta(days=days)


QUICK = {
    quick.code: quick
    for quick in (
        Quick("mine", _("Mine"), lambda children, user: children.assigned_to(user)),
        Quick("followed", _("Followed"), lambda children, user: children.followed_by(user)),
        Quick(
            "week",
            _("Changed this week"),
            lambda children, user: children.changed_since(_days_ago(CHANGED_DAYS)),
        ),
        Quick("no-claim", _("Missing a claim"), lambda children, user: children.without_claim()),
        Quick("nobody", _("No caseworker"), lambda children, user: children.unassigned()),
        Quick("flagged", _("Flag raised"), lambda children, user: children.flagged()),
        Quick("open", _("Case open"), lambda children, user: children.open(), always=False),
        Quick(
            "accepted",
            _("Accepted by a State"),
            lambda children, user: children.accepted_by_a_state(),
            always=False,
        ),
        Quick(
            "listed",
            _("On an open transfer"),
            lambda children, user: children.on_an_open_transfer(),
            always=False,
        ),
        Quick(
            "stale",
            _("Nothing changed for 60 days"),
            lambda children, user: children.untouched_since(_days_ago(STALE_DAYS)),
            always=False,
        ),
    )
}


@dataclass(frozen=True)
class QuickLink:
    """A quick filter as the list shows it; its address puts it on, or takes it away again."""

    label: str
    url: str
    is_on: bool


def quick_links(params):
    """The quick filters for the address ``params`` (a QueryDict) of a list."""
    on = params.getlist("quick")
    return [
        QuickLink(label=str(quick.label), url=_toggled(params, quick.code, on), is_on=quick.code in on)
        for quick in QUICK.values()
        if quick.always or quick.code in on
    ]


def _toggled(params, code, on):
    query = params.copy()
    for word in ("after", "before"):
        query.pop(word, None)
    query.setlist("quick", [one for one in on if one != code] if code in on else [*on, code])
    return f"?{query.urlencode()}"
