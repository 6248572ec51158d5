"""How likely two written names are the same name: `score`, from 0 to 1."""

from typing import NamedTuple

from cases.names import weights
from cases.names.letters import alike
from cases.names.normal import ABD, ALLAH, DIN, Part, parts_of

LIKELY = 0.80
POSSIBLE = 0.69

Parts = tuple[Part, ...]
JOINED = {ABD: "abd", DIN: "din", ALLAH: "ala"}


class Match(NamedTuple):
    """Parts of one name that stand opposite parts of the other, by their places, and how alike they are."""

    share: float
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def score(left: str, right: str) -> float:
    """Return from 0 to 1 how likely ``left`` and ``right`` are one name, in whatever scripts and order of parts.

    `LIKELY` and more: worth showing as likely the same. From `POSSIBLE`: only with other evidence. The same whichever
    name comes first. Never raises; 0 when one of them has no letters.
    """
    few, many = sorted((parts_of(left), parts_of(right)), key=_order)
    if not few:
        return 0.0
    return round(min(1.0, max(0.0, _score(few, many))), 4)


def _order(parts: Parts) -> tuple[int, list[str]]:
    return len(parts), [part.sound for part in parts]


def _score(few: Parts, many: Parts) -> float:
    found = _aligned(few, many)
    shares = [match.share for match in found]
    mixed = weights.MEAN_SHARE * sum(shares) / len(shares) + (1 - weights.MEAN_SHARE) * min(shares)
    left_over = len(few) + len(many) - sum(len(match.rows) + len(match.columns) for match in found)
    alone = weights.ALONE if left_over and len(found) == 1 else 0.0
    return mixed - weights.UNMATCHED * left_over - alone


def _aligned(few: Parts, many: Parts) -> list[Match]:
    """Put parts opposite each other, the most alike first; two neighbours may stand opposite one part."""
    singles = [
        Match(part_score(one, other), (row,), (column,))
        for row, one in enumerate(few)
        for column, other in enumerate(many)
    ]
    found = _best_first(singles, len(few), len(many))
    if len(few) == len(many) and min(match.share for match in found) >= weights.GOOD:
        return found
    joined = [*_joined(few, many), *(Match(m.share, m.columns, m.rows) for m in _joined(many, few))]
    return _best_first(singles + joined, len(few), len(many)) if joined else found


def _best_first(matches: list[Match], few: int, many: int) -> list[Match]:
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for match in sorted(matches, key=lambda match: -match.share):
        if rows.isdisjoint(match.rows) and columns.isdisjoint(match.columns):
            found.append(match)
            rows.update(match.rows)
            columns.update(match.columns)
            if len(rows) == few or len(columns) == many:
                break
    return found


def _joined(twos: Parts, ones: Parts) -> list[Match]:
    """Return the matches of two neighbours among ``twos`` with one part of ``ones`` that are good enough."""
    found = []
    for place in range(len(twos) - 1):
        first, second = twos[place], twos[place + 1]
        for column, one in enumerate(ones):
            whole = _whole(one)
            for together in (_whole(first) + _whole(second), _whole(second) + _whole(first)):
                if abs(len(together) - len(whole)) > 1 + len(whole) // 2:
                    continue
                share = alike(together, whole, (first.script == "Arab") + (one.script == "Arab"))
                if share >= weights.GOOD:
                    found.append(Match(share, (place, place + 1), (column,)))
                    break
    return found


def _whole(part: Part) -> str:
    return "".join(
        [JOINED[ABD] if ABD in part.marks else "", part.sound]
        + [JOINED[mark] for mark in (DIN, ALLAH) if mark in part.marks]
    )


def part_score(one: Part, other: Part) -> float:
    """Return from 0 to 1 how alike two parts of names are."""
    if one.initial or other.initial:
        return weights.INITIAL if _same_initial(one, other) else 0.0
    arabic = (one.script == "Arab") + (other.script == "Arab")
    if one.bare != one.sound and other.bare != other.sound:
        best = alike(one.bare, other.bare, arabic)
    else:
        best = alike(one.sound, other.sound, arabic)
        if best < 1.0 and (one.bare != one.sound or other.bare != other.sound):
            best = max(best, alike(one.bare, other.bare, arabic) - weights.ONE_SIDED)
    if one.marks != other.marks:
        best -= weights.MARK
    return max(0.0, best)


def _same_initial(one: Part, other: Part) -> bool:
    arabic = (one.script == "Arab") + (other.script == "Arab")
    return alike(_whole(one)[:1] * 2, _whole(other)[:1] * 2, arabic) >= 0.8 or one.bare[:1] == other.bare[:1]
