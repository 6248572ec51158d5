"""What was typed into a search: its keys, its unfinished last word, and the case number it may begin."""

import re
from dataclasses import dataclass
from functools import cached_property

from cases.models.numbers import ALPHABET
from cases.names import fold, particles
from cases.names.keys import keys_of, unfinished_key
from cases.names.normal import written_words

LONGEST = 200
SHORTEST = 2
SHORTEST_NUMBER = 4
NUMBER_START = re.compile(rf"[{ALPHABET}]{{{SHORTEST_NUMBER},9}}")


@dataclass(frozen=True)
class Typed:
    """A query as it was typed; nothing in it is trusted, and nothing in it is an error."""

    query: str

    @cached_property
    def text(self):
        """The query in one line, without control characters, and no longer than any name."""
        return " ".join("".join(filter(_is_printed, self.query[:LONGEST])).split())

    @cached_property
    def words(self):
        return self.text.split()

    @property
    def is_too_short(self):
        return len(self.folded.replace(" ", "")) < SHORTEST

    @cached_property
    def folded(self):
        """The query in the normal form of ``search_key``."""
        return fold(self.text)

    @cached_property
    def keys(self):
        """The ``NameKeys`` of all of it, as of a whole name."""
        return keys_of(self.text)

    @cached_property
    def whole(self):
        """The ``NameKeys`` of the words before the last one."""
        return keys_of(" ".join(self.words[:-1]))

    @cached_property
    def beginning(self):
        """What the key of the last word begins with, if that is unfinished; "" for none."""
        return unfinished_key(self.words[-1]) if self.words else ""

    @property
    def is_an_article(self):
        """Whether it is no more than an article, from which any name may go on."""
        words = written_words(self.text)
        return bool(words) and set(words) <= particles.ARTICLES

    @cached_property
    def number(self):
        """ "7K4M-29QD-X" or its beginning from whatever was typed of it ("7k4m29"); "" for anything else."""
        plain = re.sub(r"[\s\-‐‑–]", "", self.text).upper()
        if not NUMBER_START.fullmatch(plain):
            return ""
        return "-".join(part for part in (plain[:4], plain[4:8], plain[8:]) if part)

    @property
    def is_a_number(self):
        """Whether it can only be a number: no name has a figure in it."""
        return bool(self.number) and any(map(str.isdigit, self.number))


def _is_printed(letter):
    return letter.isprintable() or letter.isspace()
