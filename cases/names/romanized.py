"""Arabic names as the tables for geographical names write them, without their marks above and below letters.

Two tables, the same but for one letter and the article:

- United Nations: the system that the Eleventh Conference on the Standardization of Geographical Names recommended
  (resolution XI/3, 2017; Working Group on Romanization Systems, "Romanization of Arabic"). The article has a capital
  letter everywhere: Abd Ar Rahman.
- BGN/PCGN 1956 ("Romanization of Arabic", United States Board on Geographic Names and Permanent Committee on
  Geographical Names). The article has one at the beginning alone, and ظ is z: Abd ar Rahman.

Papers and maps often have them without marks. Names are written without their short vowels, and none is made up: of the
spellings that are attested for a name the commonest is taken that the table allows.
"""

import re
from typing import NamedTuple

from cases.names.attested import spellings_of
from cases.names.normal import ABD, ALLAH, DIN, Part

GOD_WRITTEN = "لاه"
SUN_LETTERS = {
    "ت": "t",
    "ث": "th",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "dh",
    "ل": "l",
    "ن": "n",
}
MOON_LETTERS = {
    "ب": "b",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "م": "m",
    "ه": "h",
}
SHORT = "[aiu]?"
# The weak letters with the vowel before them: half of a diphthong, a long vowel, or a consonant before a vowel.
WEAK = {
    "ا": "a?",
    "ع": SHORT,
    "و": "(?:aw|u(?![aiu])|[aiu]?w(?=[aiu]))",
    "ي": "(?:ay|i(?![aiu])|[aiu]?y(?=[aiu]))",
}
LAST = {"ه": "(?:ah?|ih|uh)", "ي": "(?:ay?|iy?)", "و": "(?:aw|u)", "ا": "a"}
FIRST = {"ا": "[aiu]", "ع": "", "و": "w", "ي": "y"}


class Table(NamedTuple):
    """What the two tables have otherwise: a letter, and the article between two words."""

    letters: dict[str, str]
    article: str


UNITED_NATIONS = Table(SUN_LETTERS | MOON_LETTERS, "A")
BGN_PCGN = Table(SUN_LETTERS | MOON_LETTERS | {"ظ": "z"}, "a")


def romanized(parts: tuple[Part, ...], table: Table) -> str:
    """Return an Arabic name by ``table``, or "" where no attested spelling of one of its parts follows it."""
    words = [_part(part, table) for part in parts]
    if not words or not all(words):
        return ""
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _part(part: Part, table: Table) -> str:
    if ABD in part.marks and part.written == GOD_WRITTEN:
        return "Abd Allah"
    word = _spelling(part.written, table)
    if not word:
        return ""
    name = word.capitalize()
    if ALLAH in part.marks:
        return f"{re.sub('ah$', 'at', name)} Allah"
    if DIN in part.marks:
        return f"{name} {table.article}d Din"
    if ABD in part.marks:
        return f"Abd {_article(part.written, table)} {name}"
    if part.kind == "article":
        return f"{_article(part.written, table)} {name}"
    if part.kind == "father":
        return f"Umm {name}" if is_of_mother(part) else f"Abu {name}"
    return f"Bin {name}" if part.kind == "son" else "" if part.kind else name


def is_of_mother(part: Part) -> bool:
    """Say whether an Arabic part that has "father of" or "mother of" before it has the latter."""
    return part.sound.startswith("Vm")


def _article(written: str, table: Table) -> str:
    """Return the article before a name: before some letters it sounds like them."""
    return table.article + (table.letters[written[0]] if written[0] in SUN_LETTERS else "l")


def _spelling(written: str, table: Table) -> str:
    """Return the commonest attested spelling that ``table`` allows for a word, or ""."""
    allowed = _allowed(written, table)
    if allowed is None:
        return ""
    fitting = (found.word for found in spellings_of(written, "Latn") if allowed.fullmatch(found.word))
    word = next(fitting, "")
    # The table writes the h of an ending that mostly goes unwritten.
    return f"{word}h" if written.endswith("ه") and word.endswith("a") else word


def _allowed(written: str, table: Table) -> re.Pattern[str] | None:
    """Return what the spellings of a word look like when its short vowels may be any; nothing for foreign letters."""
    pattern, last = "", len(written) - 1
    for place, letter in enumerate(written):
        weak = FIRST.get(letter) if not place else LAST.get(letter) if place == last else None
        weak = WEAK.get(letter) if weak is None else weak
        if weak is None and letter not in table.letters:
            return None
        pattern += _consonant(table.letters[letter], place) if weak is None else weak
    return re.compile(pattern)


def _consonant(sign: str, place: int) -> str:
    """Return a letter with a short vowel before it; doubled or not, as unmarked names do not say. An ss is a habit."""
    if not place:
        return sign
    return f"{SHORT}{sign}" if sign == "s" else f"{SHORT}(?:{sign}){{1,2}}"
