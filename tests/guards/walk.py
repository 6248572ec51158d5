"""One step of the walk: who asks for which row in which way, what is due, and what came."""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse

from cases.models import AuditEvent
from tests.guards.aims import NOBODY, Target
from tests.guards.cast import EVERYBODY

WRONG_METHODS = ("PUT", "DELETE")
_UUID = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What a denied request may write: that it was denied, and the session with when somebody was last there.
ALLOWED_WRITES = {"cases_auditevent", "django_session", "usersessions_usersession"}
_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"')


@dataclass(frozen=True, eq=False)
class Cell:
    """One question to one address."""

    name: str
    role: str
    target: Target
    method: str

    def __str__(self):
        return f"{self.method} {self.name} ({self.target.label or 'no row'}) as {self.role}"


def cells_of(name, page, world):
    """Every role × row × method of one address.

    Roles that are not let in have no own or foreign rows, and one of them asks for a row that does not exist; a method
    that the address does not take is asked for once. The colleague, of the same role and office as the caseworker, asks
    for the first row and for those that only one of the two is shown.
    """
    targets = _targets(page, world)
    for role in sorted(EVERYBODY):
        for target in _asked_by(role, targets, page):
            for method in ("GET", "POST"):
                if method in page.methods or target is targets[0]:
                    yield Cell(name, role, target, method)


def _asked_by(role, targets, page):
    if role not in page.who:
        return targets[:1] if role != "superuser" else list(dict.fromkeys([targets[0], targets[-1]]))
    if role == "colleague":
        return [
            target
            for target in targets
            if target is targets[0] or len({"caseworker", "colleague"} & target.seen_by) == 1
        ]
    return targets


def wrong_cells_of(name, page, world):
    """Methods that no address takes, by somebody who is let in and somebody who is not."""
    target = _targets(page, world)[0]
    roles = {min(page.who - {"anonymous"}), "superuser"}
    cells = [Cell(name, role, target, method) for role in sorted(roles) for method in WRONG_METHODS]
    return [*cells, Cell(name, "anonymous", target, WRONG_METHODS[0])]


def head_of(cell):
    """The same question for the head of the answer alone."""
    return Cell(cell.name, cell.role, cell.target, "HEAD")


def worth_a_head(answers, page):
    """Cells of one address whose head is asked for as well: one that opens, and one of each way to be denied."""
    chosen = {}
    for cell, answer in answers.items():
        if cell.method == "GET" and "GET" in page.methods:
            chosen.setdefault((answer.status, cell.target.label if answer.status == 404 else ""), cell)
    return list(chosen.values())


def _targets(page, world):
    found = [
        Target(target.label, target.kwargs | page.also, target.seen_by) for target in world.targets[page.kind]
    ]
    if page.unknown:
        wrong = Target("a word that leads nowhere", world.targets[page.kind][0].kwargs | page.unknown, NOBODY)
        found.append(wrong)
    return found


def due(cell, page):
    """The status that a cell must have: a method that no address takes, door, method, permission, then row."""
    if cell.method in WRONG_METHODS:
        return 405  # refused before anybody is asked who they are
    if cell.role == "anonymous" and cell.role not in page.who:
        return 302
    if cell.method not in page.methods:
        return 405
    if cell.role not in page.who:
        return 403
    if cell.role not in cell.target.seen_by:
        return 404
    if cell.method == "POST":
        return page.sends
    return 302 if cell.role in page.moves_on else 200


@dataclass(frozen=True)
class Answer:
    """What came: the response, the tables that were written to before it was all undone, and the rows of the trail."""

    address: str
    response: object
    written: frozenset
    trail: tuple = ()
    looked: object = None  # what ``look`` of ``ask`` saw before it was undone

    @property
    def status(self):
        return self.response.status_code


def finish(response):
    """Read what is sent bit by bit to its end: only then the request is over, and the test sees rows again."""
    if response.streaming:
        response.streaming_content = [b"".join(response.streaming_content)]


def ask(cell, world, data=None, look=None):
    """Send one request; what it wrote is undone, once ``look`` (called without arguments) has seen it."""
    address = reverse(cell.name, kwargs=cell.target.kwargs)
    written = set()

    def note(execute, sql, params, many, context):
        if match := _WRITE.match(sql):
            written.add(match[1])
        return execute(sql, params, many, context)

    client = world.clients[cell.role]
    with transaction.atomic(), connection.execute_wrapper(note):
        last = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
        response = client.generic(cell.method, address, **_body(cell, data))
        finish(response)
        trail = tuple(AuditEvent.objects.filter(pk__gt=last)) if "cases_auditevent" in written else ()
        looked = look() if look else None
        transaction.set_rollback(True)
    client.cookies.pop("messages", None)  # "Saved." would stand on the next page
    return Answer(address, response, frozenset(written), trail, looked)


def _body(cell, data):
    if cell.method != "POST":
        return {}
    return {"data": data or "", "content_type": "application/x-www-form-urlencoded"}


def same_for_all(answer):
    """The bytes of an answer without what differs from one request to the next."""
    page = answer.response.content.replace(answer.address.encode(), b"ADDRESS")
    return _UUID.sub(b"ID", _TOKEN.sub(rb"\1TOKEN", page))
