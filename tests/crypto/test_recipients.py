"""Keys of others: which text is one, and that nothing is sealed for a text that is none. Promises 3 and 22."""

import io

import pytest

from cases.crypto import is_recipient, new_archive_key, open_with, seal_file_for, seal_for


def test_a_public_key_is_known_by_every_sign_of_it():
    key = new_archive_key()[0]
    assert is_recipient(key)
    last = "q" if key[-1] != "q" else "p"
    wrong = (
        "",
        key[:-1],
        key[:-1] + last,
        key + "q",
        f"{key}\n",
        "age1é",
        "AGE-SECRET-KEY-1QQ",
        "age1" + "q" * 5000,
    )
    assert [one for one in wrong if is_recipient(one)] == []


def test_a_file_and_bytes_are_sealed_alike():
    public, private = new_archive_key()
    sealed = io.BytesIO()
    seal_file_for(public, io.BytesIO(b"words"), sealed)
    assert open_with(private, sealed.getvalue()) == open_with(private, seal_for(public, b"words")) == b"words"


def test_nothing_is_sealed_for_what_is_no_key():
    with pytest.raises(ValueError, match="no public key"):
        seal_for("age1nothing", b"words")
    with pytest.raises(ValueError, match="no public key"):
        seal_file_for("age1nothing", io.BytesIO(b"words"), io.BytesIO())
