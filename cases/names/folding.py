"""The normal form in which names are stored for search and typed queries are compared with them.

It throws away what people leave out, add or vary when they write the same name: case, marks above and below
letters, short vowels in Arabic, forms of one letter, signs between words. It keeps the script; it does not
transliterate.
"""

import unicodedata

MOST_TOKENS = 8
LONGEST_QUERY = 400

# Signs for a glottal stop or a soft letter stand inside a word: Isma'il is Ismail, Oʻtkir is Otkir.
INSIDE_WORDS = dict.fromkeys(map(ord, "'`´’‘‛′ʹʻʼʽʾʿˈꞌ＇\u0640ءьъӏӀ"), "")

LATIN = {
    "ı": "i",
    "ə": "a",  # as passports write it: Əliyev, Aliyev
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ħ": "h",
    "ŧ": "t",
}
CYRILLIC = {
    "і": "и",
    "є": "е",
    "э": "е",
    "ґ": "г",
    "ғ": "г",
    "ә": "а",
    "қ": "к",
    "ҡ": "к",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "һ": "х",
    "ҳ": "х",
    "ҷ": "ч",
    "ҹ": "ч",
}
ARABIC = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ۍ": "ي",
    "ێ": "ي",
    "ے": "ي",
    "ة": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڕ": "ر",
    "ڵ": "ل",
    "ۆ": "و",
    "ۇ": "و",
    "ۋ": "و",
    "ٹ": "ت",
    "ڈ": "د",
}
ONE_LETTER = str.maketrans(LATIN | CYRILLIC | ARABIC)


def fold(text: str) -> str:
    """Return the search normal form of ``text``: small letters and digits, single spaces between words.

    The same for all spellings that differ only in case, marks, variant letters and signs. Folding a folded text
    changes nothing. Never raises; control characters, NUL among them, are dropped; a text without letters gives "".
    """
    plain = unicodedata.normalize("NFKC", text.translate(INSIDE_WORDS)).casefold()
    apart = unicodedata.normalize("NFKD", plain.translate(INSIDE_WORDS))
    kept = "".join(map(_keep, apart)).translate(ONE_LETTER)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def search_tokens(query: str) -> list[str]:
    """Return the folded words of a typed query in their order, each once.

    At most ``MOST_TOKENS``: each is a condition on the database, and no name needs more.
    """
    return list(dict.fromkeys(fold(query[:LONGEST_QUERY]).split()))[:MOST_TOKENS]


def _keep(letter: str) -> str:
    """Return a letter as it is, a digit as 0 to 9, nothing for marks and controls, a space for every sign."""
    category = unicodedata.category(letter)
    if letter in "\t\n\r\v\f":
        return " "
    if category in ("Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn", "Sk"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return letter if category[0] in "LMN" else " "
