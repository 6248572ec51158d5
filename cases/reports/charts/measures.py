"""Sizes, the room that text takes, round steps for an axis, and the mirror."""

import unicodedata
from enum import Enum

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi

LETTER = 7.6  # px, on the safe side for 13 px system fonts; wide letters count for more
WIDE_LETTER = 13.5
ELLIPSIS = "…"
GAP = 8.0
MARK_DISTANCE = 12.0
BASELINE = 4.5


class Size(Enum):
    """Which of the two drawings of a chart."""

    WIDE = "wide"
    NARROW = "narrow"


def nice_step(peak: int, intervals: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50 … that reaches ``peak`` in at most ``intervals`` steps."""
    step, factors = 1, (2, 5, 10)
    while True:
        for factor in (1, *factors[:2]):
            if step * factor * intervals >= peak:
                return step * factor
        step *= factors[2]


def text_width(text: str) -> float:
    """Return the room a 13 px text may take at most, in px; an estimate, since fonts differ."""
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    wide = letter in "MWmw@%…" or unicodedata.east_asian_width(letter) in "WF"
    return WIDE_LETTER if wide else LETTER


def shortened(text: str, room: float) -> str:
    """Return ``text``, its end replaced by an ellipsis where it would not fit into ``room`` px."""
    if text_width(text) <= room:
        return text
    while text and text_width(text) + WIDE_LETTER > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def mirrored(x: float, width: float, rtl: bool) -> float:
    """Return ``x`` rounded to 0.1 px, counted from the other side on right-to-left pages."""
    rounded = round(x, 1)
    return round(width - rounded, 1) if rtl else rounded + 0.0


def figure(number: int) -> str:
    """Return a number as pages print it, its digits grouped as the active language groups them."""
    return number_format(number, use_l10n=True, force_grouping=True)


def is_rtl(rtl: bool | None) -> bool:
    """Return whether to mirror: as asked, or as the active language is written."""
    return get_language_bidi() if rtl is None else rtl
