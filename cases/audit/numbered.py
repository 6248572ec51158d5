"""Rows about a person leave only as a numbered export, written down before the first byte (promise 3)."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.audit.record import changing, exported, opened
from cases.enums import ExportKind, ExportPurpose
from cases.errors import Refused
from cases.models import ContactPermission, NumberedExport

# How long an export is kept by whoever has it, unless somebody says otherwise, and at most.
USUAL_DAYS = 30
MOST_DAYS = 366
# What the trail calls them.
SUBJECTS = {
    ExportKind.FILE: "casefile:export",
    ExportKind.NAMES: "passports:letter",
    ExportKind.SUBJECT: "subjects:copy",
}


def usual_expiry():
    """The day by which an export of today is destroyed unless another is chosen."""
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


def number_export(
    *,
    by,
    child,
    recipient,
    purpose,
    legal_basis,
    reason,
    parts,
    expires_date,
    state=None,
    kind=ExportKind.FILE,
    language="",
):
    """Write down that ``parts`` of the file of ``child`` leave, for whom and why; returns the ``NumberedExport``.

    ``state`` is the ``Country`` that a request goes to; its name begins the recipient, in ``language`` (a code) where
    what leaves is written in one of its own. ``kind`` is an ``ExportKind``; only a file needs parts.

    The export and its entry in the trail are one transaction; the page with the data comes after it. Raises
    ``Refused`` for no parts, for a day of destruction that has passed or is more than a year away, and for a
    request to no State or to one that may not be contacted about this child.
    """
    today = timezone.localdate()
    if kind == ExportKind.FILE and not parts:
        raise Refused(_("Choose at least one part of the file."), field="parts")
    if expires_date < today:
        raise Refused(_("This day has passed."), field="expires_date")
    if expires_date > today + timedelta(days=MOST_DAYS):
        raise Refused(_("An export is destroyed within a year."), field="expires_date")
    detail = {}
    if purpose == ExportPurpose.STATE_REQUEST:
        _check_contact(child, state)
        recipient = _recipient_in(state, recipient, language)
        detail["state"] = state.code
    with changing(by=by):
        export = NumberedExport.objects.create(
            child=child,
            kind=kind,
            made_by=by,
            recipient=recipient,
            purpose=purpose,
            legal_basis=legal_basis,
            reason=reason,
            parts=[str(part) for part in parts],
            language=language,
            expires_date=expires_date,
        )
        exported(
            by=by,
            subject=SUBJECTS[kind],
            ids=[child.public_id, export.public_id],
            detail={"number": export.number, "parts": export.parts, "until": str(expires_date), **detail},
        )
    return export


def _check_contact(child, state):
    """No State learns of a child unless leave to contact it holds now (DOMAIN 3.1)."""
    if state is None:
        raise Refused(_("Choose the State that the request goes to."), field="state")
    if not ContactPermission.objects.allowing(state.code).filter(child=child).exists():
        raise Refused(
            _("Contact with this State is not permitted for this child: nothing of the file goes there."),
            field="state",
        )


def _recipient_in(state, recipient, language):
    with translation.override(language or translation.get_language()):
        named = _("%(state)s: %(recipient)s") % {"state": state.name, "recipient": recipient}
    if len(named) > NumberedExport._meta.get_field("recipient").max_length:
        raise Refused(_("Shorten the recipient: the name of the State is put before it."), field="recipient")
    return named


def opening(*, by, export):
    """Write down that somebody opens what left; called before its first byte."""
    opened(
        by=by,
        subject=SUBJECTS[export.kind],
        ids=[export.child.public_id, export.public_id],
        detail={"number": export.number},
    )


def is_over(export):
    """Whether the day by which the export was to be destroyed has passed."""
    return export.expires_date < timezone.localdate()
