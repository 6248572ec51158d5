"""Which written names are known to be spellings of one name, and which are known well enough to be two names.

The table is built by `building` from attested spellings and shipped in ``data/``. It is read when the first name is
looked up, and kept as one text in which lines are found by halving: a few megabytes, whatever the number of names.
"""

import gzip
import re
from array import array
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from cases.names.scripts import script_of

TABLE = Path(__file__).with_name("data") / "attested.txt.gz"


class Known(NamedTuple):
    """The names one spelling is attested for, by their numbers, and how often (a power of two)."""

    names: frozenset[str]
    often: int


class Attested(NamedTuple):
    """A spelling and how often it was seen, as a power of two."""

    word: str
    often: int


class Table(NamedTuple):
    text: bytes
    starts: "array[int]"


@lru_cache(maxsize=32768)
def known(written: str) -> Known | None:
    """Return what is known of one word in the search normal form, or nothing."""
    text, starts = _table()
    wanted = written.encode() + b"\t"
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        start = starts[middle]
        if text[start : start + len(wanted)] < wanted:
            low = middle + 1
        else:
            high = middle
    if low == len(starts) or not text.startswith(wanted, starts[low]):
        return None
    start = starts[low] + len(wanted)
    often, *names = text[start : text.index(b"\n", start)].decode().split(" ")
    return Known(frozenset(names), int(often))


class Relation(NamedTuple):
    """What the table says of two written names: whether they are one name, and how often the rarer was seen."""

    same: bool
    often: int


@lru_cache(maxsize=32768)
def relation(one: str, other: str) -> Relation | None:
    """Return what the table says of two words in the search normal form, or nothing."""
    first, second = known(one), known(other)
    if first is None or second is None:
        return None
    return Relation(not first.names.isdisjoint(second.names), min(first.often, second.often))


@lru_cache(maxsize=2048)
def spellings_of(written: str, script: str) -> tuple[Attested, ...]:
    """Return the spellings in ``script`` of the name that ``written`` is, the most attested first."""
    found = known(written)
    if found is None:
        return ()
    text = _table().text
    numbers = b"|".join(number.encode() for number in sorted(found.names))
    lines: dict[str, int] = {}
    for place in re.finditer(rb" (?:" + numbers + rb")(?=[ \n])", text):
        start = text.rfind(b"\n", 0, place.start()) + 1
        word, _, rest = text[start : place.start()].partition(b"\t")
        lines[word.decode()] = int(rest.split(b" ")[0])
    spellings = [Attested(word, often) for word, often in lines.items()]
    fitting = [spelling for spelling in spellings if script_of(spelling.word) == script]
    return tuple(sorted(fitting, key=lambda spelling: (-spelling.often, spelling.word)))


@cache
def _table() -> Table:
    text = gzip.decompress(TABLE.read_bytes())
    starts = array("I")
    start = 0
    while start < len(text):
        starts.append(start)
        start = text.index(b"\n", start) + 1
    return Table(text, starts)
