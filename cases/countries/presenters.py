"""How States and their positions read on a page."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import ClaimStatus, StatePolicy
from cases.models import Nationality
from cases.templatetags.look import day


@dataclass(frozen=True)
class PositionRow:
    """What a State said over one time."""

    words: str
    since: object
    until: object
    is_current: bool
    source: str


@dataclass(frozen=True)
class ClaimCount:
    """How many claims on a State have one answer, with the way to their rows."""

    label: str
    value: int
    url: str


def position_row(position):
    """One position; a code that is not known raises ``ValueError``."""
    return PositionRow(
        words=str(StatePolicy(position.policy).label),
        since=day(position.from_date),
        until=day(position.to_date),
        is_current=position.to_date is None,
        source=position.source,
    )


class StatePresenter:
    """One State; ``positions`` are its current ones, prefetched or found."""

    def __init__(self, country, positions):
        self.country = country
        self.name = country.name
        self.is_destination = country.is_destination
        self.url = reverse("countries:detail", args=[country.code])
        current = next(iter(positions), None)
        self.position = position_row(current) if current else None

    @property
    def position_words(self):
        """What the State says now, or that nothing is recorded."""
        return self.position.words if self.position else _("No position recorded")

    @property
    def standing(self):
        """What we decided about this State, as a sentence."""
        if self.is_destination:
            return _("Asked to take children back")
        return _("Not asked to take children back")


def claim_counts(user, country):
    """Claims of the reader's office on this State by answer, in the order of the code list."""
    counts = dict(
        Nationality.objects.visible_to(user)
        .on_state(country.code)
        .order_by()
        .values_list("status")
        .annotate(Count("pk"))
    )
    address = reverse("nationalities:list")
    return [
        ClaimCount(label=str(label), value=counts[code], url=f"{address}?state={country.code}&status={code}")
        for code, label in ClaimStatus.choices
        if code in counts
    ]
