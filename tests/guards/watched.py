"""Of the trail, for the walk: a file that it has, a finding in it, and the field of each record that can go back."""

import datetime
import uuid

from cases.audit import record
from cases.audit.pieces import pieces_of
from cases.audit.restoring import changes_of
from cases.casefile.tracked import find_record
from cases.models import Place, TrailFinding
from tests.guards.aims import NOBODY, Target

OFFICERS = frozenset({"officer"})
# The row of an office (world.py) that names the record in its address, where it is not called as the record is.
NAMED_BY = {
    "whereabouts": "person",
    "situation": "person",
    "company": "child",
    "needs": "child",
    "unity": "membership",
}


def watched_by_the_officer(rows, users):
    """Targets by kind; no other role looks at them, whoever keeps the file."""
    child = rows["North"]["child"]
    record.read(by=users["caseworker"], subject="casefile:detail", ids=[child.public_id])
    finding = TrailFinding.objects.create(
        kind="lookups", actor=users["caseworker"], day_date=datetime.date(2019, 7, 10), count=5
    )
    return {
        kind: [
            Target(kind, {"public_id": row.public_id}, OFFICERS),
            Target(f"unknown {kind}", {"public_id": uuid.uuid4()}, NOBODY),
        ]
        for kind, row in (("looked", child), ("finding", finding))
    }


def goes_back(kind, own):
    """The field of the last change of a record of the office that can go back, as its form sends it."""
    named = Place.objects.get(name="Camp of the walk") if kind == "place" else own[NAMED_BY.get(kind, kind)]
    found, _more = changes_of(find_record(own["head"], kind, named.public_id).parts)
    piece = next(piece for piece in pieces_of(found[0]) if piece.is_open)
    return {"pieces": [piece.key], "reason": "A slip"}
