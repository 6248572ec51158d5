"""What a passphrase may not be made of, beside Django's own rules: words that anybody would try here, and simple rows."""

import re
import unicodedata
from datetime import date
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST_WORD = 4
ALWAYS = ("repatriation",)
# What people write for letters.
LETTERS = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_MONTHS = [f"{date(2001, month, 1):%B}".lower() for month in range(1, 13)]
_SEASONS = ["spring", "summer", "autumn", "winter", "fall", "ramadan"]
_TIME = re.compile(rf"({'|'.join([*_MONTHS, *_SEASONS])})[\W_]*(?:\d{{4}}|\d{{2}})(?!\d)")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_NEXT = {pair for row in ROWS for way in (row, row[::-1]) for pair in pairwise(way)}
FEWEST_CHARACTERS = 6
# The share of characters that merely follow the one before on the keyboard or in the alphabet.
MOST_IN_A_ROW = 0.6


class NoWordsOfContext:
    """Refuses the name of this register, the person's own name and address, and a month or season with a year."""

    def validate(self, password, user=None):
        """Raise ``ValidationError`` with the word that has to go."""
        plain = _folded(password)
        read_as_letters = plain.translate(LETTERS)
        for word in _words_of(user):
            if word in plain or word in read_as_letters:
                raise ValidationError(
                    _("Leave out “%(word)s”: it is tried first by whoever knows you or this register."),
                    params={"word": word},
                    code="word_of_context",
                )
        if found := _TIME.search(plain):
            raise ValidationError(
                _("Leave out “%(word)s”: months and seasons with a year are tried first."),
                params={"word": found[0]},
                code="month_or_season",
            )

    def get_help_text(self):
        """Return the rule as a sentence."""
        return _("Without your name, your address, the name of this register, or a month with its year.")


class NotTooSimple:
    """Refuses a common password that was made longer, one that is repeated, and rows of keys."""

    def validate(self, password, user=None):
        """Raise ``ValidationError`` where there is too little in it."""
        plain = _folded(password)
        bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        if any(_is_common(_only_letters(read)) for read in (bare, bare.translate(LETTERS))):
            raise ValidationError(
                _(
                    "This is a common password made longer. Take words that have nothing to do with each other."
                ),
                code="common_made_longer",
            )
        if len(set(plain)) < FEWEST_CHARACTERS or _share_in_a_row(plain) > MOST_IN_A_ROW:
            raise ValidationError(
                _(
                    "This repeats itself or follows the keys in a row. Take words that have nothing to do with each other."
                ),
                code="too_simple",
            )

    def get_help_text(self):
        """Return the rule as a sentence."""
        return _("No common password made longer, no repetition, no row of keys.")


def _folded(text):
    return unicodedata.normalize("NFKC", text).casefold()


def _words_of(user):
    texts = [settings.SITE_NAME, *ALWAYS]
    if user is not None:
        texts += [getattr(user, "full_name", ""), getattr(user, "email", "")]
    words = {word for text in texts for word in re.split(r"[\W\d_]+", _folded(text))}
    # The longest first: it is the one to name.
    return sorted((word for word in words if len(word) >= SHORTEST_WORD), key=len, reverse=True)


def _only_letters(text):
    return re.sub(r"[\W\d_]+", "", text)


def _is_common(letters):
    return bool(letters) and _once(letters) in _common_passwords()


@cache
def _common_passwords():
    return CommonPasswordValidator().passwords


def _once(text):
    """What ``text`` repeats, or the text itself."""
    return text[: (text + text).find(text, 1)]


def _share_in_a_row(text):
    pairs = list(pairwise(text))
    follows = sum(pair in _NEXT or pair[0] == pair[1] for pair in pairs)
    return follows / len(pairs) if pairs else 0
