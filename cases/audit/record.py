"""Writing the trail: changes carry a user and a reason; reads, lists, searches, exports and denials leave a row.

What a page shows is noted while it is made (``pages.py``) and written as one row before it is returned; what is written
here directly is what is known before.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

import pghistory
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cases.audit import pages
from cases.audit.terms import hashed
from cases.audit.violations import ELSEWHERE, is_by_the_wall, sentence_for
from cases.enums import AuditKind
from cases.errors import Refused
from cases.models import AuditEvent
from cases.models.wall import everything, outlives_the_request

_is_inside_change = ContextVar("is_inside_change", default=False)

# After these, what the page shows of the same people is not written down once more.
TELLS_A_PAGE = (AuditKind.EXPORT, AuditKind.PRINT, AuditKind.READ, AuditKind.OVERRIDE)


@contextmanager
def changing(*, by, reason=""):
    """One change, whole or not at all; its history rows carry ``by`` (``None`` for no person) and ``reason``.

    What Postgres refuses by a named rule is raised as ``Refused`` with the sentence of that rule. So is a row that was
    looked up before and is not there any more: behind the second wall, what went to another office while somebody wrote.
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
    except ProgrammingError as error:
        if not is_by_the_wall(error):
            raise
        raise Refused(ELSEWHERE) from error
    except ObjectDoesNotExist as error:
        if isinstance(error, AttributeError):  # an object without what belongs to it is our own fault
            raise
        raise Refused(ELSEWHERE) from error


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
    _write(AuditKind.EXPORT, by=by, subject=subject, ids=ids, detail=detail)


def opened(*, by, subject, ids=(), detail=None):
    """Record that the pages of an export are opened; called before they are made. ``ids`` as in ``exported``."""
    _write(AuditKind.PRINT, by=by, subject=subject, ids=ids, detail=detail)


def read(*, by, subject, ids=()):
    """Record that somebody reads of people; called before anything of them is shown.

    Pages need not call it: whom ``get_for`` opens for them is recorded. It is for what goes by another way.
    """
    _write(AuditKind.READ, by=by, subject=subject, ids=ids)


def listed(*, by, subject, ids=()):
    """Record which people a list shows, before it is shown; for lists that no page notes."""
    _write(AuditKind.LIST, by=by, subject=subject, ids=ids)


def searched(*, by, subject, ids=(), terms=()):
    """Record a search and whom it shows, before they are shown; of the ``terms`` typed only keyed hashes are kept."""
    hashes = sorted({each for term in terms for each in hashed(term)})
    _write(AuditKind.SEARCH, by=by, subject=subject, ids=ids, detail={"terms": hashes})


def signed_in(*, by, means):
    """Record that somebody came in, and by which ``means`` (words such as ``password`` and ``totp``)."""
    with everything("Whoever comes in has no sight yet while the line is written."):
        _write(AuditKind.SIGN_IN, by=by, subject="sign-in", detail={"means": sorted(means)})


def denied(*, by, subject, ids=(), detail=None):
    """Record a refusal of access, in a transaction of its own: no rollback of the request takes it along.

    ``ids`` are what was asked for, whether it exists or not.
    """
    outlives_the_request(partial(_write_denial, by=by, subject=subject, ids=ids, detail=detail))


def _write_denial(**line):
    with everything("A line about somebody who was refused is written where nothing else may be seen."):
        _write(AuditKind.DENIAL, **line)


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
