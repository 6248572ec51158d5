"""The Latin spellings that are likely on papers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import spellings
from cases.names.machine_zone import icao_9303
from cases.names.spellings import predicted_spellings
from tests.names.strategies import ANY_TEXT


def texts(full):
    return {spelling.rule: spelling.text for spelling in predicted_spellings(full)}


def test_russian_passports_of_three_times():
    assert texts("Мусаев Юсуф Цагаевич") == {
        spellings.ICAO: "Musaev Iusuf Tsagaevich",
        spellings.GOST: "Musaev Iusuf Tcagaevich",
        spellings.RUSSIAN_ENGLISH: "Musaev Yusuf Tsagaevich",
        spellings.RUSSIAN_FRENCH: "Moussaev Ioussouf Tsagaevitch",
    }


@pytest.mark.parametrize(
    ("written", "french"),
    [("Пушкин", "Pouchkine"), ("Жуков", "Joukov"), ("Гергиев", "Guerguiev"), ("Хаджиев", "Khadjiev")],
)
def test_the_french_custom_of_soviet_passports(written, french):
    assert texts(written)[spellings.RUSSIAN_FRENCH] == french


def test_tajik_letters_have_their_own_rule():
    assert texts("Раҳимов Ҷамол")[spellings.TAJIK] == "Rahimov Jamol"
    assert spellings.TAJIK not in texts("Рахимов Джамол")


def test_national_letters_of_latin_names_have_two_forms():
    assert texts("Əliyev Hüseyn") == {
        spellings.ICAO: "Aliyev Hueseyn",
        spellings.ICAO_PLAIN: "Aliyev Huseyn",
    }


def test_arabic_names_are_spelled_as_people_are_known_to_spell_them():
    assert texts("خديجة الشمري") == {
        spellings.ARABIC_ENGLISH: "Khadija Al-Shammari",
        spellings.ARABIC_FRENCH: "Khadidja El Shammari",
    }
    assert texts("عائشة عبد الله")[spellings.ARABIC_ENGLISH] == "Aisha Abdullah"
    assert texts("عائشة عبد الله")[spellings.ARABIC_FRENCH] == "Aicha Abdallah"


def test_a_text_that_two_rules_give_comes_once_under_the_first():
    found = predicted_spellings("Марат")

    assert [(spelling.text, spelling.rule) for spelling in found] == [("Marat", spellings.ICAO)]


@pytest.mark.parametrize("full", ["ققققق", "محمد ققققق", "زينب إبراهيموف", "", "\x00", "王小明"])
def test_where_a_part_is_not_known_nothing_is_made_up(full):
    assert predicted_spellings(full) == []


ARABIC_NAMES = st.lists(
    st.sampled_from(["محمد", "عائشة", "مؤمن", "هدى", "قاسم", "إيمان", "علاء"])
    | st.text("ءآأؤإئابةتثجحخدذىي", min_size=1),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(ARABIC_NAMES)
def test_escapes_of_the_machine_zone_are_never_shown(text):
    escaped = {word for word in icao_9303(text, "Arab").split("<") if "X" in word}
    for spelling in predicted_spellings(text, "Arab"):
        assert not escaped & set(spelling.text.upper().split())


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT)
def test_predicted_spellings_can_be_typed_anywhere(text):
    assert all(spelling.text.isascii() for spelling in predicted_spellings(text, "Arab"))
