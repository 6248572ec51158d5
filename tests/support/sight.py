"""What the code of a test sees behind the second wall: everything, and a request nothing but what it opens itself.

A test prepares and checks rows of all offices on the connection on which its requests are answered. So each connection
begins with the sight of everything, as a setting of the session, and every request takes that away while it lasts: a
request sees in the tests what it sees in production.
"""

import threading
from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.backends.signals import connection_created
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from cases.enums import Sight


class _Thread(threading.local):
    is_in_request = False
    is_in_production = False


_thread = _Thread()


@contextmanager
def of_tests():
    """Let the code of tests see everything, on every connection that is opened inside the block."""
    receivers = ((connection_created, _opened), (request_started, _begins), (request_finished, _ends))
    for signal, receiver in receivers:
        signal.connect(receiver)
    try:
        yield
    finally:
        for signal, receiver in receivers:
            signal.disconnect(receiver)


def of_a_new_test():
    """Begin with everything, whatever the test before left open."""
    _ends()


@contextmanager
def as_in_production():
    """Take the tests' sight away, from connections that are opened later too: what is not opened inside is not seen."""
    _see(Sight.NOTHING)
    _thread.is_in_production = True
    try:
        yield
    finally:
        _thread.is_in_production = False
        _see(Sight.ALL)


def _opened(**kwargs):
    if not (_thread.is_in_request or _thread.is_in_production):
        _see(Sight.ALL)


def _begins(**kwargs):
    _thread.is_in_request = True
    if not _thread.is_in_production:
        _see(Sight.NOTHING)


def _ends(**kwargs):
    _thread.is_in_request = False
    if not _thread.is_in_production:
        _see(Sight.ALL)


def _see(sight):
    """Set it for the session, past what counts Django's queries."""
    driver = connection.connection
    if driver is None or driver.closed or driver.get_transaction_status() == TRANSACTION_STATUS_INERROR:
        return
    with driver.cursor() as cursor:
        cursor.execute("SELECT set_config('app.scope', %s, false)", [str(sight)])
