"""Writing the trail: changes carry a user and a reason; exports, their openings and denials leave a row."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

import pghistory
from django.db import IntegrityError, connection, transaction

from cases.audit.violations import sentence_for
from cases.enums import AuditKind
from cases.errors import Refused
from cases.models import AuditEvent
from cases.models.wall import everything, outlives_the_request

_is_inside_change = ContextVar("is_inside_change", default=False)


@contextmanager
def changing(*, by, reason=""):
    """One change, whole or not at all; its history rows carry ``by`` (``None`` for no person) and ``reason``.

    What Postgres refuses by a named rule is raised as ``Refused`` with the sentence of that rule.
    """
    context = ({"user": by.pk} if by else {}) | ({"reason": reason} if reason else {})
    try:
        with pghistory.context(**context), transaction.atomic(), _settled():
            yield
    except IntegrityError as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Refused(sentence) from error


@contextmanager
def _settled():
    """At the end of a change ask the rules that wait for the end of the transaction: that of a request ends later."""
    if _is_inside_change.get():
        yield
        return
    token = _is_inside_change.set(True)
    try:
        yield
    finally:
        _is_inside_change.reset(token)
    if connection.savepoint_ids:
        with connection.cursor() as cursor:
            # Every rule of ours that can wait begins as one that does.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


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
    """Record a refusal of access, in a transaction of its own: no rollback of the request takes it along."""
    line = AuditEvent(kind=AuditKind.DENIAL, actor=by, subject=subject, detail=detail or {})
    outlives_the_request(partial(_write, line))


def _write(line):
    with everything("A line about somebody who was refused is written where nothing else may be seen."):
        line.save(force_insert=True)


def overridden(*, by, subject, ids=(), detail=None):
    """Record that somebody sets a rule aside; called before what the rule keeps back is returned."""
    AuditEvent.objects.create(
        kind=AuditKind.OVERRIDE,
        actor=by,
        subject=subject,
        subject_ids=[str(public_id) for public_id in ids],
        detail=detail or {},
    )
