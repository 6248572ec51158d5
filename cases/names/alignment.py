"""Which parts of one name stand opposite which of another, and how alike the two names are then."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import normalized_similarity

from cases.names import weights
from cases.names.normal import ABD, ALLAH, DIN, Part
from cases.names.skeletons import consonants_of

Parts = tuple[Part, ...]
WordsAlike = Callable[[str, str, int], float]
PartsAlike = Callable[[Part, Part], float]

# How parts that were taken off the sound sound when names are joined.
JOINED = {ABD: "abd", DIN: "din", ALLAH: "ala"}


COMPOUND = ("son", "father")


class Match(NamedTuple):
    """Parts of one name that stand opposite parts of the other, by their places, and how alike they are."""

    share: float
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def names_alike(few: Parts, many: Parts, parts_alike: PartsAlike, words_alike: WordsAlike) -> float:
    """Return how alike two names are; can be below 0. ``few`` has no more parts than ``many``, and at least one.

    The mean of what stands opposite each other, mixed with the worst, so that two children of the same parents stay
    apart; less something for each part with nothing opposite.
    """
    found = _aligned(few, many, parts_alike, words_alike)
    shares = [match.share for match in found]
    mixed = weights.MEAN_SHARE * sum(shares) / len(shares) + (1 - weights.MEAN_SHARE) * min(shares)
    left_over = len(few) + len(many) - sum(len(match.rows) + len(match.columns) for match in found)
    return mixed - left_over * _price(found, few, many) if left_over else mixed


def _price(found: list[Match], few: Parts, many: Parts) -> float:
    """Return what each part with nothing opposite costs, by how much of the names has something."""
    if len(found) == 1 and _is_compound(found[0], few, many):
        return weights.UNMATCHED_COMPOUND
    return weights.UNMATCHED[min(len(found), max(weights.UNMATCHED))]


def _is_compound(match: Match, few: Parts, many: Parts) -> bool:
    """Whether a match is of names of two words, such as Abd al-Qadir, Nur al-Din or Bensalem."""
    if len(match.rows) + len(match.columns) > 2:
        return True
    one, other = few[match.rows[0]], many[match.columns[0]]
    return one.marks == other.marks and (bool(one.marks) or one.kind == other.kind in COMPOUND)


def sides_in_arabic(one: Part, other: Part) -> int:
    return (one.script == "Arab") + (other.script == "Arab")


def whole(part: Part) -> str:
    """Return the sound of a part with all that was taken off it but articles and endings."""
    if not part.marks:
        return part.bare
    return "".join(
        [JOINED[ABD] if ABD in part.marks else "", part.bare]
        + [JOINED[mark] for mark in (DIN, ALLAH) if mark in part.marks]
    )


def _aligned(few: Parts, many: Parts, parts_alike: PartsAlike, words_alike: WordsAlike) -> list[Match]:
    """Put parts opposite each other, the most alike first; two neighbours may stand opposite one part."""
    singles = [
        Match(parts_alike(one, other), (row,), (column,))
        for row, one in enumerate(few)
        for column, other in enumerate(many)
    ]
    found = _best_first(singles, few, many)
    if len(few) == len(many) and min(match.share for match in found) >= weights.GOOD:
        return found
    joined = [
        *_joined(few, many, words_alike),
        *(Match(match.share, match.columns, match.rows) for match in _joined(many, few, words_alike)),
    ]
    return _best_first(singles + joined, few, many) if joined else found


def _best_first(matches: list[Match], few: Parts, many: Parts) -> list[Match]:
    rows: set[int] = set()
    columns: set[int] = set()
    found = []

    def rank(match: Match) -> tuple[float, str, str]:
        # Between equals the words decide, not their places: the order of a name makes no difference.
        return -match.share, few[match.rows[0]].sound, many[match.columns[0]].sound

    for match in sorted(matches, key=rank):
        if rows.isdisjoint(match.rows) and columns.isdisjoint(match.columns):
            found.append(match)
            rows.update(match.rows)
            columns.update(match.columns)
            if len(rows) == len(few) or len(columns) == len(many):
                break
    return found


def _joined(twos: Parts, ones: Parts, words_alike: WordsAlike) -> list[Match]:
    """Return the matches of two neighbours among ``twos`` with one part of ``ones`` that are good enough."""
    found = []
    wholes = [(whole(one), consonants_of(whole(one))) for one in ones]
    for place, (one, next_one) in enumerate(pairwise(twos)):
        first, second = whole(one), whole(next_one)
        for together in (first + second, second + first):
            plain = consonants_of(together)
            for column, (opposite, opposite_plain) in enumerate(wholes):
                if normalized_similarity(plain, opposite_plain) < weights.WORTH_JOINING:
                    continue
                share = words_alike(together, opposite, sides_in_arabic(one, ones[column]))
                if share >= weights.GOOD:
                    found.append(Match(share, (place, place + 1), (column,)))
    return found
