"""Who looked at the file of one child, as the trail has it: under which ids, since when, and in which way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, CharField, Count, Q, Subquery, Value, When
from django.utils import timezone

from cases.audit.kept import arrival, kept_since
from cases.enums import AuditKind, LookKind
from cases.models import AuditEvent, Child, Person
from cases.models.trail import entries_about
from cases.models.wall import everything

# What the trail calls the pages on which it is read itself: to look there is no look at a file.
READING_THE_TRAIL = "watch:"
# Rules that were set aside for what becomes of a file, not to see it.
DECISIONS = Q(kind=AuditKind.OVERRIDE) & (
    Q(subject__startswith="restrictions:")
    | Q(subject__startswith="retention:")
    | Q(subject__startswith="vault:")
)
EMERGENCIES = ("traffic:emergency", "casefile:emergency")
LATELY = timedelta(days=30)

_WAYS = {
    AuditKind.LIST: LookKind.LISTED,
    AuditKind.SEARCH: LookKind.FOUND,
    AuditKind.PRINT: LookKind.PRINTED,
    AuditKind.EXPORT: LookKind.EXPORTED,
    AuditKind.OVERRIDE: LookKind.REPAIR,
    AuditKind.DENIAL: LookKind.REFUSED,
}
_TO_SEE = (AuditKind.READ, AuditKind.PRINT, AuditKind.EXPORT, AuditKind.OVERRIDE)


@dataclass(frozen=True)
class Known:
    """Public ids under which the trail has one record, and since when its office keeps it (``None``: always)."""

    ids: tuple[UUID, ...]
    since: datetime | None = None


@dataclass(frozen=True)
class WatchedFile:
    """The file of one child with those that were given up for it. ``number`` is empty where it is no child's."""

    known: tuple[Known, ...]
    number: str = ""

    @property
    def ids(self):
        return [public_id for record in self.known for public_id in record.ids]

    @property
    def looks(self):
        """Entries of the trail about this file, each with its ``look`` (a ``LookKind``)."""
        about = Q(pk__in=[])
        for record in self.known:
            later = Q(at__gt=record.since) if record.since else Q()
            about |= entries_about(record.ids) & later
        ours = (
            AuditEvent.objects.filter(about).exclude(subject__startswith=READING_THE_TRAIL).exclude(DECISIONS)
        )
        return ours.annotate(look=_way())


def file_of(child):
    """The ``WatchedFile`` of a child of the own office: nothing from before the office kept it (ADR 33)."""
    return WatchedFile(_records(child.person, since=kept_since), child.case_number)


@everything("Whoever reads the trail learns ids of files of every office, and no more.")
def file_known_by(public_id):
    """The ``WatchedFile`` of a public id for who reads the trail of every office; nothing of the child is read but ids.

    An id of something else, and one that leads nowhere, is a file of its own: the trail may have it all the same.
    """
    found = Child.objects.filter(Q(public_id=public_id) | Q(person__public_id=public_id))
    return _whole(found) or WatchedFile((Known((public_id,)),))


@everything("Whoever reads the trail finds a file of every office by its number.")
def file_numbered(number):
    """The same of a case number; ``None`` where no file has it."""
    return _whole(Child.objects.filter(case_number=number))


@everything("Whoever looked at a file may be of another office.")
def seen_lately_by(child):
    """How many people opened a file of the own office in the last days, printed or exported it; one query."""
    since = timezone.now() - LATELY
    opened = AuditEvent.objects.filter(entries_about((child.public_id, child.person.public_id)), at__gt=since)
    opened = opened.filter(kind__in=_TO_SEE).exclude(subject__startswith=READING_THE_TRAIL).exclude(DECISIONS)
    came = Subquery(arrival(child.person))
    ours = opened.annotate(came=came).filter(Q(came__isnull=True) | Q(at__gt=came))
    return ours.aggregate(people=Count("actor", distinct=True))["people"]


def _whole(found):
    child = found.select_related("person", "merged_into__person").first()
    if child is None:
        return None
    child = child.merged_into or child
    return WatchedFile(_records(child.person), child.case_number)


def _records(person, *, since=lambda _person: None):
    """What was opened under a number that was given up belongs to the file that stays."""
    merged = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).select_related("child")
    return tuple(
        Known(
            tuple(filter(None, (one.public_id, getattr(one, "child", None) and one.child.public_id))),
            since(one),
        )
        for one in merged.order_by("pk")
    )


def _way():
    whens = [When(subject__in=EMERGENCIES, then=Value(LookKind.EMERGENCY.value))]
    whens += [When(kind=kind, then=Value(way.value)) for kind, way in _WAYS.items()]
    return Case(*whens, default=Value(LookKind.OPENED.value), output_field=CharField())
