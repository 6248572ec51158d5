"""Promise 21, backups included: real dumps hold no word in plain, and open nothing once a child's key is destroyed."""

import base64

import pytest
from django.core.management import CommandError, call_command

from cases.components.stamps import stamp_of
from cases.documents.actions import add_paper, update_paper
from cases.documents.numbers import number_of, papers_numbered
from cases.models import ChildKey, Document, Note, Whereabouts
from cases.notes.actions import on_file
from cases.people.actions import record_whereabouts
from cases.people.sealing import opened
from cases.vault import destroy_key
from tests import factories
from tests.support.dumps import WITHOUT_KEYS, dump_of_database, forms_of, restored

NUMBER, EARLIER, DETAIL, WORDS = (
    "75 9182736",
    "75 1111999",
    "Cell fortytwo behind the kitchen",
    "Sleepless again",
)


@pytest.fixture
def child(caseworker):
    """A child with a note, a number that was corrected, and a place; plain beside them is the name of the paper's kind."""
    child = factories.ChildFactory(office=caseworker.office, name="Zarina Markedname")
    paper = add_paper(by=caseworker, person=child.person, kind="passport", number=EARLIER)
    facts = {
        name: getattr(paper, name)
        for name in ("kind", "issuer_kind", "issuer_country", "recognition", "custody")
    }
    facts |= {"name_as_printed": "", "issued_date": None, "valid_until_date": None}
    update_paper(by=caseworker, paper=paper, version=stamp_of(paper), number=NUMBER, **facts)
    record_whereabouts(by=caseworker, person=child.person, place=factories.PlaceFactory(), detail=DETAIL)
    factories.write_note(WORDS, child=child, author=caseworker)
    return child


def opens():
    """What can be read in the database that Django is connected to: note, number, place, and the paper by its number."""
    paper = Document.objects.select_related("person").get()
    stay = Whereabouts.objects.select_related("person").get()
    return (
        on_file(Note.objects.get()).text,
        number_of(paper),
        opened(stay, "sealed_detail"),
        papers_numbered(NUMBER),
    )


@pytest.mark.django_db(transaction=True)
def test_dumps_open_nothing_once_the_key_is_destroyed(child, caseworker, tmp_path):
    whole, apart, after = (tmp_path / name for name in ("whole.sql", "apart.sql", "after.sql"))
    keys_before, keys_after = tmp_path / "before.keys", tmp_path / "after.keys"
    wrapped = [bytes(row.wrapped).hex().encode() for row in ChildKey.objects.all()]
    before = dump_of_database(whole)
    without_keys = dump_of_database(apart, *WITHOUT_KEYS)
    call_command("save_keys", keys_before)
    destroy_key(child, by=caseworker)
    call_command("save_keys", keys_after)
    text_after = dump_of_database(after)

    assert b"Zarina Markedname" in before, "what is not sealed is in a dump"
    for dump in (before, without_keys, text_after, keys_before.read_bytes()):
        for text in (NUMBER, EARLIER, NUMBER.replace(" ", ""), DETAIL, WORDS):
            assert not [form for form in forms_of(text) if form in dump], text
    assert all(key in before for key in wrapped)
    assert not [key for key in wrapped if key in without_keys or key in text_after]
    assert [line.count('"kind"') for line in keys_after.read_text().splitlines()] == [1], (
        "the index's alone is left"
    )

    with restored(after, "after"):
        assert opens() == (None, None, None, [])
    with restored(apart, "apart"):
        assert opens()[:3] == (None, None, None)
        call_command("load_keys", keys_after)
        assert opens() == (None, None, None, [])
        # What would open it is the file of keys from before, which is kept for some days only.
        call_command("load_keys", keys_before)
        assert opens() == (WORDS, NUMBER, DETAIL, [Document.objects.get()])


def test_a_file_of_keys_is_for_its_owner_alone(child, tmp_path):
    file = tmp_path / "keys"
    call_command("save_keys", file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_loading_changes_no_key_that_is_there(child, caseworker, tmp_path):
    file = tmp_path / "keys"
    call_command("save_keys", file)
    destroy_key(child, by=caseworker)
    call_command("load_keys", file)
    assert not ChildKey.objects.exclude(wrapped=b"").exists()


@pytest.mark.parametrize(
    "text", ["{}", "no json", '{"kind": "dog", "of": "1", "key": "2", "wrapped": ""}'], ids=range(3)
)
def test_what_is_no_file_of_keys_loads_nothing(db, tmp_path, text):
    file = tmp_path / "keys"
    file.write_text(text)
    with pytest.raises(CommandError, match="no file of keys"):
        call_command("load_keys", file)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_keys", tmp_path / "none")


@pytest.mark.parametrize("text", [NUMBER, DETAIL])
def test_the_forms_find_what_they_look_for(text):
    """The search itself: in a dump that did hold the text, each way of writing it would be found."""
    for start in range(3):
        line = base64.b64encode(b"x" * start + text.encode() + b"after")
        assert any(form in line for form in forms_of(text)), start
    assert any(form in text.encode().hex().encode() for form in forms_of(text))
