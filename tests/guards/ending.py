"""Holds, erasures and requests about own data of two offices, for the walk."""

import uuid

from cases.enums import ExportKind, Role
from cases.models import SubjectRequest
from tests import factories
from tests.guards.aims import NOBODY, Target
from tests.guards.beside import NOT_NAMED
from tests.people import make_user
from tests.restrictions.making import restriction_of
from tests.retention.making import erasure_of, hold_on

# No word of them stands on a page otherwise.
NAMES = {"North": "Mavluda Yodgorova", NOT_NAMED: "Shahlo Mirzoyeva", "West": "Bahriddin Sodiqov"}
KINDS = ("ending", "hold", "erasure", "own_erasure", "request", "copy_request", "copy")


def ends_of(rows, users):
    """Targets by kind: of each office a file that ends, its hold, an erasure that waits, a request and its copy.

    Beside them the words that give away files which name others alone: the supervisor of the cast learns of none of them.
    """
    found, marks = {kind: [] for kind in KINDS}, []
    north, west = rows["North"]["office"], rows["West"]["office"]
    second = make_user("Dilshod Rahimov", Role.SUPERVISOR, office=north)
    head_of_west = make_user("Yusuf Demir", Role.SUPERVISOR, office=west)
    head, worker = users["supervisor"], users["caseworker"]
    for label, office, asked_by, own_by, named, seen_by in (
        ("North", north, second, head, (), {"supervisor"}),
        (NOT_NAMED, north, second, head, [worker, second], set()),
        ("West", west, head_of_west, head_of_west, (), set()),
    ):
        ends = _ends(office, label, asked_by, own_by, worker)
        for child in ends.pop("children"):
            if named:
                restriction_of(child, named=named)
                marks += [child.case_number, str(child.person.names.get())]
        for kind, kwargs in ends.items():
            # By its number alone.
            who = seen_by | {"officer"} if kind == "erasure" else seen_by
            found[kind].append(Target(f"{kind} of {label}", kwargs, frozenset(who)))
    for targets in found.values():
        targets.append(Target("unknown", dict.fromkeys(targets[0].kwargs, uuid.uuid4()), NOBODY))
    return found, marks


def _ends(office, label, asked_by, own_by, worker):
    """How addresses name the rows of four files that are closed, by kind; and the files."""
    files = closed, held, leaving, own = [_closed(office, f"{NAMES[label]} {letter}") for letter in "abcd"]
    export = factories.NumberedExportFactory(child=closed, made_by=own_by, kind=ExportKind.SUBJECT)
    made = {
        "ending": closed,
        "hold": hold_on(held, by=own_by),
        "erasure": erasure_of(leaving, by=asked_by),
        "own_erasure": erasure_of(own, by=own_by),
        "request": _request(closed, worker, "rectify"),
        "copy_request": _request(closed, worker, "access"),
    }
    named = {kind: {"public_id": row.public_id} for kind, row in made.items()}
    copy = {"public_id": closed.public_id, "export_id": export.public_id}
    return named | {"copy": copy, "children": files}


def _closed(office, name):
    return factories.ChildFactory(
        office=office, name=name, status="closed", closure_reason="registered_in_error"
    )


def _request(child, user, kind):
    return SubjectRequest.objects.create(
        child=child,
        kind=kind,
        requested_by="person",
        identity_check="paper",
        asked_date="2019-08-01",
        due_date="2019-09-01",
        recorded_by=user,
    )
