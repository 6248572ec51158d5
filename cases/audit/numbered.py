"""Rows about a person leave only as a numbered export, written down before the first byte (promise 3)."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.audit.record import changing, exported, opened
from cases.enums import ExportKind, ExportPurpose, ExportStanding
from cases.errors import Refused
from cases.exports import fingerprint
from cases.models import ContactPermission, ExportOpening, NumberedExport

# How long an export is kept by whoever has it, unless somebody says otherwise, and at most.
USUAL_DAYS = 30
MOST_DAYS = 366
# What the trail calls them.
SUBJECTS = {
    ExportKind.FILE: "casefile:export",
    ExportKind.NAMES: "passports:letter",
    ExportKind.LIST: "outgoing:list",
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
    encryption="",
    recipient_key="",
):
    """Write down that ``parts`` of the file of ``child`` leave, for whom and why; returns the ``NumberedExport``.

    ``state`` is the ``Country`` that a request goes to; its name begins the recipient, in ``language`` (a code) where
    what leaves is written in one of its own. ``kind`` is an ``ExportKind``; only a file needs parts. ``encryption`` (an
    ``Encryption``, empty for none) closes it with a password that is made when it is opened, or for ``recipient_key``.

    The export and its entry in the trail are one transaction; the page with the data comes after it. Raises
    ``Refused`` for no parts, for a day of destruction that has passed or is more than a year away, and for a
    request to no State or to one that may not be contacted about this child.
    """
    if kind == ExportKind.FILE and not parts:
        raise Refused(_("Choose at least one part of the file."), field="parts")
    check_day(expires_date)
    asked = asked_by_state(purpose, state)
    if asked:
        _check_contact(child, asked)
        recipient = recipient_in(asked, recipient, language)
    with changing(by=by):
        export = NumberedExport.objects.create(
            child=child,
            kind=kind,
            office=by.office,
            made_by=by,
            state=asked,
            recipient=recipient,
            purpose=purpose,
            legal_basis=legal_basis,
            reason=reason,
            parts=[str(part) for part in parts],
            language=language,
            expires_date=expires_date,
            encryption=encryption,
            recipient_key=recipient_key,
        )
        write_down(by=by, export=export, children=[child.public_id])
    return export


def check_day(expires_date):
    """Raise ``Refused`` for a day of destruction that has passed or is more than a year away."""
    today = timezone.localdate()
    if expires_date < today:
        raise Refused(_("This day has passed."), field="expires_date")
    if expires_date > today + timedelta(days=MOST_DAYS):
        raise Refused(_("An export is destroyed within a year."), field="expires_date")


def asked_by_state(purpose, state):
    """The ``Country`` that asks, ``None`` for any other purpose; raises ``Refused`` where a request names no State."""
    if purpose != ExportPurpose.STATE_REQUEST:
        return None
    if state is None:
        raise Refused(_("Choose the State that the request goes to."), field="state")
    return state


def write_down(*, by, export, children, **more):
    """The entry in the trail that ``export`` was made: whom it is of (public ids), its terms, and no name."""
    detail = {"number": export.number, "parts": export.parts, "until": str(export.expires_date), **more}
    if export.state_id:
        detail["state"] = export.state_id
    exported(
        by=by,
        subject=SUBJECTS[export.kind],
        ids=[*children, export.public_id],
        detail={**detail, **encryption_of(export)},
    )


def encryption_of(export):
    """What the trail says of how an export is encrypted: how, and for which key; never a password."""
    if not export.encryption:
        return {}
    key = {"key": fingerprint(export.recipient_key)} if export.recipient_key else {}
    return {"encryption": export.encryption, **key}


def _check_contact(child, state):
    """No State learns of a child unless leave to contact it holds now (DOMAIN 3.1)."""
    if not ContactPermission.objects.allowing(state.code).filter(child=child).exists():
        raise Refused(
            _("Contact with this State is not permitted for this child: nothing of the file goes there."),
            field="state",
        )


def recipient_in(state, recipient, language):
    """The recipient behind the name of its State, in ``language``; raises ``Refused`` where both are too long."""
    with translation.override(language or translation.get_language()):
        named = _("%(state)s: %(recipient)s") % {"state": state.name, "recipient": recipient}
    if len(named) > NumberedExport._meta.get_field("recipient").max_length:
        raise Refused(_("Shorten the recipient: the name of the State is put before it."), field="recipient")
    return named


def opening(*, by, export, children=None, rows=1):
    """Write down that somebody opens what left; called before its first byte.

    ``children`` are the public ids of those who are in it, and ``rows`` how many lines, where it is a list. Raises
    ``Refused`` where a second person has not approved it.
    """
    ids = [export.child.public_id] if children is None else list(children)
    with changing(by=by):
        ExportOpening.objects.create(export=export, by=by, row_count=rows)
        opened(
            by=by,
            subject=SUBJECTS[export.kind],
            ids=[*ids, export.public_id],
            detail={"number": export.number, **encryption_of(export)},
        )


def is_over(export):
    """Whether the day by which the export was to be destroyed has passed."""
    return export.expires_date < timezone.localdate()


def why_closed(export):
    """The ``ExportStanding`` for which what is of one child opens no more, ``None`` where it opens; one query.

    Its day has passed, or the State that asked for it may no longer be contacted about the child (promise 23).
    """
    if is_over(export):
        return ExportStanding.OVER
    if NumberedExport.objects.withdrawn().filter(pk=export.pk).exists():
        return ExportStanding.WITHDRAWN
    return None
