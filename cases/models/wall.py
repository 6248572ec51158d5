"""The second wall, from our side of it: which rows a transaction may see and write (promise 1, ADR 29).

The policies of the database (``policies.py``) read three settings that end with the transaction: what kind of sight, of
which office, for whom. Unset or empty they let nothing through. A request sees with its user's sight; what has to look
across offices says so by ``with everything("why"):``, and a test lists every such place.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INTRANS

from cases.enums import Sight
from cases.policy.permissions import Permission

# The subquery stands for itself (OFFSET), so that the old values are read before the new ones are set.
EXCHANGE = """
    SELECT was.scope, was.office, was.reader,
           set_config('app.scope', %s, true), set_config('app.office', %s, true), set_config('app.user', %s, true)
      FROM (SELECT current_setting('app.scope', true) AS scope, current_setting('app.office', true) AS office,
                   current_setting('app.user', true) AS reader OFFSET 0) AS was
"""

_request = ContextVar("request", default=None)


@dataclass(frozen=True)
class Scope:
    """One sight of the tables: which kind, of which office, for which user (ids)."""

    sight: Sight = Sight.NOTHING
    office: int | None = None
    user: int | None = None

    @property
    def values(self):
        """What the settings are set to; nobody and no office are empty."""
        return [str(self.sight), str(self.office or ""), str(self.user or "")]


EVERYTHING = Scope(Sight.ALL)


def scope_of(user):
    """The sight of the role that ``user`` has: rows of the office, what figures need, the trail, or nothing."""
    if user.may(Permission.VIEW_CASES) and user.office_id is not None:
        return Scope(Sight.OFFICE, user.office_id, user.pk)
    if user.may(Permission.READ_WORLD_TOTALS) or user.may(Permission.READ_STATE_TOTALS):
        return Scope(Sight.TOTALS, user=user.pk)
    if user.may(Permission.READ_TRAIL):
        return Scope(Sight.TRAIL, user=user.pk)
    return Scope(user=user.pk)


@contextmanager
def seeing(scope):
    """See with ``scope``: in the transaction that is open, until the block ends; else in each that the block opens."""
    if not connection.in_atomic_block:
        with connection.execute_wrapper(_Opening(scope)):
            yield
        return
    before = _exchange(scope.values)
    try:
        yield
    finally:
        _put_back(before)


def everything(why):
    """Context manager or decorator: see and write the rows of all offices. ``why`` is for whoever reads the code.

    Take it for as few statements as can be, and filter by ``visible_to`` inside it wherever a person reads what comes out.
    """
    if not why:
        raise ValueError("Say why rows of all offices are needed.")
    return seeing(EVERYTHING)


def everything_from_here(why):
    """As ``everything``, until the request ends: for pages that are rendered after their view has returned."""
    if not why:
        raise ValueError("Say why rows of all offices are needed.")
    _exchange(EVERYTHING.values)


def seen_chunks(chunks, scope):
    """The chunks of a response that is sent bit by bit, each made with ``scope``: the request has ended by then."""
    chunks = iter(chunks)
    while True:
        with seeing(scope):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


class RequestTransaction:
    """The one transaction of a request, its rendering included, in which everything is seen with ``scope``."""

    def __init__(self, scope):
        self._scope = scope
        self._atomic = None
        self._afterwards = []

    def __enter__(self):
        self._token = _request.set(self)
        self._open()
        return self

    def __exit__(self, _kind, error, _trace):
        try:
            self._close(error)
        finally:
            _request.reset(self._token)
            for write in self._afterwards:
                write()

    def start_anew(self, error):
        """Undo what was written, because ``error`` was raised, and open another one for the page that says so."""
        self._close(error)
        try:
            self._open()
        except DatabaseError:  # it is away: the page that says so reads nothing
            self._atomic = None

    def afterwards(self, write):
        """Call ``write`` without arguments once the transaction has ended, whether it was kept or not."""
        self._afterwards.append(write)

    def _open(self):
        atomic = transaction.atomic()
        self._is_inside = connection.in_atomic_block
        atomic.__enter__()
        self._atomic = atomic
        self._before = _exchange(self._scope.values)

    def _close(self, error=None):
        atomic, self._atomic = self._atomic, None
        if atomic is None:
            return
        if self._is_inside:
            _put_back(self._before)
        atomic.__exit__(type(error) if error else None, error, None)


def outlives_the_request(write):
    """Call ``write`` so that no rollback takes it along: after the request's transaction, or at once without one."""
    request = _request.get()
    if request is None:
        write()
    else:
        request.afterwards(write)


class _Opening:
    """Sets the settings at the head of each transaction; a statement outside of one gets one of its own."""

    def __init__(self, scope):
        self._scope = scope

    def __call__(self, execute, sql, params, many, context):
        if context["connection"].in_atomic_block:
            self._set_once(context["connection"].connection)
            return execute(sql, params, many, context)
        with transaction.atomic(using=context["connection"].alias):
            self._set_once(context["connection"].connection)
            return execute(sql, params, many, context)

    def _set_once(self, driver):
        if driver.get_transaction_status() == TRANSACTION_STATUS_IDLE:
            with driver.cursor() as cursor:
                cursor.execute(EXCHANGE, self._scope.values)


def _exchange(values):
    """Set the settings for the rest of the transaction; returns what they were."""
    with connection.cursor() as cursor:
        cursor.execute(EXCHANGE, values)
        return [value or "" for value in cursor.fetchone()[:3]]


def _put_back(values):
    """Undo ``_exchange``; a transaction that failed does so itself when it is rolled back."""
    driver = connection.connection
    if connection.needs_rollback or driver is None or driver.closed:
        return
    if driver.get_transaction_status() == TRANSACTION_STATUS_INTRANS:
        _exchange(values)
