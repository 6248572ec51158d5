"""The keys by which a stored name is found again, however it is spelled: the same for the spellings of one name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from cases.names.normal import ABD, ALLAH, DIN, LONGEST_NAME, MOST_PARTS, Part, parts_of

# Grows with every change to what is made here: `manage.py rekey` then makes the keys of older rows again.
KEYS_VERSION = 1

MOST_TOKENS = 16
MOST_PAIRS = 64
LONGEST_KEY = 16
LONGEST_TEXT = 400

START = "a"  # what a first vowel, alef, ain or ya leaves in a key

# One letter for all consonants that are written for one another.
CLASSES = {
    "p": "bp",
    "f": "fvw",
    "t": "tTdDṭḍ",
    "s": "sSzZCjṣẓc",
    "k": "kgGxXqhH",
    "l": "l",
    "m": "m",
    "n": "n",
    "r": "r",
}
CLASS_OF = {letter: key for key, letters in CLASSES.items() for letter in letters}
# The letters that some read in one class and some in another, by what the second key has for them.
SECOND_READING = {"j": "k", "D": "s", "ẓ": "t", "ḍ": "s"}
FIRST = frozenset("aeiouyVAYIʿ")
SILENT = frozenset("aeiouyVAYIWʿ@")
WAW_AT_START = frozenset("Ww")
AFTER_VOWEL = re.compile("(?<=[aeiou])[vw](?![aeiou])|W|w")
END_OF_WORD = re.compile("(?<=.)[hH]$")
UNFINISHED = re.compile(r"(?<=\w{3})(?:[oeyо]v(?:a|i|ic|iC|n|na)?)$")
# The consonant text has plain letters, those that one script does not tell apart together.
PLAIN = str.maketrans("TDṭḍZCSxXHṣẓqG", "tdtdjsshhhszkg", "".join(SILENT))
MARKED = {ABD: "apt", DIN: "tn", ALLAH: "l"}


@dataclass(frozen=True)
class NameKeys:
    """What is stored beside a written name: its keys and the texts for likeness by trigrams."""

    tokens: tuple[str, ...]
    pairs: tuple[str, ...]
    consonants: str
    skeleton: str


def keys_of(full: str) -> NameKeys:
    """Return the keys of a written name. Never raises; empty for a name without letters.

    ``tokens``: a key for each part. ``pairs``: a key for each two parts whatever their order, for neighbours written
    together, and for a name of one part that part. Each once and sorted, few enough for any name. ``consonants`` and
    ``skeleton``: the words without vowels, and their keys in the order of the name.
    """
    parts = parts_of(full[:LONGEST_NAME])
    keys = [_keys_of_part(part) for part in parts]
    tokens = sorted({key for found in keys for key in found})[:MOST_TOKENS]
    return NameKeys(
        tokens=tuple(tokens),
        pairs=tuple(sorted(_pairs([found for found in keys if found]))),
        consonants=" ".join(filter(None, map(_consonants, parts)))[:LONGEST_TEXT].strip(),
        skeleton=" ".join(found[0] for found in keys if found)[:LONGEST_TEXT].strip(),
    )


def unfinished_key(word: str) -> str:
    """Return what the keys of the words begin with that ``word`` is the beginning of; "" for none."""
    parts = parts_of(word[:LONGEST_NAME])
    if not parts:
        return ""
    last = parts[-1]
    sound = UNFINISHED.sub("", last.bare)
    return (_before(last) + skeleton_of(sound, finished=False))[:LONGEST_KEY]


@lru_cache(maxsize=8192)
def skeleton_of(sound: str, *, finished: bool = True, second: bool = False) -> str:
    """Return the consonants of a word of the small alphabet by their classes, with a mark for a first vowel."""
    if not sound:
        return ""
    if finished:
        sound = END_OF_WORD.sub("", sound)
    first = START if sound[0] in FIRST else "f" if sound[0] in WAW_AT_START else ""
    rest = sound if sound[0] not in WAW_AT_START else sound[1:]
    letters: list[str] = []
    for letter in AFTER_VOWEL.sub("", rest):
        if letter in SILENT:
            continue
        key = (SECOND_READING.get(letter) if second else None) or CLASS_OF.get(letter, letter)
        if not letters or letters[-1] != key:
            letters.append(key)
    return first + "".join(letters)


def _keys_of_part(part: Part) -> list[str]:
    """Return one key, or two where a letter has two readings; the first is the usual one."""
    found = []
    for second in (False, True):
        key = _before(part) + skeleton_of(part.bare, second=second)
        key += "".join(MARKED[mark] for mark in (DIN, ALLAH) if mark in part.marks)
        found.append(key[:LONGEST_KEY])
    return [key for key in dict.fromkeys(found) if key]


def _before(part: Part) -> str:
    return MARKED[ABD] if ABD in part.marks else ""


def _consonants(part: Part) -> str:
    return _before(part) + part.bare.translate(PLAIN)


def _pairs(keys: list[list[str]]) -> list[str]:
    """Return the pair keys, the most telling first, and no more than `MOST_PAIRS`."""
    if len(keys) == 1:
        return keys[0][:MOST_PAIRS]
    found: dict[str, None] = {}
    for one, other in combinations(keys[:MOST_PARTS], 2):
        found.update(dict.fromkeys(_pair(a, b) for a in one for b in other))
    for place in range(len(keys) - 1):
        together = (keys[place][0] + keys[place + 1][0])[:LONGEST_KEY]
        others = [key[0] for at, key in enumerate(keys) if at not in (place, place + 1)]
        found.update(dict.fromkeys([together, *(_pair(together, key) for key in others)]))
    return list(found)[:MOST_PAIRS]


def _pair(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))
