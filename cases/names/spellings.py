"""The Latin spellings in which a name is likely to turn up on papers, by the rules of those who write them.

Where the rules stand:

- Machine-readable passports everywhere: ICAO Doc 9303, part 3, section 6 (eighth edition, 2021); in Russian passports
  since 2013 by order 320 of the Federal Migration Service (15 October 2012).
- Russian passports of 2010 to 2013: GOST R 52535.1-2006, by order 26 of the Federal Migration Service (2010).
- Russian passports of 1997 to 2010, written for English readers: order 310 of the Ministry of the Interior (26 May 1997),
  annex 7: ье is ye; an ending of ий or ый may be y alone. Its apostrophe for ь is left out, as machines have none.
- Passports with the emblem of the USSR, written for French readers: the same order, annex 6: г before е, и, ы is gu, кс is
  x, с between vowels ss, ье is ie, and an ending of ин is ine.
- Arabic names in official gazetteers: see `romanized`.
- Arabic names in the Maghreb and Lebanon: the traditional manner by the principles of French spelling, as the United
  Nations' Working Group on Romanization Systems calls it (report on Arabic, version 2.2, 2003); no table prescribes it, so
  what people are known to write decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.names.attested import spellings_of
from cases.names.letters import alike
from cases.names.machine_zone import FILLER, LONGEST_NAME, icao_9303
from cases.names.normal import ABD, ALLAH, DIN, Part, parts_of
from cases.names.romanized import BGN_PCGN, GOD_WRITTEN, UNITED_NATIONS, is_of_mother, romanized
from cases.names.scripts import script_of
from cases.names.sounds import sound_of

# The rules by their codes; a page says what they are in the reader's language.
ICAO = "icao_9303"  # Russian passports since 2013, and the machine-readable zone everywhere
ICAO_PLAIN = "icao_9303_plain"  # the same with Ä, Ö, Ü and Å as single letters, which the standard allows
GOST = "gost_52535"  # Russian passports of 2010 to 2013
RUSSIAN_ENGLISH = "russian_english"  # Russian passports of 1997 to 2010
RUSSIAN_SHORT = "russian_english_short"  # the same with one letter for an ending of two
RUSSIAN_FRENCH = "russian_french"  # Soviet passports, and Russian ones on their blanks
TAJIK = "tajik"
ARABIC_ENGLISH = "arabic_english"  # as the Mashriq and the Gulf write: Abdul, Al-, sh, ou rarely
ARABIC_FRENCH = "arabic_french"  # as the Maghreb and Lebanon write: Abdel, El, ch, ou, dj
ARABIC_UN = "arabic_ungegn"  # the table of the United Nations, without marks
ARABIC_BGN = "arabic_bgn"  # the table of BGN and PCGN, without marks


@dataclass(frozen=True)
class Spelling:
    """A spelling that was not read anywhere but follows from a rule."""

    text: str
    rule: str


PLAIN = str.maketrans({"Ä": "A", "ä": "a", "Ö": "O", "ö": "o", "Ü": "U", "ü": "u", "Å": "A", "å": "a"})
TAJIK_LETTERS = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)

SIMPLE = dict(zip("абвгдезийклмнопрстуфы", "abvgdeziyklmnoprstufy", strict=True)) | {
    "ё": "e",
    "э": "e",
    "ь": "",
}
GOST_RULES = SIMPLE | {
    "й": "i",
    "ж": "zh",
    "х": "kh",
    "ц": "tc",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ю": "iu",
    "я": "ia",
}
ENGLISH_RULES = SIMPLE | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ю": "yu",
    "я": "ya",
}
FRENCH_RULES = SIMPLE | {
    "й": "i",
    "ж": "j",
    "у": "ou",
    "х": "kh",
    "ц": "ts",
    "ч": "tch",
    "ш": "ch",
    "щ": "chtch",
    "ъ": "",
    "ю": "iou",
    "я": "ia",
}
TAJIK_RULES = ENGLISH_RULES | {"ғ": "gh", "ӣ": "i", "қ": "q", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ё": "yo"}
# What depends on the neighbours is written before the letters are.
ENGLISH_BEFORE = [(re.compile("[ьъ][её]"), "ye")]
SHORT_ENDING = [*ENGLISH_BEFORE, (re.compile(r"[иы]й\b"), "y")]
FRENCH_BEFORE = [
    (re.compile("(?<=[аеёиоуыэюя])с(?=[аеёиоуыэюя])"), "ss"),
    (re.compile("г(?=[еиы])"), "gu"),
    (re.compile("ье"), "ie"),
    (re.compile("кс"), "x"),
    (re.compile(r"ин\b"), "ine"),
]

FRENCH_SIGN = re.compile("ou|dj|tch|ch|ine$|[aeiou]c[ei]")
RARER = 4  # a spelling so many times rarer than the usual one, as a power of two, is nobody's habit
SPELLED_LIKE_IT = 0.85  # attested spellings that sound less alike are the forms of another language

# How each of the two habits writes what was taken off the part of a name.
ENGLISH_HABIT = {
    ABD: "Abdul {}",
    DIN: "{} Al-Din",
    ALLAH: "{}ullah",
    "article": "Al-{}",
    "son": "Bin {}",
    "father": "Abu {}",
    "mother": "Umm {}",
}
FRENCH_HABIT = {
    ABD: "Abdel {}",
    DIN: "{} Eddine",
    ALLAH: "{}allah",
    "article": "El {}",
    "son": "Ben {}",
    "father": "Abou {}",
    "mother": "Oum {}",
}
GOD = {ARABIC_ENGLISH: "Abdullah", ARABIC_FRENCH: "Abdallah"}
# A family ending in Arabic letters does not say whether a man or a woman bears it.
ENDINGS = ("family", "patronymic")


def predicted_spellings(full: str, script: str | None = None) -> list[Spelling]:
    """Return the spellings in Latin letters that the rules give for ``full``, each text once, the likeliest first.

    Arabic names are written without their vowels, so their spellings are not made up letter by letter: each part is
    spelled as people of that name are most often known to spell it, and where one part is not known there is none.
    The escapes of the machine-readable zone are never among them. Never raises.
    """
    text = full[:LONGEST_NAME]
    written_in = script or script_of(text)
    if written_in == "Arab":
        found = _arabic(parts_of(text))
    elif written_in == "Cyrl":
        found = _cyrillic(text)
    else:
        found = _latin(text)
    once: dict[str, Spelling] = {}
    for spelling in found:
        if spelling.text:
            once.setdefault(spelling.text, spelling)
    return list(once.values())


def _arabic(parts: tuple[Part, ...]) -> list[Spelling]:
    found = []
    for rule, habit in ((ARABIC_ENGLISH, ENGLISH_HABIT), (ARABIC_FRENCH, FRENCH_HABIT)):
        spelled = [_arabic_part(part, rule, habit) for part in parts]
        if spelled and all(spelled):
            found.append(Spelling(" ".join(spelled), rule))
    tables = ((ARABIC_UN, UNITED_NATIONS), (ARABIC_BGN, BGN_PCGN))
    return found + [Spelling(romanized(parts, table), rule) for rule, table in tables]


def _arabic_part(part: Part, rule: str, habit: dict[str, str]) -> str:
    """Return the spelling of one part by one habit, or "" where no spelling of it is known."""
    if ABD in part.marks and part.written == GOD_WRITTEN:
        return GOD[rule]
    known = [found for found in spellings_of(part.written, "Latn") if _sounds_like(found.word, part)]
    if not known or part.kind in ENDINGS:
        return ""
    usual = [found.word for found in known if found.often >= known[0].often - RARER]
    fitting = [word for word in usual if bool(FRENCH_SIGN.search(word)) == (rule == ARABIC_FRENCH)]
    text = (fitting or usual)[0].capitalize()
    for sign in (_kind(part), *sorted(part.marks)):
        text = habit.get(sign, "{}").format(text)
    return text


def _kind(part: Part) -> str:
    return "mother" if part.kind == "father" and is_of_mother(part) else part.kind


def _sounds_like(word: str, part: Part) -> bool:
    return alike(sound_of(word, "Latn"), part.bare, 1) >= SPELLED_LIKE_IT


def _latin(text: str) -> list[Spelling]:
    if script_of(text) != "Latn":
        return []
    return [
        Spelling(_as_name(icao_9303(text)), ICAO),
        Spelling(_as_name(icao_9303(text.translate(PLAIN))), ICAO_PLAIN),
    ]


def _cyrillic(text: str) -> list[Spelling]:
    small = text.lower()
    found = [Spelling(_as_name(icao_9303(text, "Cyrl")), ICAO)]
    if TAJIK_LETTERS.search(text):
        return [Spelling(_by_letters(small, TAJIK_RULES), TAJIK), *found]
    return [
        *found,
        Spelling(_by_letters(small, GOST_RULES), GOST),
        Spelling(_by_letters(small, ENGLISH_RULES, ENGLISH_BEFORE), RUSSIAN_ENGLISH),
        Spelling(_by_letters(small, ENGLISH_RULES, SHORT_ENDING), RUSSIAN_SHORT),
        Spelling(_by_letters(small, FRENCH_RULES, FRENCH_BEFORE), RUSSIAN_FRENCH),
    ]


def _by_letters(small: str, rules: dict[str, str], before: Sequence[tuple[re.Pattern[str], str]] = ()) -> str:
    for pattern, result in before:
        small = pattern.sub(result, small)
    kept = (rules.get(letter, letter if letter in " -" or "a" <= letter <= "z" else "") for letter in small)
    return _as_name("".join(kept))


def _as_name(text: str) -> str:
    """Return words with a capital letter each and one space between them."""
    words = text.replace(FILLER, " ").split()
    return " ".join("-".join(half.capitalize() for half in word.split("-")) for word in words)
