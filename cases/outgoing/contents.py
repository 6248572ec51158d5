"""What of an export may leave now: the rows that were fixed, as far as their reader still keeps them and the State may
learn of them. Read in blocks, so that a long list never stands in memory whole.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from cases.audit import pages
from cases.audit.numbered import is_over
from cases.enums import ExportOutcome, ExportStanding
from cases.models import Child, NumberedExport
from cases.outgoing.lists import LEAVING

ROWS_A_BLOCK = 500


@dataclass(frozen=True)
class Contents:
    """The rows (public ids, in their order) that are left of a list, and how many are not."""

    ids: list[UUID]
    left_out: int = 0


def contents_of(export, user):
    """The ``Contents`` of a list for ``user``, judged anew: rows that went to another office, were merged or erased, or
    of whom the State that asked may no longer learn, have fallen out.
    """
    leaving = LEAVING[export.list_name]
    kept = []
    for block in _blocks(export.row_ids):
        rows = _allowed(leaving, export, user, block)
        found = set(rows.values_list("public_id", flat=True))
        kept += [public_id for public_id in block if public_id in found]
    return Contents(ids=kept, left_out=len(export.row_ids) - len(kept))


def children_in(export, user, ids):
    """Public ids of the children whom the rows ``ids`` of a list speak of, each once."""
    leaving = LEAVING[export.list_name]
    found = {
        child
        for block in _blocks(ids)
        for child in leaving.children_of(_allowed(leaving, export, user, block))
    }
    return sorted(found, key=str)


def case_numbers_of(export, user, ids):
    """The case numbers of the children whom the rows ``ids`` of a list speak of, as ``user`` may see them."""
    children = Child.objects.visible_to(user).filter(public_id__in=children_in(export, user, ids))
    found = list(children.order_by("case_number").values_list("case_number", "public_id"))
    pages.shown(public_id for _number, public_id in found)
    return [number for number, _public_id in found]


def presented(export, user, ids):
    """Yield the presenter of each of the rows ``ids``, a block at a time."""
    leaving = LEAVING[export.list_name]
    for block in _blocks(ids):
        rows = leaving.with_parts(_allowed(leaving, export, user, block), user, export.parts)
        by_id = {row.public_id: row for row in rows}
        yield from leaving.presented([by_id[one] for one in block if one in by_id], user, export.parts)


def standing_of(export, user):
    """The ``ExportStanding`` of a list or of an export of one child, as ``user`` finds it now."""
    from_terms = standing_by_terms(export)
    if from_terms != ExportStanding.READY or not export.state_id:
        return from_terms
    if export.is_list:
        return ExportStanding.READY if contents_of(export, user).ids else ExportStanding.WITHDRAWN
    return ExportStanding.WITHDRAWN if _is_withdrawn(export) else ExportStanding.READY


def standing_by_terms(export, now=None):
    """The ``ExportStanding`` as far as the export itself says it; its ``approval`` and ``destruction`` are read."""
    if getattr(export, "destruction", None):
        return ExportStanding.DESTROYED
    approval = getattr(export, "approval", None)
    if approval and approval.outcome == ExportOutcome.REFUSED:
        return ExportStanding.REFUSED
    if approval and not approval.outcome:
        lapsed = approval.lapses_at <= (now or timezone.now())
        return ExportStanding.LAPSED if lapsed else ExportStanding.WAITING
    return ExportStanding.OVER if is_over(export) else ExportStanding.READY


def _is_withdrawn(export):
    return NumberedExport.objects.withdrawn().filter(pk=export.pk).exists()


def _allowed(leaving, export, user, ids):
    rows = leaving.rows(user).filter(public_id__in=ids)
    return leaving.for_state(rows, export.state_id or "", export.parts)


def _blocks(ids):
    for start in range(0, len(ids), ROWS_A_BLOCK):
        yield ids[start : start + ROWS_A_BLOCK]
