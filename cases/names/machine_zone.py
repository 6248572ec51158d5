"""How a name stands in the machine-readable zone of a travel document: ICAO Doc 9303, part 3 (eighth edition, 2021).

The tables A (Latin), B (Cyrillic) and C (Arabic) as section 6 prints them. Letters the tables leave out are given what
national passports have for them; what is not known at all is left out. The field of a name has the family name first, two
fillers, and the other names.
"""

import re
import unicodedata

from cases.names.folding import INSIDE_WORDS
from cases.names.scripts import script_of

FILLER = "<"
AFTER_FAMILY = "<<"
LONGEST_NAME = 400
BETWEEN_WORDS = re.compile(r"[\s\-‐-―,<.]+")

# Where the standard leaves a choice, the first of its forms stands here.
LATIN = {
    "Ä": "AE",
    "Å": "AA",
    "Æ": "AE",
    "Ð": "D",
    "Đ": "D",
    "Ħ": "H",
    "ı": "I",
    "Ĳ": "IJ",
    "Ŀ": "L",
    "Ł": "L",
    "Ŋ": "N",
    "Ö": "OE",
    "Ø": "OE",
    "Œ": "OE",
    "ẞ": "SS",
    "Þ": "TH",
    "Ŧ": "T",
    "Ü": "UE",
    "Ə": "A",  # not in the standard: as Azerbaijani passports have it
}

CYRILLIC = {
    "Ё": "E",
    "Ђ": "D",
    "Є": "IE",
    "Ѕ": "DZ",
    "І": "I",
    "Ї": "I",
    "Ј": "J",
    "Љ": "LJ",
    "Њ": "NJ",
    "Ќ": "K",
    "Ў": "U",
    "Џ": "DZ",
    "А": "A",
    "Б": "B",
    "В": "V",
    "Г": "G",
    "Д": "D",
    "Е": "E",
    "Ж": "ZH",
    "З": "Z",
    "И": "I",
    "Й": "I",
    "К": "K",
    "Л": "L",
    "М": "M",
    "Н": "N",
    "О": "O",
    "П": "P",
    "Р": "R",
    "С": "S",
    "Т": "T",
    "У": "U",
    "Ф": "F",
    "Х": "KH",
    "Ц": "TS",
    "Ч": "CH",
    "Ш": "SH",
    "Щ": "SHCH",
    "Ъ": "IE",
    "Ы": "Y",
    "Ь": "",
    "Э": "E",
    "Ю": "IU",
    "Я": "IA",
    "Ѫ": "U",
    "Ѵ": "Y",
    "Ґ": "G",
    "Ғ": "G",
    "Һ": "C",
    # Not in the standard: the letters of Tajik, of the Turkic languages and of the Caucasus.
    "Ӣ": "I",
    "Қ": "Q",
    "Ӯ": "U",
    "Ҳ": "H",
    "Ҷ": "J",
    "Ә": "A",
    "Ө": "O",
    "Ү": "U",
    "Ұ": "U",
    "Ң": "N",
    "Ҹ": "J",
    "Ҝ": "G",
    "Ӏ": "",
    "ӏ": "",
}
# What Ukrainian and Belarusian have otherwise. A name is theirs when it has a letter that Russian lacks.
UKRAINIAN_LETTERS = re.compile("[ІЇЄҐ]")
BELARUSIAN_LETTERS = re.compile("Ў")
UKRAINIAN = {"Г": "H", "И": "Y"}
UKRAINIAN_FIRST = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}
BELARUSIAN = {"Г": "H", "Ё": "IO"}

SHADDA = "\u0651"
TEH_MARBUTA = "ة"
ARABIC = {
    "ء": "XE",
    "آ": "XAA",
    "أ": "XAE",
    "ؤ": "U",
    "إ": "I",
    "ئ": "XI",
    "ا": "A",
    "ب": "B",
    "ة": "XTA",
    "ت": "T",
    "ث": "XTH",
    "ج": "J",
    "ح": "XH",
    "خ": "XKH",
    "د": "D",
    "ذ": "XDH",
    "ر": "R",
    "ز": "Z",
    "س": "S",
    "ش": "XSH",
    "ص": "XSS",
    "ض": "XDZ",
    "ط": "XTT",
    "ظ": "XZZ",
    "ع": "E",
    "غ": "G",
    "ف": "F",
    "ق": "Q",
    "ك": "K",
    "ل": "L",
    "م": "M",
    "ن": "N",
    "ه": "H",
    "و": "W",
    "ى": "XAY",
    "ي": "Y",
    "ٱ": "XXA",
    "ٹ": "XXT",
    "ټ": "XRT",
    "پ": "P",
    "ځ": "XKE",
    "څ": "XXH",
    "چ": "XC",
    "ڈ": "XXD",
    "ډ": "XDR",
    "ڑ": "XXR",
    "ړ": "XRR",
    "ږ": "XRX",
    "ژ": "XJ",
    "ښ": "XXS",
    "ڤ": "V",
    "ڥ": "XF",
    "ک": "XKK",
    "ګ": "XXK",
    "ڭ": "XNG",
    "گ": "XGG",
    "ں": "XNN",
    "ڼ": "XXN",
    "ھ": "XDO",
    "ۀ": "XYH",
    "ہ": "XXG",
    "ۂ": "XGE",
    "ۃ": "XTG",
    "ی": "XYA",
    "ۍ": "XXY",
    "ې": "Y",
    "ے": "XYB",
    "ۓ": "XBE",
}


def icao_9303(full: str, script: str | None = None) -> str:
    """Return ``full`` in the letters A to Z of the machine-readable zone, ``<`` between its words.

    ``script`` is the ISO 15924 code when it is known. The form of Arabic names has X before what stands for letters that
    Latin lacks: it is for machines and is not a spelling to show as a name (see `has_escapes`). Never raises.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", full[:LONGEST_NAME]).replace("ß", "SS"))
    if (script or script_of(text)) == "Arab":
        return FILLER.join(filter(None, map(_arabic_word, BETWEEN_WORDS.split(text))))
    capitals = text.upper()
    own, first = _of_language(capitals)
    return FILLER.join(filter(None, (_word(word, own, first) for word in BETWEEN_WORDS.split(capitals))))


def name_field(full: str, family: str = "", script: str | None = None) -> str:
    """Return ``full`` as the field of the name has it: the words of ``family``, ``<<``, and all others in their order.

    Where ``family`` is not known, does not stand in ``full``, or is all of it, the whole name stands as it was written, as
    the standard has it for people whose names are not divided. Not filled up to the length of a document's field, nor
    cut to it. Never raises.
    """
    words, wanted = (icao_9303(text, script).split(FILLER) for text in (full, family))
    places = range(len(words) - len(wanted) + 1)
    # The last place: a given name may be the same as a family name, which mostly comes last.
    place = next((at for at in reversed(places) if words[at : at + len(wanted)] == wanted), None)
    others = [] if place is None else words[:place] + words[place + len(wanted) :]
    if not others or not wanted[0]:
        return FILLER.join(words)
    return FILLER.join(wanted) + AFTER_FAMILY + FILLER.join(others)


def has_escapes(script: str) -> bool:
    """Say whether machine-readable names in this script are written with escapes, and so never shown as a name."""
    return script == "Arab"


def _of_language(capitals: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the language of the name has otherwise: anywhere, and for the first letter of a word."""
    if BELARUSIAN_LETTERS.search(capitals):
        return BELARUSIAN, {}
    return (UKRAINIAN, UKRAINIAN_FIRST) if UKRAINIAN_LETTERS.search(capitals) else ({}, {})


def _word(word: str, own: dict[str, str], first: dict[str, str]) -> str:
    """Return one word of capital letters, Latin or Cyrillic."""
    head = first.get(word[:1])
    rest = word if head is None else word[1:]
    return (head or "") + "".join(own[letter] if letter in own else _letter(letter) for letter in rest)


def _letter(letter: str) -> str:
    for table in (LATIN, CYRILLIC):
        if letter in table:
            return table[letter]
    if ord(letter) in INSIDE_WORDS:
        return ""
    base = unicodedata.normalize("NFKD", letter)[0]
    return base if "A" <= base <= "Z" else CYRILLIC.get(base, "")


def _arabic_word(word: str) -> str:
    letters: list[str] = []
    for place, letter in enumerate(word):
        if letter == SHADDA and letters:
            letters.append(letters[-1])
        elif letter == TEH_MARBUTA and not any(map(str.isalpha, word[place + 1 :])):
            letters.append("XAH")
        elif letter in ARABIC:
            letters.append(ARABIC[letter])
        elif "A" <= letter.upper() <= "Z":
            letters.append(letter.upper())
    return "".join(letters)
