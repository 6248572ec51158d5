"""Notes are sealed before they reach the database, and so is what they said before. Promises 6, 13 and 21."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cases.crypto import new_master_key
from cases.enums import NoteKind
from cases.errors import Refused, Stale
from cases.models import ChildKey, Note
from cases.notes import actions
from cases.notes.presenters import earlier_versions
from tests.factories import ChildFactory, write_note

DAY = datetime.date(2019, 3, 12)
TEXT = "Зарина asked for her mother. زرينة 🌱"


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


@pytest.fixture
def note(child, caseworker):
    return write_note(TEXT, child=child, author=caseworker)


def changed(note, by, text, version=1):
    return actions.update_note(
        by=by, note=note, version=version, kind=NoteKind.CALL, about_date=DAY, text=text
    )


def test_a_note_is_read_as_it_was_written(note, caseworker):
    filed = actions.on_file(Note.objects.get())
    assert (filed.text, filed.kind, filed.about_date) == (TEXT, NoteKind.VISIT, DAY)
    assert filed.note.author == caseworker


def test_no_word_of_a_note_is_in_any_table(note, caseworker):
    """Promise 21, what a dump would hold: every row of every table, as text and as bytes."""
    changed(note, caseworker, "Второй раз: she sleeps better")
    everything = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT convert_to(t::text, 'UTF8') FROM \"{table}\" t")  # noqa: S608
            everything += b"".join(bytes(row) for (row,) in cursor.fetchall())
        cursor.execute("SELECT sealed FROM cases_note UNION ALL SELECT sealed FROM cases_noteevent")
        sealed = [bytes(row) for (row,) in cursor.fetchall()]
    assert len(sealed) == 3
    assert caseworker.full_name.encode() in everything, "the dump holds what is not sealed"
    for word in (TEXT + " Второй раз: she sleeps better").split():
        assert word.encode().hex().encode() not in everything, word
        assert not [one for one in sealed if word.encode() in one], word
        if len(word) > 4:
            assert word.encode() not in everything, word


def test_what_it_said_before_opens_from_the_history(note, caseworker):
    changed(note, caseworker, "She sleeps better")
    assert [version.text for version in earlier_versions(note)] == [TEXT]


def test_a_note_that_was_copied_to_another_row_does_not_open(note, child, caseworker):
    other = write_note("Another", child=child, author=caseworker)
    Note.objects.filter(pk=other.pk).update(sealed=note.sealed)
    other.refresh_from_db()
    assert actions.on_file(other).text is None


def test_without_the_key_nothing_can_be_read_history_included(note, child, caseworker):
    """Promise 21: destroying the key erases the words everywhere."""
    changed(note, caseworker, "She sleeps better")
    ChildKey.objects.filter(child=child).delete()
    assert actions.on_file(Note.objects.get()).text is None
    assert [version.text for version in earlier_versions(note)] == [None]
    # A note that is written afterwards gets a new key, which opens nothing old.
    later = write_note("Anew", child=child, author=caseworker)
    assert actions.on_file(later).text == "Anew"
    assert actions.on_file(Note.objects.get(pk=note.pk)).text is None


def test_a_wrong_master_key_is_a_sentence_and_no_note(note, child, caseworker, settings):
    settings.FIELD_KEY = new_master_key()
    with pytest.raises(Refused, match="cannot be sealed at present"):
        write_note("Lost", child=child, author=caseworker)
    assert Note.objects.count() == 1


def test_a_changed_note_has_its_person_in_the_history(note, caseworker):
    """Promise 6."""
    changed(note, caseworker, "She sleeps better")
    event = Note.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_a_change_of_what_was_changed_is_stale(note, caseworker):
    """Promise 13: both versions."""
    changed(note, caseworker, "First")
    with pytest.raises(Stale) as stale:
        changed(note, caseworker, "Second")
    assert (stale.value.current.text, stale.value.current.version) == ("First", 2)


def test_nobody_changes_the_note_of_somebody_else(note, supervisor):
    with pytest.raises(Refused, match="Only who wrote a note"):
        changed(note, supervisor, "Mine")
    assert actions.on_file(Note.objects.get()).text == TEXT


def test_a_day_to_come_is_refused(child, caseworker):
    with pytest.raises(Refused) as refused:
        write_note("Soon", child=child, author=caseworker, on=timezone.localdate() + datetime.timedelta(1))
    assert refused.value.field == "about_date"


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_back(text, child, caseworker):
    note = write_note(text, child=child, author=caseworker)
    assert actions.on_file(Note.objects.get(pk=note.pk)).text == text
