"""Entries of the trail as a file: who, what, when and public ids. Reasons stay behind: somebody may have written a name."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import AuditKind
from cases.exports import Column, Kind, Sheet
from cases.watch.people import Staff
from cases.watch.sentences import sentence_of

MOST_ROWS = 10_000
_COLUMNS = ("at", "kind", "actor", "subject", "subject_ids")


def sheet_of(events):
    """The ``Sheet`` of the latest of ``events``, newest first."""
    rows = list(events.order_by("-pk").values_list(*_COLUMNS)[: MOST_ROWS + 1])
    notes = [_("Public ids name records and accounts; no name of a child stands here.")]
    if len(rows) > MOST_ROWS:
        notes.append(
            _("Only the latest %(n)s entries. Narrow the trail by time for earlier ones.") % {"n": MOST_ROWS}
        )
    rows = rows[:MOST_ROWS]
    staff = Staff({actor for _at, _kind, actor, *_rest in rows})
    return Sheet(
        title=_("The trail"),
        columns=[
            Column(_("When")),
            Column(_("Who")),
            Column(_("Office")),
            Column(_("What")),
            Column(_("What happened")),
            Column(_("Records"), Kind.NUMBER),
            Column(_("Public ids")),
        ],
        rows=[_cells(row, staff) for row in rows],
        notes=notes,
    )


def _cells(row, staff):
    at, kind, actor, subject, ids = row
    who = staff.on(actor, at)
    return (
        timezone.localtime(at).isoformat(sep=" ", timespec="seconds"),
        who.name,
        who.office,
        str(AuditKind(kind).label),
        sentence_of(kind, subject, names_a_record=bool(ids)),
        len(ids),
        " ".join(ids),
    )
