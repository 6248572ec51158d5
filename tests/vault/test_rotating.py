"""Promises 16 and 21: a new master key is brought in while everything opens, broken off and gone on with."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from cases.components.searching import keep_search, kept_search
from cases.components.typed import as_data
from cases.crypto import new_master_key, newest_alone, with_new_key
from cases.documents.actions import add_paper
from cases.documents.numbers import number_of, papers_numbered
from cases.intake import drafts
from cases.models import ChildKey, Document, IndexSecret, Note
from cases.notes.actions import on_file
from cases.vault import destroy_key, key_for_reading, key_for_writing, read_seed, sealed_seed
from cases.vault.keys import current_master
from cases.vault.numbers import new_index_secret
from repatriation.sessions import SessionStore
from tests import factories
from tests.support.database import ROOT

NUMBER, SEED = "75 1234567", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def sealed(caseworker):
    """One of everything that the master key wraps."""
    child = factories.ChildFactory(office=caseworker.office)
    add_paper(by=caseworker, person=child.person, kind="passport", number=NUMBER)
    factories.write_note("A word", child=child, author=caseworker)
    Authenticator.objects.filter(user=caseworker, type="totp").update(data={"secret": sealed_seed(SEED)})
    draft = factories.RegistrationDraftFactory(user=caseworker, office=caseworker.office)
    typed = {"row0-number": [NUMBER]}
    return drafts.keep(
        by=caseworker, draft=draft, step="child-1-papers", typed=as_data(typed), version=9, page="1"
    )


@pytest.fixture
def both(sealed, settings):
    """FIELD_KEY with a new key in front, as after ``--make`` and a restart."""
    settings.FIELD_KEY = with_new_key(settings.FIELD_KEY)
    return settings.FIELD_KEY


def told(*arguments):
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out, verbosity=0)
    return out.getvalue()


def everything_opens(draft):
    paper, note = Document.objects.select_related("person").get(), Note.objects.get()
    draft.refresh_from_db()
    seed = Authenticator.objects.get(type="totp").data["secret"]
    return (
        number_of(paper),
        on_file(note).text,
        read_seed(seed),
        drafts.typed_at(draft, "child-1-papers")["row0-number"],
        papers_numbered(NUMBER),
    ) == (NUMBER, "A word", SEED, NUMBER, [paper])


def test_the_old_key_can_go_once_everything_is_wrapped_anew(sealed, both, settings):
    assert everything_opens(sealed)
    assert "data keys of children and persons: 2 wrapped anew" in told()
    assert everything_opens(sealed)
    settings.FIELD_KEY = told("--drop-old").strip()
    assert newest_alone(both) == settings.FIELD_KEY
    assert everything_opens(sealed)


def test_no_key_and_no_text_changed_by_it(both):
    """History and older dumps still open: only wrappings are new."""
    before = list(Note.objects.values_list("sealed", flat=True))
    told()
    assert [bytes(text) for text in Note.objects.values_list("sealed", flat=True)] == [
        bytes(t) for t in before
    ]


def test_before_that_it_is_refused_and_says_what_is_missing(both):
    with pytest.raises(CommandError, match="seeds of second factors"):
        told("--drop-old")
    with pytest.raises(CommandError, match="Not everything"):
        told("--check")


def test_a_second_call_finds_nothing_left(both):
    told()
    assert "data keys of children and persons: 0 wrapped anew" in told()
    assert "it can be dropped" in told("--check")


def test_what_it_prints_first_opens_everything(sealed, settings):
    settings.FIELD_KEY = told("--make").strip()
    assert everything_opens(sealed)


def test_a_key_that_nothing_opens_is_left_and_told(both, settings):
    ChildKey.objects.filter(child__isnull=False).update(wrapped=b"another")
    assert "data keys of children and persons: 1 do not open" in told()


def test_a_session_that_holds_a_search_keeps_the_old_key(both, settings):
    new, settings.FIELD_KEY = settings.FIELD_KEY, new_master_key()
    session = SessionStore()
    keep_search(session, NUMBER)
    session.save()
    settings.FIELD_KEY = new
    told()
    with pytest.raises(CommandError, match="sessions"):
        told("--drop-old")
    Session.objects.all().delete()
    assert told("--drop-old")


@pytest.mark.django_db
def test_a_search_waits_sealed_in_the_session():
    session = SessionStore()
    token = keep_search(session, NUMBER)
    assert keep_search(session, NUMBER) == token
    assert kept_search(session, token) == NUMBER
    session.save()
    assert NUMBER not in str(session.decode(Session.objects.get().session_data))


def test_destroyed_keys_stay_destroyed(sealed, both, caseworker):
    child = Note.objects.get().child
    destroy_key(child, by=caseworker)
    told()
    assert not ChildKey.objects.exclude(wrapped=b"").exists()


def test_a_new_key_of_the_index_finds_what_the_old_one_found(sealed, caseworker):
    papers = Document.objects
    first, events = IndexSecret.objects.get(), papers.get().events.count()
    assert "1 paper numbers" in told("--index")
    assert first not in IndexSecret.objects.all()
    assert papers_numbered(NUMBER) == [papers.get()]
    assert papers.get().events.count() == events, "no number has changed"


def test_while_it_is_brought_in_both_find(sealed, caseworker):
    new_index_secret()
    other = factories.ChildFactory(office=caseworker.office)
    add_paper(by=caseworker, person=other.person, kind="passport", number=NUMBER)
    assert len(papers_numbered(NUMBER)) == 2
    told("--index")
    assert IndexSecret.objects.count() == 1
    assert len(papers_numbered(NUMBER)) == 2


@pytest.mark.django_db(transaction=True)
def test_killed_between_two_batches_it_goes_on(caseworker, settings):
    """Promise 16: a real process, ``kill -9``, and the rest by a second call; every key opens all the time."""
    children = [factories.ChildFactory(office=caseworker.office) for _ in range(6)]
    for child in children:
        key_for_writing(child)
    old = settings.FIELD_KEY
    settings.FIELD_KEY = with_new_key(old)
    with _rotating_slowly(settings.FIELD_KEY) as process:
        _wait_until(lambda: 0 < _renewed() < 6)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 0 < _renewed() < 6
    assert all(key_for_reading(child) for child in children)
    told()
    assert _renewed() == 6
    settings.FIELD_KEY = newest_alone(settings.FIELD_KEY)
    assert all(key_for_reading(child) for child in children)


def _renewed():
    return sum(current_master().is_newest(bytes(row.wrapped)) for row in ChildKey.objects.all())


def _wait_until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _rotating_slowly(field_key):
    """The command in a process of its own, one row a batch, each batch taking its time."""
    slow = (
        "import django, time; django.setup()\n"
        "from cases.models.wall import everything\n"
        "from cases.vault import rotating\n"
        "rotating.BATCH = 1\n"
        "with everything('As the command, it wraps the keys of all offices.'):\n"
        "    rotating.rewrap(progress=lambda done, total: time.sleep(0.3))\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.settings_rotating",
        "ROTATED_KEY": field_key,
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen([sys.executable, "-c", slow], env=environment, cwd=ROOT)
