"""What a record was before a change, read from the history of its tables; and writing that again as a new change."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.crypto import salted_hmac

# How many events of each table are read for one page, and how many changes it shows.
EVENTS_READ = 400
CHANGES_SHOWN = 40


@dataclass(frozen=True)
class Part:
    """Rows of one tracked model that belong to a record.

    ``lookup`` finds them (by ``pk`` or by what they hang on); ``fields`` are the columns that people change. Of
    ``flags`` each is held by one row only, and ``named`` are the columns that tell its rows apart. What happened
    before ``since`` is not read: another office kept the file. Rows that ``follow`` are restored with the others
    and make no change alone. ``derive`` makes the columns again that the history does not keep, from those that it
    does.
    """

    model: type[models.Model]
    lookup: dict
    fields: tuple[str, ...]
    flags: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    since: datetime | None = None
    follows: bool = False
    derive: Callable[[models.Model], None] = lambda row: None

    def events(self, until=None):
        """The latest events, newest first, with one more than is read where there are more."""
        where = {("pgh_obj_id" if name == "pk" else name): value for name, value in self.lookup.items()}
        found = self.model.pgh_event_model.objects.filter(**where)
        if self.since:
            found = found.filter(pgh_created_at__gte=self.since)
        if until:
            found = found.filter(pgh_created_at__lt=until)
        return list(found.select_related("pgh_context").order_by("-pgh_id")[: EVENTS_READ + 1])

    def differs(self, before, after):
        """Whether two events of one row (``None`` for no row) say something else."""
        if before is None or after is None:
            return before is not after
        return any(getattr(before, name) != getattr(after, name) for name in self.fields)


@dataclass
class RowChange:
    """One row before and after a change, as events of its history; ``None`` where there was no row."""

    part: Part
    key: int
    before: object
    after: object


@dataclass
class Change:
    """Everything that one act changed about a record."""

    at: datetime
    user: int | None
    reason: str
    rows: list[RowChange] = field(default_factory=list)
    ids: list[tuple[int, int]] = field(default_factory=list)
    is_beginning: bool = False
    # The request or action that made it; none for what came by raw SQL.
    context: object = None

    @property
    def stamp(self):
        """Names this change to a form without a number of the database."""
        return salted_hmac("cases.audit.restoring", repr(sorted(self.ids))).hexdigest()[:40]


def changes_of(parts, *, until=None):
    """Pair of the latest ``Change`` objects before the moment ``until``, newest first, and whether there are more.

    The first of ``parts`` is the record itself; the others belong to it. What one transaction, or one request, did
    is one change. Rows that only came to be with the record say nothing of their own.
    """
    acts, is_cut = {}, False
    for place, part in enumerate(parts):
        events = part.events(until)
        is_cut = is_cut or len(events) > EVENTS_READ
        _read(acts, place, part, reversed(events[:EVENTS_READ]))
    found = [change for change in acts.values() if _says_something(change)]
    found.sort(key=_when, reverse=True)
    return found[:CHANGES_SHOWN], is_cut or len(found) > CHANGES_SHOWN


def last_change(parts):
    """The latest ``Change`` that can be undone, or ``None`` where the record is as it was first recorded."""
    changes, _more = changes_of(parts)
    latest = next(iter(changes), None)
    return None if latest is None or latest.is_beginning else latest


def written_with(change, model):
    """The events of ``model`` that the same act wrote; none of what came by raw SQL."""
    events = model.pgh_event_model.objects
    return events.none() if change.context is None else events.filter(pgh_context_id=change.context)


def restore(change):
    """Write what stood before ``change``; the caller has locked the record and compared the stamp.

    A row that went to another record since, as by undoing a merge, is that one's and stays as it is.
    """
    by_part = {}
    for row in change.rows:
        by_part.setdefault(id(row.part), []).append(row)
    for rows in by_part.values():
        restore_rows(rows[0].part, rows)


def restore_rows(part, rows):
    """Write what stood before of some rows (``RowChange``) of one part, but for those that went to another record."""
    elsewhere = part.model.objects.filter(pk__in=[row.key for row in rows]).exclude(**part.lookup)
    gone = set(elsewhere.values_list("pk", flat=True))
    _restore_rows(part, [row for row in rows if row.key not in gone])


def _read(acts, place, part, events):
    """Add what the events of one table say, oldest first, to ``acts``."""
    latest = {}
    for event in events:
        change = acts.setdefault(_act(event), _new_change(event))
        change.at = max(change.at, event.pgh_created_at)
        change.ids.append((place, event.pgh_id))
        is_known = event.pgh_obj_id in latest or event.pgh_label == "insert"
        before = latest.get(event.pgh_obj_id)
        after = None if event.pgh_label == "delete" else event
        latest[event.pgh_obj_id] = after
        if not is_known:
            continue
        if place == 0 and event.pgh_label == "insert":
            change.is_beginning = True
        _note(change, part, event.pgh_obj_id, before, after)


def _act(event):
    return event.pgh_context_id or event.pgh_created_at


def _new_change(event):
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return Change(
        at=event.pgh_created_at,
        user=metadata.get("user"),
        reason=str(metadata.get("reason") or ""),
        context=event.pgh_context_id,
    )


def _note(change, part, key, before, after):
    for row in change.rows:
        if row.part is part and row.key == key:
            row.after = after
            return
    change.rows.append(RowChange(part=part, key=key, before=before, after=after))


def _says_something(change):
    change.rows = [row for row in change.rows if row.part.differs(row.before, row.after)]
    return change.is_beginning or any(not row.part.follows for row in change.rows)


def _when(change):
    """The place of a change among the others. What one transaction did has one time; nothing is before a beginning."""
    main = _main(change)
    return change.at, not change.is_beginning, max(change.ids)[1] if main is None else main


def _main(change):
    """The place of the change in the history of the record's own row, if it touched it."""
    own = [number for place, number in change.ids if place == 0]
    return max(own) if own else None


def _restore_rows(part, rows):
    keys = [row.key for row in rows]
    if part.flags:
        # Nobody holds what only one may hold while it is handed back.
        part.model.objects.filter(pk__in=keys).update(**dict.fromkeys(part.flags, False))
    part.model.objects.filter(pk__in=[row.key for row in rows if row.before is None]).delete()
    present = part.model.objects.in_bulk(keys)
    # Last first: what ended so that something could begin goes on once that is gone, and the other way round.
    for change in reversed(rows):
        if change.before is None:
            continue
        row = present.get(change.key)
        names = part.fields if row else _kept_columns(part.model)
        row = row or part.model()
        for name in names:
            setattr(row, name, getattr(change.before, name))
        if hasattr(row, "version") and change.key in present:
            row.version += 1
        part.derive(row)
        row.save(force_insert=change.key not in present)


def _kept_columns(model):
    """The columns of a model that its history keeps; what is computed from them is made again with the row."""
    kept = {column.attname for column in model.pgh_event_model._meta.concrete_fields}
    return [column.attname for column in model._meta.concrete_fields if column.attname in kept]
