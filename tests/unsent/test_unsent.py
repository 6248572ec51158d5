"""Promise 21: what is typed into a note or a flag is kept sealed for its writer until it is saved or discarded."""

import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.components.typed import as_data
from cases.enums import Role, UnsentKind
from cases.models import CaseFlag, ChildKey, Note, UnsentText
from cases.notes.actions import write_note
from cases.unsent import texts
from tests.factories import ChildFactory, UnsentTextFactory
from tests.people import client_of, make_user
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db

WORDS = "The grandmother rang from the embassy"


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


def keep(client, child, of="note", **typed):
    return client.post(reverse("unsent:keep", args=[child.public_id, of]), typed)


def page_of(child, kind="note"):
    return reverse({"note": "notes:write", "flag": "flags:add"}[kind], args=[child.public_id])


@pytest.mark.parametrize(("kind", "field"), [("note", "text"), ("flag", "reason")])
def test_what_was_typed_stands_in_the_form_again(client, child, kind, field):
    answer = keep(client, child, kind, **{field: WORDS, "kind": "urgent" if kind == "flag" else "call"})
    assert answer.status_code == 204
    at = timezone.localtime(UnsentText.objects.get().updated_at)
    assert answer.headers["Kept-At"] == f"{at:%H:%M}"
    page = client.get(page_of(child, kind))
    assert page.context["form"][field].value() == WORDS
    assert page.context["form"]["kind"].value() in ("urgent", "call")
    text = page.content.decode()
    assert "You began this on" in text
    assert f"{at:%H:%M}" in text
    assert f'data-keep="{reverse("unsent:keep", args=[child.public_id, kind])}"' in text


def test_nothing_is_offered_where_nothing_was_typed(client, child):
    keep(client, child, text=WORDS)
    assert "You began this" not in client.get(page_of(child, "flag")).content.decode()
    other = ChildFactory(office=child.office)
    assert "You began this" not in client.get(page_of(other)).content.decode()


def test_the_database_holds_no_word_of_it(client, child):
    keep(client, child, text=WORDS)
    row = UnsentText.objects.get()
    assert b"grandmother" not in bytes(row.sealed)
    other = UnsentTextFactory(user=row.user, child=child, kind=UnsentKind.FLAG, sealed=row.sealed)
    assert texts.kept_for(other.user, child, UnsentKind.FLAG) is None  # it opens in its own row alone
    ChildKey.objects.all().delete()
    assert "grandmother" not in client.get(page_of(child)).content.decode()


def test_it_is_its_writers_alone(client, child, supervisor, other_caseworker):
    keep(client, child, text=WORDS)
    for reader in (supervisor, make_user("Amal Saleh", Role.CASEWORKER, office=child.office)):
        assert WORDS not in client_of(reader).get(page_of(child)).content.decode()
        assert page_of(child) not in client_of(reader).get("/").content.decode()
    assert keep(client_of(other_caseworker), child, text=WORDS).status_code == 404


def test_later_words_take_the_place_of_earlier_ones_and_none_remove_them(client, child):
    keep(client, child, text=WORDS)
    keep(client, child, text=f"{WORDS} again")
    assert client.get(page_of(child)).context["form"]["text"].value() == f"{WORDS} again"
    assert "Kept-At" not in keep(client, child, text="  ", kind="call").headers
    assert not UnsentText.objects.exists()


def test_saving_the_note_removes_it_and_what_was_on_its_way_does_not_come_back(client, child):
    keep(client, child, text=WORDS)
    sent = form_of(client, page_of(child))
    assert client.post(page_of(child), sent).status_code == 302
    assert not UnsentText.objects.exists()
    assert keep(client, child, **sent).status_code == 204
    assert not UnsentText.objects.exists()


def test_saving_the_flag_removes_its_own_alone(client, child):
    keep(client, child, text=WORDS)
    keep(client, child, "flag", reason=WORDS)
    sent = form_of(client, page_of(child, "flag")) | {"kind": "date", "due_date": "2019-07-30"}
    assert client.post(page_of(child, "flag"), sent).status_code == 302
    assert CaseFlag.objects.get().reason == WORDS
    assert UnsentText.objects.get().kind == UnsentKind.NOTE


def test_what_is_not_saved_stays(client, child, caseworker, monkeypatch):
    keep(client, child, text=WORDS)
    monkeypatch.setattr("cases.notes.actions.touch_file", lambda pk: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_note(by=caseworker, child=child, kind="call", about_date=timezone.localdate(), text="Another")
    assert UnsentText.objects.exists()
    assert not Note.objects.exists()


def test_a_form_that_was_refused_shows_what_was_sent_and_not_what_was_kept(client, child):
    keep(client, child, text=WORDS)
    page = client.post(page_of(child), {"text": "Shorter", "kind": "nothing"})
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == "Shorter"


def test_it_is_listed_on_the_start_page_and_discarded_from_there_or_from_the_form(client, child):
    keep(client, child, text=WORDS)
    page = client.get("/").content.decode()
    assert child.case_number in page
    assert page_of(child) in page
    assert WORDS not in page
    address = reverse("unsent:discard", args=[child.public_id, "note"])
    assert client.post(address, {"home": "1"}).headers["Location"] == "/"
    assert "not saved</a>" not in client.get("/").content.decode()
    keep(client, child, text=WORDS)
    assert client.post(address).headers["Location"] == page_of(child)
    assert client.get(page_of(child)).context["form"]["text"].value() is None


def test_the_start_page_asks_the_same_for_three_and_for_thirty(client, office_north, caseworker):
    def questions(count):
        for child in ChildFactory.create_batch(count, office=office_north):
            UnsentTextFactory(user=caseworker, child=child)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/").status_code == 200
        return len(asked)

    client.get("/")
    assert questions(3) == questions(27)


def test_what_nobody_goes_on_with_is_gone_with_the_drafts(client, child, settings):
    settings.DRAFT_DAYS = 3
    keep(client, child, text=WORDS)
    UnsentText.objects.update(updated_at=timezone.now() - timedelta(days=3, minutes=1))
    assert "You began this" not in client.get(page_of(child)).content.decode()
    assert "not saved</a>" not in client.get("/").content.decode()
    keep(client, ChildFactory(office=child.office), text=WORDS)
    call_command("discard_drafts")
    assert UnsentText.objects.get().child != child


def test_the_daily_command_removes_sessions_that_are_over(client, child):
    over = Session.objects.create(
        session_key="k" * 32, session_data="", expire_date=timezone.now() - timedelta(minutes=1)
    )
    call_command("discard_drafts")
    assert not Session.objects.filter(pk=over.pk).exists()
    assert client.get("/").status_code == 200


def test_strange_characters_and_endless_texts_are_no_trouble(client, child):
    assert keep(client, child, text="\0Зарина\0", about_date="\0").status_code == 204
    assert client.get(page_of(child)).context["form"]["text"].value() == "Зарина"
    assert keep(client, child, text="x" * 500_000).status_code == 204
    sent = form_of(client, page_of(child))
    assert client.post(page_of(child), sent).status_code == 422


def test_a_key_that_does_not_open_is_said_and_nothing_is_kept(client, child, settings):
    keep(client, child, text=WORDS)
    ChildKey.objects.update(wrapped=b"another")
    assert keep(client, child, text=f"{WORDS} again").status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_that_keep_the_first_words_at_once_make_one_row(caseworker, child):
    errors = []

    def write(text):
        try:
            texts.keep(by=caseworker, child=child, kind=UnsentKind.NOTE, typed=as_data({"text": [text]}))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(f"{WORDS} {number}",)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    assert UnsentText.objects.count() == 1
