"""What counts as conspicuous: one rule each, with its threshold, in a sentence and as a condition. No row is read here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import AuditKind, FindingKind

# A usual day is the mean of the days on which somebody worked within so many days before.
USUAL_DAYS = 28
DAYS_TO_KNOW = 5
TIMES_THE_USUAL = 3
FILES_IN_AN_HOUR, FILES_IN_A_DAY = 30, 20
SEARCHES, SEARCHES_A_FILE = 15, 10
LOOKUPS = 5
NIGHT_BEGINS, NIGHT_ENDS = 22, 6
ENTRIES_AT_NIGHT, NIGHTS_TO_BE_USUAL = 5, 3
EXPORTS = 5

OPENED = Q(kind=AuditKind.READ)
SEARCHED = Q(kind=AuditKind.SEARCH)
# Who is refused a page by role asked for no record.
LOOKED_UP = Q(kind=AuditKind.DENIAL) & (~Q(subject_ids=[]) | Q(subject="traffic:number"))
# Files of figures are about nobody, and name no records.
EXPORTED = Q(kind=AuditKind.EXPORT) & ~Q(subject_ids=[])
_WORK = (AuditKind.READ, AuditKind.LIST, AuditKind.SEARCH, AuditKind.EXPORT, AuditKind.PRINT)


def at_night():
    """The condition on entries that were annotated with their ``hour``."""
    return Q(hour__gte=NIGHT_BEGINS) | Q(hour__lt=NIGHT_ENDS)


def worked_at_night():
    """The same, of what is work and not only signing in."""
    return Q(kind__in=_WORK) & at_night()


@dataclass(frozen=True)
class Day:
    """What one person did on one day. ``hour`` is the one with most files (``files_in_hour``)."""

    files: int = 0
    searches: int = 0
    lookups: int = 0
    nightly: int = 0
    exports: int = 0
    hour: int | None = None
    files_in_hour: int = 0


class Usual:
    """What one person did on the days before; ``days`` are those on which there was any work."""

    def __init__(self, days):
        self._days = days

    @property
    def is_known(self):
        return len(self._days) >= DAYS_TO_KNOW

    def mean(self, what):
        """The mean of a column of ``Day`` with one place behind the point; ``None`` without days."""
        if not self._days:
            return None
        return round(sum(getattr(day, what) for day in self._days) / len(self._days), 1)

    @property
    def nights(self):
        return sum(day.nightly > 0 for day in self._days)


@dataclass(frozen=True)
class Found:
    """A day that passed a threshold: how often, and how often usually."""

    count: int
    usual: float | None = None
    hour: int | None = None


@dataclass(frozen=True)
class Rule:
    """One kind of finding: what the page says of it, which entries it counts, and when it holds.

    ``judge`` takes a ``Day`` and the ``Usual`` before it, and returns ``Found`` or ``None``.
    """

    kind: FindingKind
    explained: Promise
    counts: Callable[[], Q]
    judge: Callable[[Day, Usual], Found | None]

    @property
    def words(self):
        """The explanation with its thresholds."""
        return self.explained % _THRESHOLDS

    @property
    def label(self):
        return self.kind.label


def _files_in_an_hour(day, _usual):
    if day.files_in_hour < FILES_IN_AN_HOUR:
        return None
    return Found(day.files_in_hour, hour=day.hour)


def _files_in_a_day(day, usual):
    mean = usual.mean("files")
    if day.files < FILES_IN_A_DAY or not usual.is_known or day.files <= mean * TIMES_THE_USUAL:
        return None
    return Found(day.files, mean)


def _searches(day, usual):
    if day.searches < SEARCHES or day.files * SEARCHES_A_FILE > day.searches:
        return None
    return Found(day.searches, usual.mean("searches"))


def _lookups(day, usual):
    return Found(day.lookups, usual.mean("lookups")) if day.lookups >= LOOKUPS else None


def _hours(day, usual):
    if day.nightly < ENTRIES_AT_NIGHT or usual.nights >= NIGHTS_TO_BE_USUAL:
        return None
    return Found(day.nightly, usual.mean("nightly"))


def _exports(day, usual):
    mean = usual.mean("exports")
    if day.exports < EXPORTS or day.exports <= (mean or 0) * TIMES_THE_USUAL:
        return None
    return Found(day.exports, mean)


RULES = {
    rule.kind: rule
    for rule in (
        Rule(
            FindingKind.FILES_IN_AN_HOUR,
            _("%(files_in_hour)s or more different files opened within one hour of the clock."),
            lambda: OPENED,
            _files_in_an_hour,
        ),
        Rule(
            FindingKind.FILES_IN_A_DAY,
            _(
                "%(files_in_day)s or more different files opened in a day, and more than %(times)s times as many as "
                "on a usual day of this person. A usual day is the mean of the days worked in the %(days)s days "
                "before; with fewer than %(known)s of them nothing is usual yet."
            ),
            lambda: OPENED,
            _files_in_a_day,
        ),
        Rule(
            FindingKind.SEARCHES,
            _(
                "%(searches)s or more searches in a day, and at most one file opened for every %(per)s of them."
            ),
            lambda: SEARCHED,
            _searches,
        ),
        Rule(
            FindingKind.LOOKUPS,
            _(
                "%(lookups)s or more addresses or case numbers in a day that are of another office, or of nobody. "
                "The one who asks is not told which."
            ),
            lambda: LOOKED_UP,
            _lookups,
        ),
        Rule(
            FindingKind.HOURS,
            _(
                "%(night)s or more entries between %(from)s:00 and %(to)s:00, by somebody who worked then on fewer "
                "than %(nights)s of the %(days)s days before."
            ),
            worked_at_night,
            _hours,
        ),
        Rule(
            FindingKind.EXPORTS,
            _(
                "%(exports)s or more files about persons taken out in a day, and more than %(times)s times as many as "
                "on a usual day of this person."
            ),
            lambda: EXPORTED,
            _exports,
        ),
    )
}
_THRESHOLDS = {
    "files_in_hour": FILES_IN_AN_HOUR,
    "files_in_day": FILES_IN_A_DAY,
    "times": TIMES_THE_USUAL,
    "days": USUAL_DAYS,
    "known": DAYS_TO_KNOW,
    "searches": SEARCHES,
    "per": SEARCHES_A_FILE,
    "lookups": LOOKUPS,
    "night": ENTRIES_AT_NIGHT,
    "from": NIGHT_BEGINS,
    "to": f"{NIGHT_ENDS:02}",
    "nights": NIGHTS_TO_BE_USUAL,
    "exports": EXPORTS,
}
