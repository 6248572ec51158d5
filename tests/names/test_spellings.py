"""The Latin spellings that are likely on papers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import spellings
from cases.names.machine_zone import icao_9303
from cases.names.normal import parts_of
from cases.names.romanized import BGN_PCGN, UNITED_NATIONS, romanized
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


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("Васильева", "Vassilieva"),
        ("Оксана", "Oxana"),
        ("Гирев", "Guirev"),
        ("Васин", "Vassine"),
        ("Гусев", "Goussev"),
        ("Юлия Щеглова", "Iouliia Chtcheglova"),
    ],
)
def test_the_french_customs_that_order_310_gives_examples_of(written, french):
    assert texts(written)[spellings.RUSSIAN_FRENCH] == french


def test_the_english_customs_of_order_310():
    assert texts("Юлия Васильева")[spellings.RUSSIAN_ENGLISH] == "Yuliya Vasilyeva"
    assert texts("Дмитрий")[spellings.RUSSIAN_ENGLISH] == "Dmitriy"
    assert texts("Дмитрий")[spellings.RUSSIAN_SHORT] == "Dmitry"
    assert spellings.RUSSIAN_SHORT not in texts("Юсуф")


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
        spellings.ARABIC_UN: "Khadijah Ash Shammari",
        spellings.ARABIC_BGN: "Khadijah ash Shammari",
    }
    assert texts("عائشة عبد الله")[spellings.ARABIC_ENGLISH] == "Aisha Abdullah"
    assert texts("عائشة عبد الله")[spellings.ARABIC_FRENCH] == "Aicha Abdallah"


@pytest.mark.parametrize(
    ("full", "united_nations"),
    [
        ("محمد", "Muhammad"),
        ("حسين", "Husayn"),
        ("عائشة", "Aishah"),
        ("مريم", "Maryam"),
        ("سليمان", "Sulayman"),
        ("عثمان", "Uthman"),
        ("عبد الرحمن", "Abd Ar Rahman"),
        ("عبد الله الراوي", "Abd Allah Ar Rawi"),
        ("نور الدين", "Nur Ad Din"),
        ("هبة الله", "Hibat Allah"),
        ("أبو بكر", "Abu Bakr"),
        ("أم كلثوم", "Umm Kulthum"),
        ("خالد بن وليد", "Khalid Bin Walid"),
    ],
)
def test_the_table_of_the_united_nations_chooses_among_attested_spellings(full, united_nations):
    parts = parts_of(full)
    assert romanized(parts, UNITED_NATIONS) == united_nations
    assert united_nations in {spelling.text for spelling in predicted_spellings(full)}


def test_the_british_and_american_table_has_a_small_article_inside():
    assert romanized(parts_of("عبد الرحمن الشمري"), BGN_PCGN) == "Abd ar Rahman ash Shammari"


def test_the_mother_of_somebody_is_not_the_father():
    assert texts("أم كلثوم")[spellings.ARABIC_ENGLISH].startswith("Umm ")
    assert texts("أم كلثوم")[spellings.ARABIC_FRENCH].startswith("Oum ")


def test_a_text_that_two_rules_give_comes_once_under_the_first():
    found = predicted_spellings("Марат")
    twice = predicted_spellings("يوسف")

    assert [(spelling.text, spelling.rule) for spelling in found] == [("Marat", spellings.ICAO)]
    assert [spelling.text for spelling in twice] == ["Yusuf", "Youssef"]


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
