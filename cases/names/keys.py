"""The keys by which a stored name is found again, however it is spelled: the same for the spellings of one name."""

from dataclasses import dataclass
from itertools import combinations

from cases.names import particles
from cases.names.normal import ABD, ALLAH, DIN, LONGEST_NAME, MOST_PARTS, Part, parts_of, written_words
from cases.names.scripts import script_of
from cases.names.skeletons import consonants_of, skeleton_of
from cases.names.sounds import sound_of

# Grows with every change to what is made here: `manage.py rekey` then makes the keys of older rows again.
KEYS_VERSION = 3

MOST_TOKENS = 16
MOST_PAIRS = 64
LONGEST_KEY = 16
LONGEST_TEXT = 400

# What parts taken off the sound leave in a key.
MARKED = {ABD: "apt", DIN: "tn", ALLAH: "l"}


@dataclass(frozen=True)
class NameKeys:
    """What is stored beside a written name: its keys, and texts for likeness by trigrams."""

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
    keys = [found for found in map(_keys_of_part, parts) if found]
    tokens = sorted({key for found in keys for key in found})[:MOST_TOKENS]
    return NameKeys(
        tokens=tuple(tokens),
        pairs=tuple(sorted(_pairs(keys))),
        consonants=" ".join(filter(None, map(_consonants, parts)))[:LONGEST_TEXT].strip(),
        skeleton=" ".join(found[0] for found in keys)[:LONGEST_TEXT].strip(),
    )


def unfinished_key(word: str) -> str:
    """Return what a key of any word that goes on from ``word`` begins with; "" when that says nothing yet."""
    words = written_words(word)
    if not words or words[-1] in particles.ARTICLES:
        return ""
    last = words[-1]
    script = script_of(last)
    if script in particles.ABD_START:
        last = particles.UNFINISHED_END[script].sub("", last)
        servant = particles.ABD_START[script].match(last)
        if servant or last in particles.SERVANT:
            rest = sound_of(last[servant.end() :], script) if servant else ""
            return (MARKED[ABD] + skeleton_of(rest, finished=False))[:LONGEST_KEY]
    parts = parts_of(" ".join([*words[:-1], last]))
    return (_before(parts[-1]) + skeleton_of(parts[-1].bare, finished=False))[:LONGEST_KEY] if parts else ""


def _keys_of_part(part: Part) -> list[str]:
    """Return one key, or two where a letter has two readings; the usual one first."""
    after = "".join(MARKED[mark] for mark in (DIN, ALLAH) if mark in part.marks)
    readings = (part.skeleton, skeleton_of(part.bare, second=True))
    found = dict.fromkeys((_before(part) + reading + after)[:LONGEST_KEY] for reading in readings)
    return [key for key in found if key]


def _before(part: Part) -> str:
    return MARKED[ABD] if ABD in part.marks else ""


def _consonants(part: Part) -> str:
    return _before(part) + consonants_of(part.bare)


def _pairs(keys: list[list[str]]) -> list[str]:
    """Return the pair keys, the most telling first, and no more than `MOST_PAIRS`."""
    if len(keys) == 1:
        return keys[0]
    found: dict[str, None] = {}
    for place in range(len(keys) - 1):
        together = (keys[place][0] + keys[place + 1][0])[:LONGEST_KEY]
        found[together] = None
    for one, other in combinations(keys[:MOST_PARTS], 2):
        found.update(dict.fromkeys(_pair(a, b) for a in one for b in other))
    for place in range(len(keys) - 1):
        together = (keys[place][0] + keys[place + 1][0])[:LONGEST_KEY]
        others = [key[0] for at, key in enumerate(keys) if at not in (place, place + 1)]
        found.update(dict.fromkeys(_pair(together, key) for key in others))
    return list(found)[:MOST_PAIRS]


def _pair(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))
