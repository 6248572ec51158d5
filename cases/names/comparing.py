"""How a name on one paper compares with a name on another: `compared`."""

from enum import Enum

from cases.names.beside import matched
from cases.names.normal import LONGEST_NAME, parts_of
from cases.names.scorer import LIKELY, score


class Comparison(Enum):
    """What a reader is told of two written names."""

    SAME = "same"
    SPELLING = "spelling"
    ONE_PART = "one_part"
    SHORTER = "shorter"
    OTHER = "other"


def compared(left: str, right: str) -> Comparison:
    """Return how two written names compare, the same whichever comes first. Never raises.

    A part that one name has and the other lacks is a difference in one part, and no other spelling. Where several are
    lacking and the rest is alike, one of the names is shorter.
    """
    if left.split() and " ".join(left.split()).casefold() == " ".join(right.split()).casefold():
        return Comparison.SAME
    here, there = parts_of(left[:LONGEST_NAME]), parts_of(right[:LONGEST_NAME])
    alike = len(matched(here, there))
    if alike and max(len(here), len(there)) - alike == 1:
        return Comparison.ONE_PART
    if score(left, right) >= LIKELY:
        return Comparison.SPELLING
    return Comparison.SHORTER if alike and alike == min(len(here), len(there)) else Comparison.OTHER
