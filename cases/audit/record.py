"""Writing the trail: changes carry a user and a reason; exports, their openings and denials leave a row."""

from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, transaction

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


def denied(*, by, subject, detail=None):
    """Record a refusal of access; called outside any transaction, so that no rollback takes it along."""
    AuditEvent.objects.create(kind=AuditKind.DENIAL, actor=by, subject=subject, detail=detail or {})


def overridden(*, by, subject, ids=(), detail=None):
    """Record that somebody sets a rule aside; called before what the rule keeps back is returned."""
    AuditEvent.objects.create(
        kind=AuditKind.OVERRIDE,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )
