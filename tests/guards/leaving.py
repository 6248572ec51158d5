"""Lists that left an office, one of each kind, for the walk: open, encrypted, and waiting for a second person."""

import uuid

from cases.enums import Encryption
from cases.models import ExportApproval
from tests.guards.aims import NOBODY, Target
from tests.guards.cast import NORTH, WEST
from tests.outgoing.factories import ListExportFactory


def lists_that_left(rows, users):
    """Targets by kind; what one office made, the other does not see."""
    found = {kind: [] for kind in ("list_export", "sealed_export", "waiting_export", "own_export")}
    for office, worker, people in (("North", "caseworker", NORTH), ("West", "stranger", WEST)):
        made = {
            "office": rows[office]["office"],
            "made_by": users[worker],
            "row_ids": [rows[office]["child"].public_id],
        }
        plain = ListExportFactory(**made)
        sealed = ListExportFactory(**made, encryption=Encryption.PASSWORD)
        waiting = ListExportFactory(**made)
        ExportApproval.objects.create(export=waiting, asked_by=users[worker])
        for kind, export, seen_by in (
            ("list_export", plain, people),
            ("sealed_export", sealed, people),
            ("waiting_export", waiting, people),
            ("own_export", plain, people - {"colleague"}),
        ):
            target = Target(f"{kind} of {office}", {"public_id": export.public_id}, frozenset(seen_by))
            found[kind].append(target)
    for kind, targets in found.items():
        targets.append(Target(f"unknown {kind}", {"public_id": uuid.uuid4()}, NOBODY))
    return found
