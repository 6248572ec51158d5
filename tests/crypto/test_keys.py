"""Promise 21: a new master key in front of the old ones, and an index that tells little."""

import base64

import pytest

from cases.crypto import (
    DataKey,
    IndexKey,
    MasterKey,
    Unreadable,
    new_master_key,
    newest_alone,
    with_new_key,
)
from cases.crypto.blind import BITS

PLACE = b"a place"


@pytest.fixture
def old():
    return new_master_key()


def test_both_keys_open_and_the_new_one_wraps(old):
    both, key = MasterKey(with_new_key(old)), DataKey.new()
    before, after = MasterKey(old).wrap(key, PLACE), both.wrap(key, PLACE)
    sealed = key.encrypt(b"words", PLACE)
    for wrapped in (before, after):
        assert both.unwrap(wrapped, PLACE).decrypt(sealed, PLACE) == b"words"
    assert (both.is_newest(before), both.is_newest(after)) == (False, True)
    with pytest.raises(Unreadable):
        MasterKey(old).unwrap(after, PLACE)


def test_the_newest_alone_opens_nothing_of_the_others(old):
    both = with_new_key(with_new_key(old))
    alone = MasterKey(newest_alone(both))
    assert (MasterKey(both).count, alone.count) == (3, 1)
    key = DataKey.new()
    alone.unwrap(MasterKey(both).wrap(key, PLACE), PLACE)
    with pytest.raises(Unreadable):
        alone.unwrap(MasterKey(old).wrap(key, PLACE), PLACE)


@pytest.mark.parametrize("text", ["", "a-line-that-is-no-key", base64.b64encode(b"\x08\x01").decode()])
def test_what_is_no_key_gets_no_new_one(text):
    for change in (with_new_key, newest_alone):
        with pytest.raises(ValueError, match="no key"):
            change(text)


@pytest.mark.parametrize("rubbish", [b"", b"wrapped", b"\xff" * 40])
def test_rubbish_is_under_no_key(old, rubbish):
    assert not MasterKey(old).is_newest(rubbish)


def test_the_index_says_the_same_of_the_same_and_nothing_without_its_key():
    key = DataKey.new()
    one, again, other = IndexKey(key, "papers"), IndexKey(key, "papers"), IndexKey(DataKey.new(), "papers")
    numbers = [str(number) for number in range(200)]
    values = [one.value(number) for number in numbers]
    assert values == [again.value(number) for number in numbers]
    assert values != [other.value(number) for number in numbers]
    assert values != [IndexKey(key, "another purpose").value(number) for number in numbers]


def test_many_numbers_share_one_value_of_the_index():
    """Whoever has the key of the index, and no data key, is left with many numbers for each value."""
    index = IndexKey(DataKey.new(), "papers")
    values = {index.value(f"75{number:07}") for number in range(20_000)}
    assert max(values) < 2**BITS
    assert 10**9 / 2**BITS > 900
