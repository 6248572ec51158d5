"""Promise 21: what is sealed opens with its own key, in its own cell, unchanged, and in no other way."""

import base64
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.crypto import Cell, DataKey, MasterKey, Unreadable, new_master_key, seal, unseal

ROW = uuid.UUID(int=1)
CELL = Cell(table="cases_note", column="sealed", row=ROW)
TEXT = "Нилуфар говорила о матери. نيلوفر 🌱"
texts = st.one_of(
    st.text(),
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىء \u064b\u0651"),
    st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя "),
    st.text(alphabet="🌱👩‍👧‍👦🇹🇯é\u0301 "),
)


@pytest.fixture(scope="module")
def key():
    return DataKey.new()


@given(text=texts)
def test_what_was_sealed_is_read_as_it_was(text):
    key = DataKey.new()
    assert unseal(key, seal(key, text, CELL), CELL) == text


def test_the_same_text_is_never_sealed_alike(key):
    assert len({seal(key, TEXT, CELL) for _time in range(20)}) == 20


def test_nothing_of_the_text_shows(key):
    sealed = seal(key, TEXT * 20, CELL)
    assert not [word for word in TEXT.split() if word.encode() in sealed]


@pytest.mark.parametrize(
    "other",
    [
        Cell(table="cases_document", column="sealed", row=ROW),
        Cell(table="cases_note", column="reason", row=ROW),
        Cell(table="cases_note", column="sealed", row=uuid.UUID(int=2)),
    ],
    ids=["another table", "another column", "another row"],
)
def test_a_sealed_text_that_was_moved_does_not_open(key, other):
    sealed = seal(key, TEXT, CELL)
    assert unseal(key, sealed, CELL) == TEXT
    with pytest.raises(Unreadable):
        unseal(key, sealed, other)


def test_another_key_does_not_open_it(key):
    with pytest.raises(Unreadable):
        unseal(DataKey.new(), seal(key, TEXT, CELL), CELL)


@pytest.mark.parametrize("place", [0, 4, 5, 20, -1])
def test_a_changed_byte_is_noticed(key, place):
    sealed = bytearray(seal(key, TEXT, CELL))
    sealed[place] ^= 1
    with pytest.raises(Unreadable):
        unseal(key, bytes(sealed), CELL)


@given(rubbish=st.binary())
def test_rubbish_does_not_open(rubbish):
    with pytest.raises(Unreadable):
        unseal(DataKey.new(), rubbish, CELL)


def test_a_wrapped_key_opens_with_its_master_in_its_place_and_in_no_other_way(key):
    master = MasterKey(new_master_key())
    wrapped = master.wrap(key, b"here")
    sealed = seal(key, TEXT, CELL)
    assert unseal(master.unwrap(wrapped, b"here"), sealed, CELL) == TEXT
    for other, place in ((master, b"there"), (MasterKey(new_master_key()), b"here")):
        with pytest.raises(Unreadable):
            other.unwrap(wrapped, place)
    for rubbish in (b"", b"wrapped", wrapped[:-1]):
        with pytest.raises(Unreadable):
            master.unwrap(rubbish, b"here")


@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "no key",
        lambda: "ключ",
        lambda: "\x00",
        lambda: base64.b64encode(b"wrapped").decode(),
        lambda: new_master_key()[:-4],
    ],
    ids=["nothing", "words", "other letters", "NUL", "something else", "cut off"],
)
def test_what_is_no_master_key_is_refused_without_repeating_it(make):
    with pytest.raises(ValueError, match=r"^This is no key\.$") as refusal:
        MasterKey(make())
    assert refusal.value.__cause__ is None


def test_what_was_sealed_names_its_key_so_that_a_newer_one_may_come_before_it(key):
    """Keysets: the first five bytes say which key of the set it was, so keys can be rotated."""
    first, second = (seal(key, text, CELL)[:5] for text in ("one", "two"))
    assert first == second != seal(DataKey.new(), "one", CELL)[:5]
