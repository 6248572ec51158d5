"""Writing the trail: changes carry a user and a reason; exports, their openings and denials leave a row."""

from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from cases.audit.violations import sentence_for
from cases.enums import AuditKind
from cases.errors import Refused
from cases.models import AuditEvent


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
    AuditEvent.objects.create(
        kind=AuditKind.EXPORT,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )


def opened(*, by, subject, ids=(), detail=None):
    """Record that the pages of an export are opened; called before they are made. ``ids`` as in ``exported``."""
    AuditEvent.objects.create(
        kind=AuditKind.PRINT,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )


def read(*, by, subject, ids=()):
    """Record that somebody reads of people whom another office keeps; called before anything of them is shown."""
    AuditEvent.objects.create(
        kind=AuditKind.READ, actor=by, subject=subject, subject_ids=[str(public_id) for public_id in ids]
    )


def listed(*, by, subject, ids=()):
    """Record which people a list shows; called before it is shown."""
    AuditEvent.objects.create(
        kind=AuditKind.LIST, actor=by, subject=subject, subject_ids=[str(public_id) for public_id in ids]
    )


def searched(*, by, subject, ids=(), terms=()):
    """Record a search and whom it shows, before they are shown; of the ``terms`` typed only keyed hashes are kept."""
    hashes = [salted_hmac("cases.audit.terms", term.casefold()).hexdigest()[:32] for term in terms]
    AuditEvent.objects.create(
        kind=AuditKind.SEARCH,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail={"terms": hashes, "found": len(ids)},
    )


def signed_in(*, by, means):
    """Record that somebody signed in, and by what ``means``."""
    AuditEvent.objects.create(kind=AuditKind.SIGN_IN, actor=by, subject="sign-in", detail={"means": means})


def denied(*, by, subject, ids=(), detail=None):
    """Record a refusal of access; called outside any transaction, so that no rollback takes it along.

    ``ids`` are public ids that were asked for, whether they exist or not.
    """
    AuditEvent.objects.create(
        kind=AuditKind.DENIAL,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )


def overridden(*, by, subject, ids=(), detail=None):
    """Record that somebody sets a rule aside; called before what the rule keeps back is returned."""
    AuditEvent.objects.create(
        kind=AuditKind.OVERRIDE,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )
