"""Keys in a file of their own, apart from the dump of the database, and back: wrapped as they are in the table.

Ordinary dumps leave the tables of keys out, and of this file only the newest few are kept: so a key that was destroyed is
in no backup any more within days, and every older dump is closed with it.
"""

import base64
import json
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from cases.models import Child, ChildKey, IndexSecret, Person

FILE_CHILD, FILE_PERSON, FILE_INDEX = "child", "person", "index"


class NotACopy(Exception):
    """A line that ``key_lines`` did not write."""


@dataclass(frozen=True)
class Loaded:
    """How many keys of a file are in the table now, how many it had before, and how many nobody here needs."""

    new: int
    known: int
    unneeded: int


def key_lines():
    """The keys that were not destroyed, a line of JSON each."""
    rows = ChildKey.objects.alive().annotate(of_child=F("child__public_id"), of_person=F("person__public_id"))
    for row in rows.order_by("pk").iterator(chunk_size=1_000):
        kind, owner = (FILE_CHILD, row.of_child) if row.child_id else (FILE_PERSON, row.of_person)
        yield _line(row, kind, owner)
    for row in IndexSecret.objects.order_by("pk"):
        yield _line(row, FILE_INDEX, row.public_id)


def load_lines(lines):
    """Put the keys of ``key_lines`` into the tables, all or none; returns what was ``Loaded``.

    A key that is there already, or was destroyed here, stays as it is; one of a child that this database does not have
    is left out: the file may be newer than the dump. Raises ``NotACopy``.
    """
    read = [_read(line) for line in lines]
    with transaction.atomic():
        made = [row for row in map(_row, read) if row is not None]
        new = 0
        for model in (ChildKey, IndexSecret):
            before = model.objects.count()
            model.objects.bulk_create([row for row in made if isinstance(row, model)], ignore_conflicts=True)
            new += model.objects.count() - before
    return Loaded(new=new, known=len(made) - new, unneeded=len(read) - len(made))


def _line(row, kind, owner):
    return json.dumps(
        {
            "kind": kind,
            "of": str(owner),
            "key": str(row.public_id),
            "wrapped": base64.b64encode(bytes(row.wrapped)).decode(),
        }
    )


def _read(line):
    try:
        told = json.loads(line)
        wrapped = base64.b64decode(told["wrapped"], validate=True)
        return told["kind"], told["of"], told["key"], wrapped
    except (ValueError, KeyError, TypeError) as error:
        raise NotACopy from error


def _row(told):
    kind, owner, key, wrapped = told
    if kind == FILE_INDEX:
        return IndexSecret(public_id=key, wrapped=wrapped)
    if kind not in (FILE_CHILD, FILE_PERSON):
        raise NotACopy
    model = Child if kind == FILE_CHILD else Person
    found = model.objects.filter(public_id=owner).first()
    return None if found is None else ChildKey(**{kind: found}, public_id=key, wrapped=wrapped)
