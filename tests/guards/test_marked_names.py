"""Promise 7: no name and no number of a paper in records, addresses, titles, file names, mails, logs, sessions or caches.

Marked words are typed into the app as somebody would, with everything that may go wrong meanwhile; then everything
that was written is looked through, every table of the database included. The tables that are meant to hold names are
listed, and there the marks must be found: otherwise the search proves nothing.
"""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from cases.models import Child
from cases.notes import actions as notes
from repatriation.logs import Impersonal
from tests.guards.filling import filled
from tests.people import client_of, sign_in
from tests.repatriation.test_sessions import MINUTE, passes
from tests.support.marked import ARABIC, BORN, CYRILLIC, LATIN, MARKS, NUMBER, Looked

# Where names belong. Of a begun registration the draft holds what was typed, until it is recorded or discarded.
MEANT_TO_HOLD_NAMES = {
    "cases_personname",
    "cases_personnameevent",
    "cases_namekeycount",
    "cases_familygroup",
    "cases_familygroupevent",
    "cases_registrationdraft",
}
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Written:
    """Everything that answers and logs say beside the page itself, held against the marks."""

    def __init__(self, monkeypatch):
        self.looked = Looked()
        self.titles = 0
        self._lines = []
        handler = logging.StreamHandler(self)
        handler.setFormatter(Impersonal("{levelname} {name}: {message}", style="{"))
        self._handler = handler
        monkeypatch.setattr(logging.getLogger(), "handlers", [*logging.getLogger().handlers, handler])
        monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)

    def write(self, text):
        self._lines.append(text)

    def flush(self):
        """Nothing waits: lines are kept as they come."""

    @property
    def lines(self):
        return "".join(self._lines)

    def answer(self, response):
        """Look at what an answer tells others than its reader; gives it back."""
        place = response.request["PATH_INFO"]
        self.looked.at(f"address {place}", place + response.request.get("QUERY_STRING", ""))
        for name, value in response.headers.items():
            self.looked.at(f"{name} of {place}", value)
        for name, morsel in response.cookies.items():
            self.looked.at(f"cookie {name} of {place}", morsel.OutputString())
        for address, _status in getattr(response, "redirect_chain", ()):
            self.looked.at(f"redirect of {place}", address)
        if not response.streaming and (title := _TITLE.search(response.content.decode("utf-8", "replace"))):
            self.titles += 1
            self.looked.at(f"title of {place}", title[1])
        return response


class Writer:
    """A caseworker at the keyboard."""

    def __init__(self, client, written):
        self.client, self.written = client, written

    def opens(self, route, /, *args, **words):
        return self.written.answer(self.client.get(reverse(route, args=args), words))

    def sends(self, route, /, *args, **typed):
        return self.written.answer(self.client.post(reverse(route, args=args), typed, follow=True))

    def fills_in(self, route, /, *args, **typed):
        """Open a form, type into it, send it, and follow where it leads."""
        page = self.opens(route, *args)
        address = reverse(route, args=args)
        body = filled(page.content.decode(), address, typed)
        kind = "application/x-www-form-urlencoded"
        answer = self.client.post(address, body, content_type=kind, follow=True)
        return self.written.answer(answer)


@pytest.fixture
def written(monkeypatch):
    return Written(monkeypatch)


def test_marked_names_stand_nowhere_but_where_names_belong(
    world, written, mailoutbox, monkeypatch, capfd, django_capture_on_commit_callbacks
):
    """Promise 7: typed everywhere, found nowhere; and found where names are meant to be."""
    client = client_of(world.users["caseworker"])
    client.raise_request_exception = False
    writer = Writer(client, written)
    with django_capture_on_commit_callbacks(execute=True):
        child = _registers(writer)
        _searches(writer, child)
        _writes(writer, child)
        _takes_out(writer, child)
        _fails(writer, child, world, monkeypatch)
        _is_told(world, written)
        _is_signed_out(writer, child, world)
    out = capfd.readouterr()
    for place, text in (("log", written.lines), ("stdout", out.out), ("stderr", out.err)):
        written.looked.at(place, text)
    for mail in mailoutbox:
        written.looked.at("mail", f"{mail.message().as_string()} {mail.subject} {mail.body}")
    for session in Session.objects.all():
        written.looked.at("session", session.get_decoded())
    holding = _look_through_tables(written.looked)
    assert not written.looked.found, "\n".join(written.looked.found)
    # The twins: there was something to find everywhere it was looked for.
    assert {"cases_personname", "cases_personnameevent"} <= holding
    assert "Internal Server Error" in written.lines
    assert mailoutbox
    assert written.titles > 20


def _registers(writer):
    """A child, its spellings in three scripts, a paper, a mother."""
    answer = writer.fills_in("intake:quick", name=LATIN, age="8", sex="f", apart="none")
    child = Child.objects.order_by("-pk").first()
    assert LATIN in answer.content.decode()
    person = child.person.public_id
    for full in (CYRILLIC, ARABIC):
        writer.fills_in("people:add_name", person, full=full)
    assert child.person.names.count() == 3
    writer.fills_in("children:edit", child.public_id, birth_date=BORN)
    writer.fills_in("documents:add", child.public_id, kind="passport", custody="lost", number=NUMBER)
    writer.fills_in("guardians:add", child.public_id, relationship="mother", name_latin=LATIN)
    writer.fills_in("families:join", child.public_id, name=LATIN)
    writer.fills_in("intake:register")
    return child


def _searches(writer, child):
    """In every box that takes a name or a number, from every alphabet, and the type-ahead."""
    for text in MARKS:
        assert writer.sends("search:keep", q=text).status_code == 200
        writer.sends("search:suggest", q=text)
        writer.sends("children:search", q=text)
        writer.sends("guardians:search", q=text)
        writer.sends("matching:find_same", child.person.public_id, q=text)


def _writes(writer, child):
    """A note that is saved and one that is not, a flag, a correction of a name."""
    words = " ".join(MARKS)
    writer.fills_in("notes:write", child.public_id, text=words, kind="call", about_date="2019-07-01")
    assert notes.Note.objects.filter(child=child).exists()
    writer.sends("unsent:keep", child.public_id, "note", text=words)
    name = child.person.names.order_by("pk").first()
    writer.fills_in("people:edit_name", name.public_id, family="Vörlibint")
    for page in ("casefile:detail", "notes:of_child", "casefile:history_child", "casefile:export"):
        writer.opens(page, child.public_id)


def _takes_out(writer, child):
    """An export on paper and a letter of names, opened."""
    terms = {
        "recipient": "Family court",
        "purpose": "court",
        "legal_basis": "legal_obligation",
        "reason": "The court asked",
    }
    writer.fills_in("casefile:export", child.public_id, parts=["summary", "family"], **terms)
    writer.fills_in("passports:letter", child.public_id, **(terms | {"purpose": "civil_doc"}))
    for export in child.exports.all():
        page = "casefile:print" if export.kind == "file" else "passports:numbered"
        writer.opens(page, child.public_id, export.public_id)
        if export.kind != "file":
            writer.opens("passports:printed", child.public_id, export.public_id)


def _fails(writer, child, world, monkeypatch):
    """A form that is refused, an unknown row, a page that is denied, and one that breaks."""
    assert writer.sends("intake:quick", name=f"{LATIN}\x00", age="999").status_code == 422
    writer.sends("people:add_name", child.person.public_id, full=CYRILLIC)
    writer.opens("casefile:detail", world.rows["West"]["child"].public_id)
    officer = Writer(world.clients["officer"], writer.written)
    assert officer.opens("casefile:detail", child.public_id).status_code == 403

    def breaks(*_args, **_kwargs):
        raise ValueError(f"Key (full)=({LATIN} {CYRILLIC} {ARABIC} {NUMBER}) already exists.")

    with monkeypatch.context() as patch:
        patch.setattr("cases.casefile.views.load_case", breaks)
        assert writer.opens("casefile:detail", child.public_id).status_code == 500


def _is_told(world, written):
    """Mails: an invitation, a file opened in an emergency, a passphrase that was forgotten."""
    supervisor = Writer(client_of(world.users["supervisor"]), written)
    supervisor.fills_in(
        "invitations:add", full_name="Samira Qasim", email="guest@example.org", role="caseworker"
    )
    supervisor.fills_in(
        "traffic:emergency",
        number=world.rows["West"]["other"].case_number,
        kind="medical",
        reason="The hospital asks which medicine she takes",
    )
    anonymous = Writer(world.clients["anonymous"], written)
    anonymous.sends("account_reset_password", email=f"{NUMBER}@example.org")
    anonymous.sends("account_login", login=f"{NUMBER}@example.org", password=LATIN)


def _is_signed_out(writer, child, world):
    """What was typed too late waits sealed, and stands in its form again."""
    address = reverse("notes:write", args=[child.public_id])
    form_id = writer.client.get(address).context["form"]["form_id"].value()
    passes(writer.client, 15 * MINUTE)
    typed = {"form_id": str(form_id), "kind": "call", "about_date": "2019-07-01", "text": " ".join(MARKS)}
    writer.sends("notes:write", child.public_id, **typed)
    sign_in(writer.client, world.users["caseworker"])
    assert LATIN in writer.opens("notes:write", child.public_id).content.decode()


def _look_through_tables(looked):
    """Look at every row of every table but those that are meant to hold names; returns which of these do."""
    holding = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" AS row')  # noqa: S608
            text = "\n".join(line for (line,) in cursor.fetchall())
            if table not in MEANT_TO_HOLD_NAMES:
                looked.at(f"table {table}", text)
                continue
            inside = Looked()
            inside.at(table, text)
            if inside.found:
                holding.add(table)
    return holding


def test_no_server_writes_a_log_of_addresses():
    """Promise 7: nobody switched on gunicorn's own log, which would hold whatever somebody writes into an address."""
    settings = {}
    with open("gunicorn.conf.py", encoding="utf-8") as source:
        exec(source.read(), settings)  # noqa: S102
    assert not settings.get("accesslog")
