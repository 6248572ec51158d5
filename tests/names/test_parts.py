"""The guess at the parts of a name that forms offer for checking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import guess_parts

KEYS = {"given", "patronymic", "father_given", "grandfather_given", "family", "nisba"}


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Магомедов Аслан Русланович", {"family": "Магомедов", "given": "Аслан", "patronymic": "Русланович"}),
        ("Аслан Русланович Магомедов", {"family": "Магомедов", "given": "Аслан", "patronymic": "Русланович"}),
        ("Аслан Ильич", {"given": "Аслан", "patronymic": "Ильич"}),
        ("Зарема Ильинична", {"given": "Зарема", "patronymic": "Ильинична"}),
        (
            "Magomedova Zarema Ruslanovna",
            {"family": "Magomedova", "given": "Zarema", "patronymic": "Ruslanovna"},
        ),
        ("Магомедова Зарема", {"family": "Магомедова", "given": "Зарема"}),
        ("Амина Гаджи", {"family": "Гаджи", "given": "Амина"}),
        (
            "Rəşad Kamal oğlu Əliyev",
            {"given": "Rəşad", "patronymic": "Kamal oğlu", "father_given": "Kamal", "family": "Əliyev"},
        ),
        (
            "Əliyeva Günel Kamal qızı",
            {"given": "Günel", "patronymic": "Kamal qızı", "father_given": "Kamal", "family": "Əliyeva"},
        ),
        (
            "Karimov Otabek Rustam o‘g‘li",
            {"given": "Otabek", "patronymic": "Rustam o‘g‘li", "father_given": "Rustam", "family": "Karimov"},
        ),
        (
            "أحمد خالد محمود الراوي",
            {"given": "أحمد", "father_given": "خالد", "grandfather_given": "محمود", "nisba": "الراوي"},
        ),
        (
            "عبد الرحمن خالد نور الدين التكريتي",
            {
                "given": "عبد الرحمن",
                "father_given": "خالد",
                "grandfather_given": "نور الدين",
                "nisba": "التكريتي",
            },
        ),
        ("مريم بنت خالد", {"given": "مريم", "father_given": "خالد"}),
        ("حمزة رسلان إبراهيموف", {"given": "حمزة", "father_given": "رسلان", "family": "إبراهيموف"}),
        ("Ahmad bin Khalid al-Rawi", {"given": "Ahmad", "father_given": "Khalid", "nisba": "al-Rawi"}),
        ("MAGOMEDOV, Aslan", {"family": "MAGOMEDOV", "given": "Aslan"}),
        ("Elif Nur Demir", {"given": "Elif Nur", "family": "Demir"}),
        ("Мадина", {"given": "Мадина"}),
        (" \x00 , ", {}),
        ("", {}),
    ],
)
def test_guess(full, parts):
    assert guess_parts(full) == parts


TURKIC_AND_SIGNS = ["oğlu", "qızı", "oglu", "Ali", "bin", "al-", "-", "'", "\x00", ",", ",,"]
WORDS = st.sampled_from(["Аслан", "Русланович", "بن", "الدين", "عبد", "الراوي", *TURKIC_AND_SIGNS])


@settings(deadline=None)
@given(st.text() | st.lists(WORDS).map(" ".join), st.sampled_from([None, "Arab", "Latn", "Xxxx"]))
def test_any_text_gives_known_keys_with_something_in_each(full, script):
    parts = guess_parts(full, script)

    assert set(parts) <= KEYS
    assert all(value.strip() for value in parts.values())


def test_a_very_long_text_is_no_trouble():
    assert guess_parts("a," * 20_000 + "b")["family"] == "a"
