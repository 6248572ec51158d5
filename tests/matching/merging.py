"""Merging in one word, and whole tables to compare."""

import datetime

from cases.matching import merging, undoing
from cases.matching.merge_presenters import MergePage
from cases.matching.pair import Pair
from cases.models import ChildKey, PersonMerge
from tests.support import rows

DAY = datetime.date(2019, 7, 10)
WHY, SLIP = "The same mother and the same birth.", "They are cousins."
# When a row was written, and how often: every change counts.
_WRITTEN = ("updated_at", "version", "sealed", "sealed_number", "sealed_detail")


def person_of(record):
    return getattr(record, "person", record)


def offered(kept, other, **choices):
    """What the page offers for two records, with some of it chosen otherwise."""
    page = MergePage(Pair(person_of(kept), person_of(other)))
    return page, {name: side for name, (_label, side) in page.asked.items()} | choices


def merge(by, kept, other, **choices):
    page, chosen = offered(kept, other, **choices)
    return merging.merge_records(
        by=by,
        kept=person_of(kept),
        other=person_of(other),
        version=page.pair.stamp,
        choices=chosen,
        reason=WHY,
    )


def undo(by, made):
    undone = undoing.read_undo(PersonMerge.objects.get(pk=made.pk))
    return undoing.undo_merge(by=by, merge=made, version=undone.stamp, reason=SLIP)


def problems(kept, other):
    return " ".join(problem.text for problem in MergePage(Pair(person_of(kept), person_of(other))).problems)


def whole_tables():
    """Every row of every table but the merges themselves and keys that were made meanwhile."""
    found = {}
    for model in rows.models():
        if model in (PersonMerge, ChildKey):
            continue
        columns = [column.attname for column in model._meta.concrete_fields if column.attname not in _WRITTEN]
        found[model.__name__] = {row["pk"]: row for row in model.objects.values("pk", *columns)}
    return found
