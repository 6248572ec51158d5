"""Finds the phrases of ``wording.json`` in a text of any of its languages. ``static/cases/js/wording.js`` does the same."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Where the browser reads it too.
PHRASES = Path(__file__).resolve().parent.parent / "static" / "cases" / "wording.json"
MOST_ENDING = 3
# What Arabic writes in front of a word and together with it: and, the, by, like, for, so.
IN_FRONT = ("وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ك", "ل")
# Letters that people use for one another: final forms, and those of a Persian keyboard.
ALIKE = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "\u200c": "", "\u200d": ""})


@dataclass(frozen=True)
class Found:
    """One phrase of a text as it was written, what to say instead, and a code of ``WHY``."""

    written: str
    say: str
    why: str


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    say: str
    why: str


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    forms: tuple[str, ...]


def words_in(text: str) -> list[Found]:
    """The phrases found in ``text``, each once, in their order. Words within other words are not meant."""
    words = list(_words(text))
    found: dict[tuple[str, ...], Found] = {}
    for place, word in enumerate(words):
        for phrase in _starting_like(word):
            last = place + len(phrase.words)
            if phrase.words not in found and _fits(phrase, words[place:last]):
                written = text[word.start : words[last - 1].end]
                found[phrase.words] = Found(written=written, say=phrase.say, why=phrase.why)
    return list(found.values())


def folded(text: str) -> str:
    """Without case, accents, vowel signs and other marks, so that spellings of one word are alike."""
    plain = (mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return "".join(plain).lower().translate(ALIKE)


def _words(text: str) -> Iterator[_Word]:
    start = None
    for place, character in enumerate(text + " "):
        if _is_letter(character):
            start = place if start is None else start
        elif start is not None:
            yield _Word(start, place, _forms(folded(text[start:place])))
            start = None


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in "\u200c\u200d"


def _forms(word: str) -> tuple[str, ...]:
    shorter = (word[len(front) :] for front in IN_FRONT if word.startswith(front))
    return (word, *(form for form in shorter if len(form) > 1))


def _fits(phrase: _Phrase, words: list[_Word]) -> bool:
    return len(words) == len(phrase.words) and all(
        any(_is_form(form, wanted) for form in word.forms)
        for word, wanted in zip(words, phrase.words, strict=True)
    )


def _is_form(form: str, wanted: str) -> bool:
    if "/" in wanted:
        return form in wanted.split("/")
    if not wanted.endswith("*"):
        return form == wanted
    stem = wanted[:-1]
    return form.startswith(stem) and len(form) - len(stem) <= MOST_ENDING


def _starting_like(word: _Word) -> Iterator[_Phrase]:
    for start in {form[:2] for form in word.forms}:
        yield from _by_start().get(start, ())


@cache
def _by_start() -> dict[str, list[_Phrase]]:
    """The phrases by the first two letters of their first word: a long text is read in no time."""
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    for entry in json.loads(PHRASES.read_text(encoding="utf-8"))["entries"]:
        for language, written in entry["find"].items():
            for phrase in written:
                words = tuple(folded(phrase).split())
                for start in {form[:2] for form in words[0].split("/")}:
                    phrases[start].append(_Phrase(words, entry["say"][language], entry["why"]))
    return dict(phrases)
