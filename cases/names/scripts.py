"""Which script a text is written in."""

from functools import lru_cache

UNDETERMINED = "Zyyy"

# ISO 15924 codes, with the Unicode blocks of the scripts in which names reach us.
BLOCKS = {
    "Latn": (
        (0x41, 0x5A),
        (0x61, 0x7A),
        (0xAA, 0xAA),
        (0xBA, 0xBA),
        (0xC0, 0x24F),
        (0x250, 0x2AF),
        (0x1E00, 0x1EFF),
    ),
    "Cyrl": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
    "Arab": ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    "Geor": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
}


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters of ``text`` belong to.

    One of Latn, Cyrl, Arab and Geor, or Zyyy (undetermined) for a text without letters or mostly in another script.
    Between equals the script that comes first in the text wins.
    """
    counts: dict[str, int] = {}
    for letter in filter(str.isalpha, text):
        script = _script_of_letter(ord(letter))
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script], default=UNDETERMINED)


@lru_cache(maxsize=4096)
def _script_of_letter(code: int) -> str:
    for script, blocks in BLOCKS.items():
        if any(first <= code <= last for first, last in blocks):
            return script
    return UNDETERMINED
