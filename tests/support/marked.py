"""Words that nobody would write by chance, and every form in which one of them can stand somewhere."""

import base64
import json
import re
import unicodedata
from urllib.parse import quote, quote_plus

LATIN, CYRILLIC, ARABIC = "Qwyzändra Vörlibint", "Жмыхогрый Щюкобяк", "ظقثخيبلا ضغثبؤ"
NUMBER, BORN = "ZQ7734091X", "2011-02-23"
MARKS = (LATIN, CYRILLIC, ARABIC, NUMBER)


def forms_of(mark):
    """Each word of ``mark`` and the whole, composed and decomposed, in either case, and as it is written for machines."""
    spelt = {
        unicodedata.normalize(form, each)
        for word in (mark, *mark.split())
        for each in (word, word.lower(), word.upper())
        for form in ("NFC", "NFD")
    }
    found = set(spelt)
    for word in spelt:
        raw = word.encode()
        found |= {quote(word), quote_plus(word), raw.hex(), raw.hex().upper(), json.dumps(word)[1:-1]}
        found |= _in_base64(raw)
    return found


def _in_base64(raw):
    """What of ``raw`` reads the same in base64 at each of the three places where it can begin."""
    found = set()
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        inner = text[4 if shift else 0 : len(text) // 4 * 4 - 4]
        if len(inner) >= 8:
            found |= {inner, inner.replace("+", "-").replace("/", "_")}
    return found


class Looked:
    """Looks for the marks in whatever it is given, and keeps where they stood."""

    def __init__(self, marks=MARKS):
        words = sorted({form for mark in marks for form in forms_of(mark)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words)))
        self.found = []

    def at(self, place, text):
        """Note ``place`` where ``text`` (or bytes, or anything with a text of its own) holds a mark."""
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        if match := self._pattern.search(text):
            self.found.append(f"{place}: …{text[max(0, match.start() - 40) : match.end() + 20]}…")
