"""Holds, erasures and requests about own data of two offices, for the walk."""

import uuid

from cases.enums import ExportKind, Role
from cases.models import SubjectRequest
from tests import factories
from tests.guards.aims import NOBODY, Target
from tests.people import make_user
from tests.retention.making import erasure_of, hold_on


def ends_of(rows, users):
    """Targets by kind: of each office a file that ends, its hold, an erasure that waits, a request and its copy."""
    kinds = {
        kind: [] for kind in ("ending", "hold", "erasure", "own_erasure", "request", "copy_request", "copy")
    }
    others = {"North": make_user("Samira Qasim", Role.SUPERVISOR, office=rows["North"]["office"])}
    others["West"] = make_user("Yusuf Demir", Role.SUPERVISOR, office=rows["West"]["office"])
    for office, seen_by in (("North", {"supervisor"}), ("West", set())):
        head = users["supervisor"] if office == "North" else others["West"]
        closed, held, leaving = (_closed(rows[office]["office"], f"{office} {n}") for n in ("a", "b", "c"))
        hold = hold_on(held, by=head)
        erasure = erasure_of(leaving, by=others[office])
        own = erasure_of(_closed(rows[office]["office"], f"{office} d"), by=head)
        request, asked = (_request(closed, users["caseworker"], kind) for kind in ("rectify", "access"))
        export = factories.NumberedExportFactory(child=closed, made_by=head, kind=ExportKind.SUBJECT)
        watched = seen_by | {"officer"}
        for kind, row, who in (
            ("ending", closed, seen_by),
            ("hold", hold, seen_by),
            ("erasure", erasure, watched),
            ("own_erasure", own, seen_by),
            ("request", request, seen_by),
            ("copy_request", asked, seen_by),
        ):
            kinds[kind].append(Target(f"{kind} of {office}", {"public_id": row.public_id}, frozenset(who)))
        ids = {"public_id": closed.public_id, "export_id": export.public_id}
        kinds["copy"].append(Target(f"copy of {office}", ids, frozenset(seen_by)))
    for found in kinds.values():
        found.append(Target("unknown", dict.fromkeys(found[0].kwargs, uuid.uuid4()), NOBODY))
    return kinds


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
