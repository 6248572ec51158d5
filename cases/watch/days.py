"""Who looked at one file, day by day and person by person: ten openings in an hour are one line that unfolds."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, Max, Min, Value, When, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone
from django.utils.translation import ngettext

from cases.enums import LOOKS_IN_PASSING, LookKind
from cases.watch.people import Colleague, Staff
from cases.watch.periods import start_of
from cases.watch.sentences import sentence_of

# How many lines a page has before its last day, and how many entries unfold under one line.
LINES = 40
UNFOLDED = 20


@dataclass(frozen=True)
class Look:
    """One entry under its line."""

    at: datetime
    label: str
    sentence: str
    reason: str


@dataclass
class PersonLine:
    """What one person did with the file on one day. ``looks`` are the latest of ``count``."""

    who: Colleague
    ways: list[str]
    count: int
    first: datetime
    last: datetime
    looks: list[Look] = field(default_factory=list)

    @property
    def hidden(self):
        """How many entries do not unfold."""
        return self.count - len(self.looks)

    @property
    def times(self):
        """ "10 times"; empty for once."""
        return ngettext("%(n)s time", "%(n)s times", self.count) % {"n": self.count} if self.count > 1 else ""


@dataclass
class DayOfFile:
    """One day: who meant this file, and whom a list or a search showed it in passing."""

    day: date
    lines: list[PersonLine] = field(default_factory=list)
    passing: list[PersonLine] = field(default_factory=list)

    @property
    def passing_count(self):
        return sum(line.count for line in self.passing)


@dataclass(frozen=True)
class DaysOfFile:
    """A page of days, newest first, and the day before which the next page begins (``None`` at the end)."""

    days: list[DayOfFile]
    before: date | None = None


def days_of(looks, *, before=None):
    """The ``DaysOfFile`` of ``looks`` (entries with their ``look``) from before the day ``before``; four queries."""
    if before:
        looks = looks.filter(at__lt=start_of(before))
    groups = list(_groups(looks)[: LINES + 1])
    more = len(groups) > LINES
    if more:
        groups = _whole_days(looks, groups)
    if not groups:
        return DaysOfFile([])
    entries = _entries(looks, since=groups[-1]["day"], until=groups[0]["day"])
    staff = Staff({group["actor"] for group in groups})
    found = {}
    for group in groups:
        day = found.setdefault(group["day"], DayOfFile(group["day"]))
        line = _line(group, staff, entries.get(_key(group), []))
        (day.passing if group["is_passing"] else day.lines).append(line)
    days = list(found.values())
    return DaysOfFile(days, days[-1].day if more and _is_more(looks, days[-1].day) else None)


def _groups(looks):
    return (
        _with_day(looks)
        .order_by()
        .values("day", "actor", "is_passing")
        .annotate(
            count=Count("pk"),
            first=Min("at"),
            last=Max("at"),
            ways=ArrayAgg("look", distinct=True, default=[]),
        )
        .order_by("-day", "is_passing", "-last", "actor")
    )


def _with_day(looks):
    passing = When(look__in=LOOKS_IN_PASSING, then=Value(True))
    return looks.annotate(day=TruncDate("at"), is_passing=Case(passing, default=Value(False)))


def _whole_days(looks, groups):
    """The groups without their last day, which may be cut; all of the first day where there is no other."""
    whole = [group for group in groups if group["day"] > groups[-1]["day"]]
    return whole or list(_groups(_on(looks, groups[0]["day"], groups[0]["day"])))


def _is_more(looks, day):
    return looks.filter(at__lt=start_of(day)).exists()


def _on(looks, since, until):
    return looks.filter(at__gte=start_of(since), at__lt=start_of(until + timedelta(days=1)))


def _entries(looks, *, since, until):
    """The latest entries of each line, by line."""
    place = Window(RowNumber(), partition_by=[F("day"), F("actor"), F("is_passing")], order_by=F("pk").desc())
    rows = _with_day(_on(looks, since, until)).annotate(place=place).filter(place__lte=UNFOLDED)
    found = {}
    columns = ("day", "actor", "is_passing", "at", "kind", "subject", "look", "detail")
    for row in rows.order_by("-pk").values(*columns):
        found.setdefault(_key(row), []).append(row)
    return found


def _key(row):
    return row["day"], row["actor"], row["is_passing"]


def _line(group, staff, rows):
    return PersonLine(
        who=staff.on(group["actor"], group["day"]),
        ways=[str(LookKind(way).label) for way in LookKind.values if way in group["ways"]],
        count=group["count"],
        first=timezone.localtime(group["first"]),
        last=timezone.localtime(group["last"]),
        looks=[_look(row) for row in rows],
    )


def _look(row):
    return Look(
        at=timezone.localtime(row["at"]),
        label=str(LookKind(row["look"]).label),
        sentence=sentence_of(row["kind"], row["subject"], names_a_record=True),
        reason=row["detail"].get("reason", ""),
    )
