"""The normal form of a written name: its parts, each in the small alphabet of `sounds`, with what may be left off.

People write one name with and without article, "son of" and family ending; join and divide it; use several scripts.
Here that is taken apart, so that two spellings can be compared part by part.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from cases.names import particles
from cases.names.folding import fold
from cases.names.scripts import script_of
from cases.names.skeletons import skeleton_of
from cases.names.sounds import sound_of

LONGEST_NAME = 400
MOST_PARTS = 12

ABD, DIN, ALLAH = "abd", "din", "allah"
NO_MARKS: frozenset[str] = frozenset()

CAPITAL_INSIDE = re.compile(r"(?<=[a-zß-ÿа-яё])(?=[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё])")
ONE_SIGN = {"'": "", "İ": "i", "Ӏ": "ӏ", "\u0640": ""} | dict.fromkeys("`´’‘‛′ʹʻʼʽʾʿˈꞌ＇", "")
MAKES_A_LETTER = frozenset("çčćšşșśŝžżǧğġḫẖḵṯḏţțäåйёїўӣӯأإآؤئۀ")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name."""

    sound: str  # in the small alphabet, without what `marks` says was there
    bare: str  # the same without what is often left off; equal to `sound` where there is nothing of the kind
    kind: str  # what was left off the bare sound: article, son, father, family, patronymic, or nothing
    marks: frozenset[str]  # ABD, DIN, ALLAH: servant of, of the religion, of God
    skeleton: str  # of the bare sound
    written: str  # the bare word in the search normal form, to look up attested spellings by
    script: str

    @property
    def initial(self) -> bool:
        """Whether it is one letter that stands for a name."""
        return len(self.written) == 1


def normal_parts(full: str) -> list[Part]:
    """Return the parts of a written name in their order; at most `MOST_PARTS`. Never raises."""
    return list(parts_of(full[:LONGEST_NAME]))


class _Letters(dict[int, str]):
    """What becomes of a letter, found out once for each."""

    def __missing__(self, code: int) -> str:
        found = _written(chr(code))
        self[code] = found
        return found


LETTERS = _Letters()


def written_words(full: str) -> list[str]:
    """Return the words of ``full`` in small letters: signs between words divide, signs and marks inside are dropped.

    Marks that make another letter (ş, й, ئ) stay. Doing it twice changes nothing more.
    """
    text = unicodedata.normalize("NFKC", full[:LONGEST_NAME])[:LONGEST_NAME]
    text = CAPITAL_INSIDE.sub(" ", text).replace("İ", "i").casefold()
    return unicodedata.normalize("NFC", text).translate(LETTERS).split()


@lru_cache(maxsize=8192)
def parts_of(full: str) -> tuple[Part, ...]:
    """Return what `normal_parts` returns, and remember it: one name is compared with many."""
    words = written_words(full)
    parts: list[Part] = []
    before: list[str] = []
    servant = False
    for place, word in enumerate(words):
        follows = words[place + 1] if place + 1 < len(words) else ""
        if _is_article(word, follows) if follows else parts and word in particles.ENDS_OPEN:
            continue
        if follows and not servant and (word in particles.SON_OF or word in particles.FATHER_OF):
            before.append(word)
        elif follows and word in particles.SERVANT:
            servant = True
        elif parts and not servant and _marks_the_last(word):
            mark = DIN if word in particles.RELIGION else ALLAH
            parts[-1] = replace(parts[-1], marks=parts[-1].marks | {mark})
        elif not (parts and len(word) > 1 and word in particles.SON_OF):
            parts.append(_part(word, before, servant=servant))
            before, servant = [], False
        if len(parts) == MOST_PARTS:
            break
    return tuple(part for part in parts if part.sound)


def _written(letter: str) -> str:
    if letter in ONE_SIGN:
        return ONE_SIGN[letter]
    if letter in MAKES_A_LETTER:
        return letter
    if letter in "\t\n\r\v\f":
        return " "
    category = unicodedata.category(letter)
    if category[0] == "L":
        base = unicodedata.normalize("NFD", letter)[0]
        return base if unicodedata.category(base)[0] == "L" else ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return "" if category in ("Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn", "Sk") else " "


def _is_article(word: str, follows: str) -> bool:
    if word in particles.ARTICLES or word in particles.BEFORE_SH:
        return True
    return word in particles.ASSIMILATED and follows[0] == word[-1]


def _marks_the_last(word: str) -> bool:
    return word in particles.RELIGION or word in particles.GOD


def _part(word: str, before: list[str], *, servant: bool) -> Part:
    script = script_of(word)
    if script not in particles.FAMILY_END:
        sound = sound_of(word, script)
        return Part(sound, sound, "", NO_MARKS, skeleton_of(sound), fold(word), script)
    word = particles.SON_OF_SERVANT.sub("", word)
    rest, marks = _marked(word, script, servant=servant)
    bare, kind = _bare(rest, script)
    bare_sound = sound_of(bare, script)
    sound = bare_sound if bare == rest else sound_of(rest, script)
    if before:
        kind = kind or ("father" if before[0] in particles.FATHER_OF else "son")
        without_article = particles.ARTICLE_START[script].sub("", rest)
        sound = "".join(sound_of(name, script_of(name)) for name in before) + sound_of(
            without_article, script
        )
    return Part(sound, bare_sound, kind, marks, skeleton_of(bare_sound), fold(bare), script)


GOD_SOUNDS = {"Latn": "lah", "Cyrl": "лах", "Arab": "لاه"}


def _marked(word: str, script: str, *, servant: bool) -> tuple[str, frozenset[str]]:
    """Take "servant of", "of the religion" and "of God" off a word; leave at least two letters of it."""
    plain = _without_endings(word, script)
    if particles.ABD_ALLAH[script].match(plain) or (servant and word in particles.GOD):
        return GOD_SOUNDS[script], frozenset({ABD})
    if servant:
        return particles.ARTICLE_START[script].sub("", word), frozenset({ABD})
    found = particles.ABD_START[script].match(plain)
    if found and len(plain) - found.end() >= 3:
        return word[found.end() :], frozenset({ABD})
    for mark, patterns in ((DIN, particles.DIN_END), (ALLAH, particles.ALLAH_END)):
        if found := patterns[script].search(plain):
            return plain[: found.start()], frozenset({mark})
    return word, NO_MARKS


STARTS = (
    ("father", particles.FATHER_START),
    ("article", particles.ARTICLE_START),
    ("son", particles.SON_START),
)


def _bare(word: str, script: str) -> tuple[str, str]:
    """Take article, "son of" and endings off a word; say what weighs most of it."""
    bare, kind = word, ""
    for prefix, patterns in STARTS:
        shorter = patterns[script].sub("", bare)
        if shorter != bare:
            bare, kind = shorter, prefix
            break
    for ending, patterns in (("patronymic", particles.PATRONYMIC_END), ("family", particles.FAMILY_END)):
        shorter = patterns[script].sub("", bare)
        if shorter != bare:
            return shorter, ending
    return bare, kind


def _without_endings(word: str, script: str) -> str:
    return particles.FAMILY_END[script].sub("", particles.PATRONYMIC_END[script].sub("", word))
