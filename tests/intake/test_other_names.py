"""Another name or spelling: one line more for each press, without JavaScript, each kept with what name it is."""

import pytest

from cases.enums import NameKind
from cases.models import Child, Guardian
from tests.intake.walking import family, minimum

pytestmark = pytest.mark.django_db


def test_each_press_gives_one_line_more_and_keeps_what_was_typed(registering):
    page = registering.presses("more_rows", "child-1-name", name_latin="Zarina Saidova")
    assert page.status_code == 200
    assert len(page.context["form"].rows) == 1
    assert page.content.decode().count("autofocus") == 1
    typed = {"row0-full": "Zarrina Saidowa", "row0-kind": "document"}
    again = registering.sends("child-1-name", name_latin="Zarina Saidova", rows="1", more_rows="1", **typed)
    rows = again.context["form"].rows
    assert [row["full"].value() or "" for row in rows] == ["Zarrina Saidowa", ""]
    assert rows[1]["kind"].value() == NameKind.SPELLING_VARIANT
    assert again.context["form"]["name_latin"].value() == "Zarina Saidova"


def test_there_is_no_line_beyond_the_most(registering):
    for rows in (7, 8):
        page = registering.sends("child-1-name", rows=rows, more_rows="1")
    assert len(page.context["form"].rows) == 8
    assert 'name="more_rows"' not in page.content.decode()


def test_further_names_are_recorded_with_their_letters_and_what_they_are(registering, place):
    more = {
        "rows": "3",
        "row0-full": "  Zarrina   Saidowa ",
        "row0-kind": "spelling_variant",
        "row1-full": "Зара",
        "row1-kind": "nickname",
        "row2-full": "",
        "row2-kind": "birth_claimed",
    }
    registering.answers(minimum(place, name=more | {"name_source": "child"}))
    text = registering.opens("check").content.decode()
    assert "Another name 1" in text
    assert "Nickname used in the family" in text
    registering.records()
    names = Child.objects.get().person.names
    kept = set(names.values_list("full", "script", "kind", "is_preferred", "source"))
    assert kept == {
        ("Zarina Saidova", "Latn", "current", True, "child"),
        ("Zarrina Saidowa", "Latn", "spelling_variant", False, "child"),
        ("Зара", "Cyrl", "nickname", False, "child"),
    }
    assert names.get(full="Zarrina Saidowa").family == "Saidowa"


def test_a_mother_may_have_another_name_too(registering, place):
    steps = family(place)
    steps["mother"] |= {"rows": "1", "row0-full": "Gulnora Sonova", "row0-kind": "birth_claimed"}
    registering.answers(steps)
    registering.records()
    other = Guardian.objects.get().person.names.get(is_preferred=False)
    assert (other.full, other.kind, other.source) == ("Gulnora Sonova", NameKind.BIRTH_CLAIMED, "mother")


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        ({"row0-full": "Zarina  Saidova"}, 0, "stands on the page twice"),
        ({"row0-full": "Zara", "row1-full": "Zara"}, 1, "stands on the page twice"),
        ({"row0-full": "123"}, 0, "A name has letters."),
        ({"row0-full": "x" * 301}, 0, "at most 300 characters"),
    ],
)
def test_a_line_that_cannot_be_kept_says_so_and_loses_nothing(registering, rows, row, words):
    response = registering.sends("child-1-name", name_latin="Zarina Saidova", rows="2", **rows)
    assert response.status_code == 422
    form = response.context["form"]
    assert words in form.rows[row].errors["full"][0]
    assert form["name_latin"].value() == "Zarina Saidova"


def test_a_parent_on_file_has_no_new_name(registering, sibling):
    typed = {"how": "sibling", "sibling": sibling.case_number, "rows": "1", "row0-full": "Gulnora Sonova"}
    response = registering.sends("mother", **typed)
    assert response.status_code == 422
    assert "how" in response.context["form"].errors
