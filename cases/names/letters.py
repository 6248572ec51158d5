"""How alike two words of the small alphabet are: an edit distance whose steps have their own prices."""

from functools import lru_cache

from cases.names import weights

Costs = dict[str, dict[str, float]]
Singles = dict[str, float]

LENGTH = {letter: cost for cost, letters in weights.LENGTH.items() for letter in letters}


def _pairs(table: dict[float, str]) -> Costs:
    costs: Costs = {}
    for cost, pairs in table.items():
        for pair in pairs.split():
            one, other = pair[0], pair[1]
            costs.setdefault(one, {}).setdefault(other, cost)
            costs.setdefault(other, {}).setdefault(one, cost)
    for letter, row in costs.items():
        row[letter] = 0.0
    return costs


def _singles(table: dict[float, str]) -> Singles:
    return {letter: cost for cost, letters in table.items() for letter in letters}


KINDS: list[tuple[Costs, Singles, float]] = [
    (_pairs(weights.VOWELS_WRITTEN), _singles(weights.VOWELS_WRITTEN_ALONE), weights.ALONE[0]),
    (_pairs(weights.ONE_ARABIC), _singles(weights.ONE_ARABIC_ALONE), weights.ALONE[1]),
    (_pairs(weights.BOTH_ARABIC), _singles(weights.BOTH_ARABIC_ALONE), weights.ALONE[2]),
]


@lru_cache(maxsize=16384)
def length_of(word: str) -> float:
    return sum(LENGTH.get(letter, 1.0) for letter in word)


@lru_cache(maxsize=65536)
def alike(one: str, other: str, arabic_sides: int) -> float:
    """Return from 0 to 1 how alike two words sound; ``arabic_sides`` of them (0, 1, 2) are in Arabic letters."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    cost = _distance(one, other, *KINDS[arabic_sides])
    return max(
        0.0, 1.0 - weights.SCALE * cost / max(weights.SHORTEST, (length_of(one) + length_of(other)) / 2)
    )


def _distance(one: str, other: str, swaps: Costs, singles: Singles, alone: float) -> float:
    left_out = [singles.get(letter, alone) for letter in other]
    above = [0.0]
    before_above: list[float] = []
    before = ""
    for cost in left_out:
        above.append(above[-1] + cost)
    for letter in one:
        row = swaps.get(letter) or {letter: 0.0}
        away = singles.get(letter, alone)
        last = above[0] + away
        line = [last]
        diagonal = above[0]
        previous = ""
        for place, opposite in enumerate(other, 1):
            up = above[place]
            best = diagonal + row.get(opposite, 1.0)
            step = up + away
            if step < best:
                best = step
            step = last + left_out[place - 1]
            if step < best:
                best = step
            if letter == previous and opposite == before and before_above:
                step = before_above[place - 2] + weights.SWAPPED
                if step < best:
                    best = step
            previous = opposite
            diagonal = up
            last = best
            line.append(best)
        before_above, above, before = above, line, letter
    return above[-1]
