"""Pages about notes: the card on the case, all of them, one with its versions, writing and changing."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import ChildKey, Note
from cases.notes import actions, presenters
from cases.notes.actions import MOST_CHARACTERS
from tests.factories import ChildFactory, write_note
from tests.people import client_of
from tests.support.forms import form_of

DAY = datetime.date(2019, 3, 12)
NEW = {"text": "The aunt called.", "kind": "call", "about_date": "2019-07-01"}


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office, name="Zarina Saidova")


@pytest.fixture
def note(child, caseworker):
    return write_note("She asked for her mother.", child=child, author=caseworker)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


def url_of(name, row):
    return reverse(f"notes:{name}", args=[row.public_id])


def case_of(child):
    return reverse("casefile:detail", args=[child.public_id])


def page_of(client, url):
    return client.get(url).content.decode()


def test_a_note_is_written_once(client, child, caseworker):
    """Promise 15."""
    form = form_of(client, url_of("write", child), **NEW)
    first, second = (client.post(url_of("write", child), form) for _time in range(2))
    note = Note.objects.get()
    assert (note.author, note.kind, actions.on_file(note).text) == (caseworker, "call", "The aunt called.")
    assert (first["Location"], second["Location"]) == (case_of(child), url_of("detail", note))


def test_the_case_shows_the_latest_five_and_leads_to_all(client, child, caseworker):
    for number in range(6):
        write_note(
            f"Note number {number}.", child=child, author=caseworker, on=DAY + datetime.timedelta(number)
        )
    page = page_of(client, case_of(child))
    assert [number for number in range(6) if f"Note number {number}." in page] == [1, 2, 3, 4, 5]
    assert "All 6 notes" in page
    assert url_of("of_child", child) in page


def test_the_timeline_says_that_there_is_a_note_and_not_what_it_says(client, child, note):
    timeline = page_of(client, f"{case_of(child)}?entries=all").partition('id="timeline"')[2]
    assert "Note: Visit." in timeline
    assert url_of("detail", note) in timeline
    assert "She asked" not in timeline


def test_all_notes_are_read_page_by_page(client, child, caseworker):
    for number in range(25):
        write_note(f"Note {number}.", child=child, author=caseworker, on=DAY + datetime.timedelta(number))
    first = client.get(url_of("of_child", child))
    assert len(first.context["notes"]) == 20
    second = client.get(url_of("of_child", child) + first.context["next"])
    assert [note.text for note in second.context["notes"]] == [
        f"Note {number}." for number in range(4, -1, -1)
    ]
    assert second.context["previous"]


def test_a_list_opens_no_more_than_it_shows(client, child, caseworker, monkeypatch):
    """Notes that nobody looks at stay sealed."""
    for number in range(8):
        write_note(f"Note {number}.", child=child, author=caseworker)
    opened = []
    read = presenters.read_text
    monkeypatch.setattr(presenters, "read_text", lambda *words: opened.append(words) or read(*words))
    client.get(case_of(child))
    assert len(opened) == presenters.ON_THE_CASE


@pytest.mark.parametrize("url", [case_of, lambda child: url_of("of_child", child)], ids=["case", "list"])
def test_the_pages_cost_the_same_at_3_and_at_30_notes(client, child, caseworker, url):
    def price():
        client.get(url(child))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(child))
        return len(queries)

    for _number in range(3):
        write_note("A word", child=child, author=caseworker)
    few = price()
    for _number in range(27):
        write_note("A word", child=child, author=caseworker)
    assert price() == few


def test_a_note_is_shown_whole_with_what_it_said_before(client, child, note):
    url = url_of("edit", note)
    assert client.post(url, form_of(client, url, text="She sleeps better."))["Location"] == url_of(
        "detail", note
    )
    page = page_of(client, url_of("detail", note))
    assert "She sleeps better." in page
    assert "She asked for her mother." in page.partition("What it said before")[2]
    assert "Zarina" not in page.split("<title>")[1].split("</title>")[0]


def test_a_long_note_is_shortened_on_the_case(client, child, caseworker):
    write_note("Beginning. " + "word " * 200 + "The end.", child=child, author=caseworker)
    page = page_of(client, case_of(child))
    assert "Beginning." in page
    assert "The end." not in page
    assert "Read all of it" in page


def test_two_changes_at_once_stand_side_by_side(client, caseworker, note):
    """Promise 13: the same person on two devices; what was typed is kept, one Save settles it."""
    url = url_of("edit", note)
    mine = form_of(client, url, text="She sleeps better.", kind="call")
    client.post(url, form_of(client, url, text="She sleeps badly."))
    response = client.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "She sleeps better." in page
    assert "She sleeps badly." in page
    chosen = {**mine, "version": response.context["version"], "keep-text": "filed", "keep-kind": "mine"}
    assert client.post(url, chosen).status_code == 302
    filed = actions.on_file(Note.objects.get())
    assert (filed.text, filed.kind) == ("She sleeps badly.", "call")


def test_a_note_of_a_colleague_is_read_and_not_changed(note, supervisor):
    other = client_of(supervisor)
    assert url_of("edit", note) not in page_of(other, url_of("detail", note))
    assert other.get(url_of("edit", note)).status_code == 404
    assert other.post(url_of("edit", note), NEW).status_code == 404


def test_without_its_key_a_note_is_no_failure_but_a_sentence(client, child, note):
    """Promise 21: on the case, in the list, on its page; and a form on it leads back."""
    ChildKey.objects.all().delete()
    for url in (case_of(child), url_of("of_child", child), url_of("detail", note)):
        response = client.get(url)
        assert response.status_code == 200
        assert "can no longer be read" in response.content.decode()
    assert client.get(url_of("edit", note))["Location"] == url_of("detail", note)
    assert client.post(url_of("edit", note), NEW)["Location"] == url_of("detail", note)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", " \n "),
        ("text", "a\x00b"),
        ("text", "a\u202eb"),
        ("text", "x" * (MOST_CHARACTERS + 1)),
        ("kind", "gossip"),
        ("kind", "\x00"),
        ("about_date", ""),
        ("about_date", "2999-01-01"),
        ("about_date", "0019-01-01"),
        ("form_id", "1"),
    ],
)
def test_bad_input_is_named_at_its_field(client, child, field, value):
    """Promise 18."""
    url = url_of("write", child)
    response = client.post(url, form_of(client, url, **{**NEW, field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Note.objects.exists()


@pytest.mark.parametrize("name", ["write", "of_child", "detail", "edit"])
def test_what_another_office_keeps_is_not_found(client, other_caseworker, name):
    """Promise 1: the same answer as for one that does not exist."""
    child = ChildFactory(office=other_caseworker.office)
    foreign = write_note("Elsewhere", child=child, author=other_caseworker)
    url = url_of(name, child if name in ("write", "of_child") else foreign)
    assert client.get(url).status_code == 404
    assert client.get(reverse(f"notes:{name}", args=[uuid.uuid4()])).status_code == 404
    assert client_of(other_caseworker).get(url).status_code == 200


def test_readers_of_figures_read_no_note(official, note, child):
    reader = client_of(official)
    for url in (url_of("detail", note), url_of("of_child", child), url_of("write", child)):
        assert reader.get(url).status_code == 403


def test_wrong_methods_are_refused(client, note, child):
    assert client.post(url_of("detail", note)).status_code == 405
    assert client.put(url_of("edit", note)).status_code == 405
    assert client.post(url_of("of_child", child)).status_code == 405


# --- a gentle hint ---


def test_a_word_to_think_about_is_said_and_the_note_is_saved_as_written(client, child):
    """DOMAIN 4: never blocking, nothing changed."""
    url = url_of("write", child)
    response = client.post(url, form_of(client, url, **{**NEW, "text": "She is an Orphan, they say."}))
    note = Note.objects.get()
    assert actions.on_file(note).text == "She is an Orphan, they say."
    assert response["Location"] == url_of("detail", note)
    page = page_of(client, url_of("detail", note))
    assert "One word to think about" in page
    plain = page.replace("\u2068", "").replace("\u2069", "")
    assert "“Orphan”: say “both parents’ deaths reported, not confirmed” instead." in plain
    assert url_of("edit", note) in page


def test_the_hint_is_for_who_wrote_the_note(client, child, supervisor):
    note = write_note("An orphan", child=child, author=supervisor)
    assert "to think about" not in page_of(client, url_of("detail", note))


def test_a_flag_with_such_a_word_is_raised_and_told(client, child):
    url = reverse("flags:add", args=[child.public_id])
    form = form_of(
        client, url, kind="check", due_date=str(timezone.localdate()), reason="The orphan’s papers"
    )
    page = client.post(url, form, follow=True).content.decode()
    assert "The flag is raised." in page
    assert "One word to think about: “\u2068orphan\u2069”" in page
    assert child.flags.get().reason == "The orphan’s papers"


def test_the_page_gives_the_browser_its_words(client, child):
    page = page_of(client, url_of("write", child))
    assert "data-word-hint" in page
    assert 'data-word-sentences="/static/cases/wording.json"' in page
    assert 'data-why="both_deaths"' in page
