"""Pages for paper: every script of names, nothing read as markup, nothing told but what is given."""

import datetime

import pytest

from cases.exports import pdf_file, written
from tests.support.printed import from_the_left, pages_of, title_of

MADE = datetime.datetime(2019, 7, 10, 9, 12, tzinfo=datetime.UTC)
MARK = {
    "lang": "en",
    "dir": "ltr",
    "title": "Export E-7K4M2-X",
    "export": "Export",
    "number": "E-7K4M2-X",
    "confidential": "Confidential",
    "to": "For",
    "recipient": written("Family court"),
    "made_by": written("Layla Haddad"),
    "made_at": "10 Jul 2019 09:12",
    "destroy": "Destroy by 9 Aug 2019",
    "demonstration": "",
}
NAMES = [
    "Zarina Saidova",
    "Зарина Саидова",
    "زرينة سعيدوفا",
    "ზარინა საიდოვა",
    "Ҷӯраева Ғайрат Ӏела",
    "Şəbnəm Ğ",
]


def letter(*names, mark=MARK):
    data = {
        "office": written("Office North"),
        "day": "10 Jul 2019",
        "to_label": "To",
        "to": written("Family court"),
        "heading": "Names",
        "statement": "One person.",
        "meaning": "Variants.",
        "facts": [],
        "heads": ["Name", "Source"],
        "groups": [
            {
                "title": "All",
                "note": "",
                "rows": [{"name": written(name), "about": "A paper"} for name in names],
            }
        ],
        "limits": "",
        "sign": ["Signature"],
        "stamp": "Stamp",
    }
    return pdf_file("passports/letter.typ", mark, data, made=MADE)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_can_be_read_back(name):
    read = from_the_left(name) if written(name)["dir"] == "rtl" else name
    assert read in pages_of(letter(name))[0]


@pytest.mark.parametrize("sign", ["扎", "\U0001f600", "\ufeff"])
def test_a_sign_that_no_letters_have_keeps_nobody_from_the_page(sign):
    """Promise 18: whatever was typed, what has its number can be opened."""
    (page,) = pages_of(letter(f"Zarina {sign} Saidova"))
    assert "Zarina" in page
    assert "Saidova" in page


def test_what_looks_like_markup_is_printed_as_it_is():
    for name in ("#strong[Zarina]", "*Zarina* _S_", "$x^2$", "\\ @label <b>", '"; #panic()'):
        assert name in pages_of(letter(name))[0]


def test_words_know_their_direction():
    assert written("زرينة")["dir"] == "rtl"
    assert written("Zarina زر")["dir"] == written("Зарина")["dir"] == written("")["dir"] == "ltr"
    assert written("Zarina", "Arab")["dir"] == "rtl"


def test_the_mark_stands_on_every_page():
    pages = pages_of(letter(*["Zarina Saidova"] * 90))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        for words in (
            "E-7K4M2-X",
            "Family court",
            "Layla Haddad",
            "10 Jul 2019 09:12",
            "Destroy by 9 Aug 2019",
        ):
            assert words in page
        assert f"{number} / {len(pages)}" in page


def test_a_demonstration_says_so_on_every_page():
    """Promise 24."""
    pages = pages_of(letter(*["Zarina"] * 60, mark={**MARK, "demonstration": "Everybody is invented."}))
    assert len(pages) > 1
    assert all("Everybody is invented." in page for page in pages)


def test_the_file_says_nothing_of_itself_but_the_number_and_the_time():
    """Promise 7."""
    about = title_of(letter("Zarina Saidova"))
    assert "Export E-7K4M2-X" in about
    assert "20190710" in about
    assert "Zarina" not in about
