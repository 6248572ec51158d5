"""Writing the trail: changes carry a user and a reason; reads, lists, searches, exports and denials leave a row.

What a page shows is noted while it is made (``pages.py``) and written as one row before it is returned; what is written
here directly is what is known before.
"""

from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, transaction

from cases.audit import pages
from cases.audit.violations import sentence_for
from cases.enums import AuditKind
from cases.errors import Refused
from cases.models import AuditEvent

# After these, what the page shows of the same people is not written down once more.
TELLS_A_PAGE = (AuditKind.EXPORT, AuditKind.PRINT, AuditKind.READ, AuditKind.OVERRIDE)


@contextmanager
def changing(*, by, reason=""):
    """One change, whole or not at all; its history rows carry ``by`` (``None`` for no person) and ``reason``.

    What Postgres refuses by a named rule is raised as ``Refused`` with the sentence of that rule.
    """
    context = ({"user": by.pk} if by else {}) | ({"reason": reason} if reason else {})
    try:
        with pghistory.context(**context), transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Refused(sentence) from error


def exported(*, by, subject, ids=(), detail=None):
    """Record that a file left; called before its first byte. ``ids`` are public ids of what it is about."""
    _write(AuditKind.EXPORT, by=by, subject=subject, ids=ids, detail=detail)


def opened(*, by, subject, ids=(), detail=None):
    """Record that the pages of an export are opened; called before they are made. ``ids`` as in ``exported``."""
    _write(AuditKind.PRINT, by=by, subject=subject, ids=ids, detail=detail)


def read(*, by, subject, ids=()):
    """Record that somebody reads of people; called before anything of them is shown.

    Pages need not call it: whom ``get_for`` opens for them is recorded. It is for what goes by another way.
    """
    _write(AuditKind.READ, by=by, subject=subject, ids=ids)


def signed_in(*, by, means):
    """Record that somebody came in, and by which ``means`` (words such as ``password`` and ``totp``)."""
    _write(AuditKind.SIGN_IN, by=by, subject="sign-in", detail={"means": sorted(means)})


def denied(*, by, subject, ids=(), detail=None):
    """Record a refusal of access; called outside any transaction, so that no rollback takes it along.

    ``ids`` are what was asked for, whether it exists or not.
    """
    _write(AuditKind.DENIAL, by=by, subject=subject, ids=ids, detail=detail)


def overridden(*, by, subject, ids=(), detail=None):
    """Record that somebody sets a rule aside; called before what the rule keeps back is returned."""
    _write(AuditKind.OVERRIDE, by=by, subject=subject, ids=ids, detail=detail)


def shown(page, *, by, subject):
    """Record what ``page`` (``pages.Page``) opened, listed and searched for, as one row; nothing where that is nobody."""
    if page.kind is not None:
        _write(page.kind, by=by, subject=subject, ids=page.ids, detail=page.detail)


def _write(kind, *, by, subject, ids=(), detail=None):
    if kind in TELLS_A_PAGE:
        pages.told()
    AuditEvent.objects.create(
        kind=kind,
        actor=by,
        office_id=getattr(by, "office_id", None),
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )
