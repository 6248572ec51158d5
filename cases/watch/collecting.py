"""Looking through whole days of the trail for what is conspicuous, and keeping what was found."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import ExtractHour, TruncDate
from django.utils import timezone

from cases.audit.looks import READING_THE_TRAIL
from cases.audit.record import changing
from cases.models import AuditEvent, TrailFinding
from cases.watch.anomalies import (
    EXPORTED,
    LOOKED_UP,
    OPENED,
    RULES,
    SEARCHED,
    USUAL_DAYS,
    Day,
    Usual,
    worked_at_night,
)
from cases.watch.periods import end_of, start_of

# Days that are looked through again each night: nothing is lost when it did not run for a while.
DAYS_BACK = 7


def find_anomalies(*, since=None, until=None):
    """Keep what is conspicuous on the days from ``since`` until ``until``; returns how many findings are new.

    Without them the last days before today: a day is judged when it is over. What was found already stays as it is.
    """
    until = until or timezone.localdate() - timedelta(days=1)
    since = since or until - timedelta(days=DAYS_BACK - 1)
    found = list(_found(since, until))
    known = set(
        TrailFinding.objects.filter(day_date__range=(since, until)).values_list("kind", "actor", "day_date")
    )
    new = [finding for finding in found if (finding.kind, finding.actor_id, finding.day_date) not in known]
    with changing(by=None):
        # Another run at the same time may have been quicker.
        TrailFinding.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def entries_of(finding):
    """The entries of the trail that a finding counts."""
    rule = RULES[finding.kind]
    day = _entries(finding.day_date, finding.day_date).filter(actor=finding.actor_id)
    if finding.hour is not None:
        day = day.filter(hour=finding.hour)
    return day.filter(rule.counts())


def _found(since, until):
    for actor, days in _days_by_person(since - timedelta(days=USUAL_DAYS), until).items():
        for day_date, day in days.items():
            if day_date < since:
                continue
            usual = Usual(_before(days, day_date))
            for rule in RULES.values():
                if found := rule.judge(day, usual):
                    yield TrailFinding(
                        kind=rule.kind,
                        actor_id=actor,
                        day_date=day_date,
                        hour=found.hour,
                        count=found.count,
                        usual=found.usual,
                    )


def _before(days, day_date):
    first = day_date - timedelta(days=USUAL_DAYS)
    return [day for date, day in days.items() if first <= date < day_date]


def _days_by_person(since, until):
    """``{person: {date: Day}}``; two questions, answered by two passes over the days."""
    entries = _entries(since, until).order_by()
    found = defaultdict(dict)
    counted = entries.values("actor", "day").annotate(
        files=_files(),
        searches=Count("pk", filter=SEARCHED),
        lookups=Count("pk", filter=LOOKED_UP),
        nightly=Count("pk", filter=worked_at_night()),
        exports=Count("pk", filter=EXPORTED),
    )
    for row in counted:
        actor, date = row.pop("actor"), row.pop("day")
        found[actor][date] = Day(**row)
    for row in entries.filter(OPENED).values("actor", "day", "hour").annotate(files=_files()):
        day = found[row["actor"]][row["day"]]
        if row["files"] > day.files_in_hour:
            busiest = replace(day, hour=row["hour"], files_in_hour=row["files"])
            found[row["actor"]][row["day"]] = busiest
    return found


def _entries(since, until):
    """Entries of these days with their ``day`` and ``hour`` here; who reads the trail does what is asked of them."""
    entries = AuditEvent.objects.filter(at__gte=start_of(since), at__lt=end_of(until), actor__isnull=False)
    entries = entries.exclude(subject__startswith=READING_THE_TRAIL)
    return entries.annotate(day=TruncDate("at"), hour=ExtractHour("at"))


def _files():
    """How many different files: what an entry is about stands first among its ids."""
    about = KeyTextTransform(0, "subject_ids")
    return Count(about, filter=OPENED & Q(subject_ids__0__isnull=False), distinct=True)
