"""Filling in and sending the forms of the walk, as somebody would who means it."""

import re
import uuid
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlencode

from django.db import connection, transaction
from django.urls import reverse

from tests.guards.expectations import EXPECTED
from tests.guards.filling import filled
from tests.guards.typed import TYPED
from tests.guards.walk import ALLOWED_WRITES, ask, cells_of

FORMS = sorted(name for name, page in EXPECTED.items() if page.methods == ("GET", "POST"))
BUTTONS = sorted(name for name, page in EXPECTED.items() if page.methods == ("POST",))
# What a page is given when it is opened: the form, and a step of a registration.
_OWN_IDS = re.compile(r"(?<=\bform_id=)[0-9a-f-]{36}|(?<=\bpage=)[0-9a-f-]{36}")


def fill(name, world, office="North", more=()):
    """A cell that may write to the row of North, and what to send; the choices name rows of ``office``.

    ``more`` is typed over it. What a page shows is the same as long as nothing is written, so each is opened once.
    """
    opened = world.opened
    if name not in opened:
        opened[name] = _open(name, world)
    cell, page, address = opened[name]
    typed = TYPED[name](world.rows[office]) | dict(more)
    return cell, filled(page, address, typed)


def _open(name, world):
    page = EXPECTED[name]
    role = page.saves or ("caseworker" if "caseworker" in page.who else "administrator")
    cell = next(cell for cell in cells_of(name, page, world) if (cell.role, cell.method) == (role, "GET"))
    answer = ask(cell, world)
    assert answer.status == 200
    return cell, answer.response.content.decode(), answer.address


def button(name, world):
    """A cell that may press a button of the first row that it is about."""
    page = EXPECTED[name]
    target = world.targets[page.kind][0]
    role = min(page.who & target.seen_by)
    cells = (cell for cell in cells_of(name, page, world) if cell.method == "POST")
    return next(cell for cell in cells if (cell.role, cell.target.label) == (role, target.label))


def opened_anew(sent):
    """The same form as somebody else has it open: with ids of its own."""
    return _OWN_IDS.sub(lambda _match: str(uuid.uuid4()), sent)


@contextmanager
def undone():
    """Whatever is written in here is undone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(cell, world, data, role=None):
    """Send a form and leave what it wrote; ``data`` is encoded already, or pairs of name and value."""
    client = world.clients[role or cell.role]
    address = reverse(cell.name, kwargs=cell.target.kwargs)
    body = data if isinstance(data, (str, bytes)) else urlencode(data)
    response = client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
    client.cookies.pop("messages", None)  # "Saved." would stand on the next page
    return response


def row_counts():
    """How many rows each table has, those left out that every request may write to."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


@cache
def _counting():
    names = sorted(set(connection.introspection.table_names()) - ALLOWED_WRITES)
    return " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)  # noqa: S608 - our own names
