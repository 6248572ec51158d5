"""Words that mark a child are found in four languages, in every form, and never inside other words (DOMAIN 4)."""

import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.wording import WHY, words_in
from cases.wording.finding import PHRASES

DATA = json.loads(PHRASES.read_text(encoding="utf-8"))["entries"]


@pytest.mark.parametrize(
    ("text", "written", "why"),
    [
        ("She is an orphan.", "orphan", "both_deaths"),
        ("Two ORPHANS, of one mother", "ORPHANS", "both_deaths"),
        ("an orphan's story", "orphan", "both_deaths"),
        ("They call him an ISIS\nchild", "ISIS\nchild", "child_first"),
        ("a jihadi’s child", "jihadi’s child", "child_first"),
        ("jihadi's children", "jihadi's children", "child_first"),
        ("an ISIS-bride, they say", "ISIS-bride", "who_she_is"),
        ("the deportee", "deportee", "legal_word"),
        ("is stateless", "stateless", "authority_decides"),
        ("an illegitimate son", "illegitimate", "no_person_is"),
        ("radicalised", "radicalised", "says_nothing"),
        ("a fake birth certificate", "fake birth certificate", "evidence"),
        ("a rejected child", "rejected child", "the_state_refused"),
        ("Она сирота", "сирота", "both_deaths"),
        ("среди СИРОТАМИ", "СИРОТАМИ", "both_deaths"),
        ("ребёнок ИГИЛ", "ребёнок ИГИЛ", "child_first"),
        ("ребенка боевика", "ребенка боевика", "child_first"),
        ("детьми боевиков", "детьми боевиков", "child_first"),
        ("жена боевика", "жена боевика", "who_she_is"),
        ("незаконнорождённого", "незаконнорождённого", "no_person_is"),
        ("поддельное свидетельство", "поддельное свидетельство", "evidence"),
        ("هو يتيم", "يتيم", "both_deaths"),
        ("والأيتام هنا", "والأيتام", "both_deaths"),
        ("يَتِيم", "يَتِيم", "both_deaths"),
        ("أطفال داعش", "أطفال داعش", "child_first"),
        ("اطفال داعش", "اطفال داعش", "child_first"),
        ("من عديمي الجنسيه", "عديمي الجنسيه", "authority_decides"),
        ("Une orpheline", "orpheline", "both_deaths"),
        ("un enfant rejete\u0301", "enfant rejete\u0301", "the_state_refused"),
        ("ENFANTS DE L’EI", "ENFANTS DE L’EI", "child_first"),
        ("radicalisée", "radicalisée", "says_nothing"),
    ],
)
def test_a_word_is_found_as_it_was_written(text, written, why):
    assert [(found.written, found.why) for found in words_in(text)] == [(written, why)]


@pytest.mark.parametrize(
    "text",
    [
        "the crisis children face",
        "Isis Street",
        "She lives in an orphanage",
        "The bastardised name",
        "a dangerous road",
        "the school is affiliated to the ministry",
        "an illegal building",
        "the State rejected the request",
        "Orphanides is her name",
        "Светлана Сиротина",
        "сиротливый",
        "детали дела",
        "жених боевик не был",
        "детали о террористе",
        "на этой стадии",
        "المرحلة الأولى",
        "تيمم",
        "orphelinat",
        "un enfant dort",
        "L’apatridie",
        "",
        "\x00 \u200d",
    ],
)
def test_words_that_only_look_alike_are_left_in_peace(text):
    assert words_in(text) == []


def test_what_to_say_is_said_in_the_language_of_the_word():
    said = {found.written: found.say for found in words_in("orphan сирота يتيم orphelin")}
    assert said["orphan"].startswith("both parents")
    assert said["сирота"].startswith("сообщено")
    assert said["يتيم"].startswith("أُبلغ")
    assert said["orphelin"].startswith("décès")


def test_a_word_is_told_once_however_often_it_stands_there():
    assert len(words_in("orphan, orphan and again an Orphan")) == 1


@pytest.mark.parametrize("entry", DATA, ids=lambda entry: entry["why"])
def test_every_phrase_of_the_list_is_found_and_has_its_words(entry):
    assert entry["why"] in WHY
    for language, phrases in entry["find"].items():
        assert entry["say"][language]
        for phrase in phrases:
            plain = " ".join(word.split("/")[-1].replace("*", "") for word in phrase.split())
            found = words_in(f"– {plain} –")
            assert entry["why"] in {one.why for one in found}, phrase


def test_every_reason_is_used():
    assert {entry["why"] for entry in DATA} == set(WHY)
    with translation.override("en"):
        assert all(str(sentence).endswith(".") for sentence in WHY.values())


@given(text=st.text())
def test_any_text_is_read(text):
    for found in words_in(text):
        assert found.written in text
