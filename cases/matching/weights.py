"""All weights of the person score in one place, each with what it rests on.

Where a weight names a share of pairs, it is of 6,000 pairs drawn by chance from the demonstration's children (708, in
330 families), each pair of two families: how often two children who have nothing to do with one another agree. What
rarely agrees by chance weighs more. Everything else rests on how the facts are written down.
"""

from typing import NamedTuple

from cases.enums import MatchSign
from cases.names.scorer import LIKELY, POSSIBLE

__all__ = [
    "ALIKE",
    "EXACT_DAYS",
    "LIKELY",
    "NEAR_DAYS",
    "OF_FAMILY",
    "OF_PERSON",
    "POSSIBLE",
    "SHORT_SHARE",
    "SUPPORT",
    "UNLIKE",
    "Weight",
]


class Weight(NamedTuple):
    """What is added to the score (or taken away, below zero), and why so much."""

    points: float
    rests_on: str


ALIKE = LIKELY  # names of relatives are the same by the rule for names
UNLIKE = 0.5  # below this two names are of two people; between the two nothing is said
SHORT_SHARE = 0.5  # a relative of whom only one name is known: half the weight
SUPPORT = 0.08  # what has to speak for two persons beside names that say little
EXACT_DAYS = 31  # two births that lie within so many days of one another altogether
NEAR_DAYS = 366  # estimates of an age by two people often differ by a year

# Added to the score of the names (0 to 1).
OF_PERSON = {
    MatchSign.NAME_SHORT: Weight(
        -0.25, "one given name is shared by dozens: a likely name becomes a possible one"
    ),
    MatchSign.GIVEN_OTHER: Weight(
        -0.10, "two spellings of one given name that far apart are rare; never likely"
    ),
    MatchSign.BIRTH_EXACT: Weight(0.12, "0.1 % of pairs agree by chance"),
    MatchSign.BIRTH_OVERLAP: Weight(0.05, "2.7 % of pairs agree by chance: ranges are wide"),
    MatchSign.BIRTH_NEAR: Weight(-0.12, "two estimates may be a year apart; never likely all the same"),
    MatchSign.BIRTH_APART: Weight(
        -0.50, "outweighs all but a full name with child and partner; never likely"
    ),
    MatchSign.SEX_SAME: Weight(0.02, "49 % of pairs agree by chance"),
    MatchSign.SEX_OTHER: Weight(-0.25, "written wrongly now and then, and in few files"),
    MatchSign.MOTHER_SAME: Weight(0.12, "0.1 % of pairs agree by chance"),
    MatchSign.MOTHER_OTHER: Weight(-0.35, "a child has one mother: a likely name becomes a possible one"),
    MatchSign.FATHER_SAME: Weight(0.06, "0.1 % agree by chance, but names hold the father's already"),
    MatchSign.FATHER_OTHER: Weight(
        -0.35, "as the mother's; also where the names themselves name two fathers"
    ),
    MatchSign.PLACE_SAME: Weight(0.03, "29 % of pairs agree by chance: there are few places"),
    MatchSign.SIBLING_SAME: Weight(0.08, "as a parent, but siblings share names with others' siblings"),
    MatchSign.CHILD_SAME: Weight(0.10, "of parents: a child with this name in both files"),
    MatchSign.PARTNER_SAME: Weight(0.10, "of parents: the other parent of their children"),
    MatchSign.PAPER_SAME: Weight(
        0.60, "an issuer gives a number once; possible even where the names have nothing in common"
    ),
}

# Of two children with different given names, starting at 0: likely needs three of these, or two and the place.
OF_FAMILY = {
    MatchSign.MOTHER_SAME: Weight(0.45, "the link that is looked for: one mother in two files"),
    MatchSign.MOTHER_OTHER: Weight(-0.30, "half brothers and sisters have one parent in common"),
    MatchSign.FATHER_SAME: Weight(0.25, "less than the mother: he is more often told than met"),
    MatchSign.FATHER_OTHER: Weight(-0.15, "half brothers and sisters have one parent in common"),
    MatchSign.FAMILY_NAME: Weight(0.20, "shared by many families of one region"),
    MatchSign.PATRONYMIC: Weight(0.20, "the father's name, as the child's own name says it"),
    MatchSign.PLACE_SAME: Weight(0.05, "families are mostly held together"),
}
