"""A first guess at the parts of a full name, for a person to check: forms offer it, nothing is decided by it."""

import re
from collections.abc import Sequence

from cases.names.folding import fold
from cases.names.scripts import script_of

Words = list[str]
Parts = dict[str, str]

# All endings and words below are in folded form (see folding.py): no marks, no soft signs, й as и, э as е.
PATRONYMIC = re.compile(r"(ович|евич|илич|кузмич|лукич|фомич|никитич|овна|евна|ична|ивна)$")
PATRONYMIC_LATIN = re.compile(r"(ovich|evich|ovych|ilich|ovna|evna|ichna|ivna)$")
CHILD_OF = re.compile(r"(ogl[uyi]|[kqg]izi|kyzy|uly|u?ulu|огл[уыи]|угл[иа]|[кг]изи|кызы|улы|уулу)")
FAMILY = re.compile(
    r"(ов|ова|ев|ева|скии|ская|енко|зода|заде|ov|ova|ev|eva|skii|skiy|sky|skaya|enko|zoda|zade|zada)$"
)
FAMILY_ARABIC = re.compile(r"(وف|وفا|ييف|ييفا|سكي|سكايا|زاده|زودا)$")
SON_OF = frozenset(["بن", "ابن", "بنت", "ولد", "bin", "ibn", "bint", "ben"])
FIRST_HALF = frozenset(["عبد", "ابو", "ابي", "ام", "abd", "abu", "abou", "umm"])
SECOND_HALF = frozenset(["الدين", "الله", "الرحمن", "الاسلام", "eddin", "eddine", "uddin", "ullah", "aldin"])
ARTICLE_LATIN = ("al-", "el-", "ad-", "an-", "ar-", "as-", "at-", "az-", "ash-")


def guess_parts(full: str, script: str | None = None) -> Parts:
    """Return the likely parts of ``full``, as written, by the keys of the parts of a name.

    Keys: given, patronymic, father_given, grandfather_given, family, nisba; those it cannot guess are left out, and
    nothing is guessed from one word but a given name. Knows the patronymics of Russian and its neighbours, the
    "son of, daughter of" of the Turkic languages, and the Arabic chain of given name, father, grandfather and nisba.
    ``script`` is the ISO 15924 code when it is known. Never raises.
    """
    head, comma, tail = full.partition(",")
    if comma and fold(head) and fold(tail):
        return {**guess_parts(tail.replace(",", " "), script), "family": " ".join(head.split())}
    words = [word for word in full.split() if fold(word)]
    if not words:
        return {}
    if (script or script_of(full)) == "Arab":
        return _arabic(words)
    return _child_of(words) or _with_patronymic(words) or _chain(words) or _plain(words)


def _child_of(words: Words) -> Parts:
    """Rəşad Kamal oğlu Əliyev; Əliyev Rəşad Kamal oğlu."""
    place = next((i for i, word in enumerate(words) if i >= 1 and CHILD_OF.fullmatch(fold(word))), 0)
    if not place:
        return {}
    father = words[place - 1]
    parts = {"patronymic": f"{father} {words[place]}", "father_given": father}
    before, after = words[: place - 1], words[place + 1 :]
    if after:
        return _named(given=before, family=after) | parts
    return _named(given=before[1:] or before, family=before[:1] if len(before) > 1 else []) | parts


def _with_patronymic(words: Words) -> Parts:
    """Магомедов Аслан Русланович; Аслан Русланович Магомедов."""
    place = next((i for i, word in enumerate(words) if i >= 1 and _is_patronymic(word)), 0)
    if not place:
        return {}
    before, after = words[:place], words[place + 1 :]
    parts = {"patronymic": words[place]}
    if after:
        return _named(given=before, family=after) | parts
    return _named(given=before[-1:], family=before[:-1]) | parts


def _is_patronymic(word: str) -> bool:
    folded = fold(word)
    return bool(PATRONYMIC.search(folded) or PATRONYMIC_LATIN.search(folded))


def _chain(words: Words) -> Parts:
    """Ahmad bin Khalid al-Rawi."""
    if not any(fold(word) in SON_OF or word.lower().startswith(ARTICLE_LATIN) for word in words[1:]):
        return {}
    units = _joined([word for word in words if fold(word) not in SON_OF])
    last_is_nisba = len(units) > 1 and units[-1].lower().startswith(ARTICLE_LATIN)
    return _by_generation(units, nisba=last_is_nisba, family=False)


def _arabic(words: Words) -> Parts:
    """أحمد خالد محمود الراوي: the name, the father's, the grandfather's, and the nisba with its article."""
    units = _joined([word for word in words if fold(word) not in SON_OF])
    last = fold(units[-1]) if units else ""
    several = len(units) > 1
    nisba = several and last.startswith("ال") and last.endswith(("ي", "يه")) and " " not in last
    return _by_generation(units, nisba=nisba, family=several and bool(FAMILY_ARABIC.search(last)))


def _by_generation(units: Words, *, nisba: bool, family: bool) -> Parts:
    parts = {}
    if nisba or family or len(units) > 3:
        parts["nisba" if nisba else "family"] = units[-1]
        units = units[:-1]
    keys = ("given", "father_given", "grandfather_given")
    return dict(zip(keys, units, strict=False)) | parts


def _joined(words: Words) -> Words:
    """Put together names of two words: Abd al-Rahman, Nur al-Din."""
    units: Words = []
    for word in words:
        ends_open = units and fold(units[-1].split()[-1]) in FIRST_HALF
        if units and (ends_open or fold(word).replace(" ", "") in SECOND_HALF):
            units[-1] = f"{units[-1]} {word}"
        else:
            units.append(word)
    return units


def _plain(words: Words) -> Parts:
    """Two words without a sign of the order: family name last, unless only the first looks like one."""
    if len(words) == 1:
        return {"given": words[0]}
    if _is_family(words[0]) and not _is_family(words[-1]):
        return _named(given=words[1:], family=words[:1])
    return _named(given=words[:-1], family=words[-1:])


def _is_family(word: str) -> bool:
    return bool(FAMILY.search(fold(word)))


def _named(*, given: Sequence[str], family: Sequence[str]) -> Parts:
    parts = {"given": " ".join(given), "family": " ".join(family)}
    return {key: value for key, value in parts.items() if value}
