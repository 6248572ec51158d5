"""How likely two written names are the same name: `score`, from 0 to 1."""

from collections.abc import Callable
from functools import partial

from rapidfuzz.distance import Levenshtein

from cases.names import weights
from cases.names.alignment import PartsAlike, WordsAlike, names_alike, sides_in_arabic, whole
from cases.names.attested import relation
from cases.names.letters import alike
from cases.names.normal import LONGEST_NAME, Part, parts_of
from cases.names.skeletons import consonants_of, plain_of, skeleton_of

LIKELY = 0.80
POSSIBLE = 0.69


def score(left: str, right: str) -> float:
    """Return from 0 to 1 how likely ``left`` and ``right`` are one name, in whatever scripts and order of parts.

    `LIKELY` and more: worth showing as likely the same. From `POSSIBLE`: only with other evidence. The same whichever
    name comes first. Never raises; 0 when one of them has no letters.
    """
    return _score(left, right, part_score, alike)


def _score(left: str, right: str, parts_alike: PartsAlike, words_alike: WordsAlike) -> float:
    few, many = sorted((parts_of(left[:LONGEST_NAME]), parts_of(right[:LONGEST_NAME])), key=_order)
    if not few:
        return 0.0
    return round(min(1.0, max(0.0, names_alike(few, many, parts_alike, words_alike))), 4)


def _order(parts: tuple[Part, ...]) -> tuple[int, list[tuple[str, str, str, int]]]:
    return len(parts), [(part.sound, part.script, part.written, len(part.marks)) for part in parts]


def part_score(one: Part, other: Part) -> float:
    """Return how alike two parts are, by their letters and by what is known of their spellings."""
    share = _part_score(one, other, alike)
    if share < weights.WORTH_LOOKING_UP or one.written == other.written or one.initial or other.initial:
        return share
    found = relation(one.written, other.written)
    if found is None:
        return share
    if found.same:
        most = 1 - _beside(one, other)
        return share + max(0.0, most - share) * weights.ATTESTED_SAME
    return max(0.0, share - _different(found.often))


def _beside(one: Part, other: Part) -> float:
    """Return what it costs that something was left off one of two parts and not off the other."""
    kinds = abs(weights.ONE_SIDED[one.kind] - weights.ONE_SIDED[other.kind])
    return kinds + weights.MARK * len(one.marks ^ other.marks)


def _different(often: int) -> float:
    """Return what is taken from the likeness of two spellings of two names, seen at least 2**``often`` times each."""
    return max((cost for least, cost in weights.ATTESTED_DIFFERENT.items() if often >= least), default=0.0)


def _part_score(one: Part, other: Part, words_alike: WordsAlike) -> float:
    """Return from 0 to 1 how alike two parts of names are by their letters."""
    if one.initial or other.initial:
        return weights.INITIAL if _same_initial(one, other) else 0.0
    rough = Levenshtein.normalized_similarity(one.skeleton, other.skeleton)
    if rough < weights.WORTH_COMPARING and one.written != other.written:
        return rough / 2
    arabic = sides_in_arabic(one, other)
    best = words_alike(one.bare, other.bare, arabic)
    best -= abs(weights.ONE_SIDED[one.kind] - weights.ONE_SIDED[other.kind])
    if bool(one.kind) != bool(other.kind):
        best = max(best, words_alike(one.sound, other.sound, arabic))
    if one.marks != other.marks:
        best = max(
            best - weights.MARK * len(one.marks ^ other.marks), words_alike(whole(one), whole(other), arabic)
        )
    return max(0.0, best)


def _same_initial(one: Part, other: Part) -> bool:
    first, second = ({skeleton_of(word[:1]) for word in (p.sound, p.bare, whole(p))} for p in (one, other))
    return not first.isdisjoint(second)


def _plainly_alike(one: str, other: str, arabic_sides: int) -> float:
    """Return how alike two words are when every letter costs the same: half with their vowels, half without."""
    with_vowels = Levenshtein.normalized_distance(plain_of(one), plain_of(other))
    without = Levenshtein.normalized_distance(consonants_of(one), consonants_of(other))
    return 1.0 - weights.PLAIN_SCALE[arabic_sides] * (with_vowels + without) / 2


# The three steps, each with all before it, for measuring what each is worth.
STEPS: dict[str, Callable[[str, str], float]] = {
    "normal form": partial(
        _score, parts_alike=partial(_part_score, words_alike=_plainly_alike), words_alike=_plainly_alike
    ),
    "letter costs": partial(_score, parts_alike=partial(_part_score, words_alike=alike), words_alike=alike),
    "attested": score,
}
