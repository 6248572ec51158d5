"""What the head of a folded card says: how many rows it holds, and how many of them are new."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import ngettext

NEW_FOR = timedelta(days=7)
# What is recorded with a case when it is opened is no news.
OPENING = timedelta(hours=1)


@dataclass(frozen=True)
class Head:
    """How many rows a card holds, and how many were recorded or changed in the last days."""

    count: int
    fresh: int = 0

    @property
    def news(self):
        """ "2 this week"; empty where nothing is new."""
        if not self.fresh:
            return ""
        return ngettext("%(n)s this week", "%(n)s this week", self.fresh) % {"n": self.fresh}


def heads_of(case, *, entries):
    """The ``Head`` of each card of a ``CaseFile``, by the card's id; ``entries`` are all of the timeline."""
    person = case.child.person
    since = max(timezone.now() - NEW_FOR, case.child.created_at + OPENING)
    rows = {
        "family": [*case.ties, *(row for tie in case.ties for row in tie.guardian.person.all_statuses)],
        "claims": [*case.claims, *case.decisions, *case.permissions],
        "papers": case.papers,
        "needs": case.needs,
        "where": [*person.all_whereabouts, *case.separations, *person.all_statuses],
        "transfers": case.passages,
        "notes": case.notes,
    }
    counts = {
        "family": len(case.ties) + sum(len(listed.children) for listed in case.siblings),
        "claims": len(case.claims),
        "needs": sum(need.to_date is None for need in case.needs),
    }
    heads = {
        card: Head(counts.get(card, len(found)), sum(row.updated_at >= since for row in found))
        for card, found in rows.items()
    }
    return heads | {"timeline": Head(len(entries))}
