"""How likely two records are of one person, or of one family: pure functions on what is known of each.

The names come first. What else is known is added or taken away by the weights of one table. Nothing here decides:
a person compares the two and says what they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cases.enums import MatchBand, MatchKind, MatchSign, Sex
from cases.matching.weights import (
    ALIKE,
    EXACT_DAYS,
    LIKELY,
    NEAR_DAYS,
    OF_FAMILY,
    OF_PERSON,
    POSSIBLE,
    SHORT_SHARE,
    SUPPORT,
    UNLIKE,
)
from cases.names.keys import keys_of
from cases.names.normal import parts_of
from cases.names.parts import guess_parts
from cases.names.scorer import score

STATED_SEX = frozenset({Sex.F, Sex.M})
# Whoever shares one of these and has another given name is a brother or sister.
SAYS_FAMILY = frozenset({MatchSign.MOTHER_SAME, MatchSign.FATHER_SAME, MatchSign.PATRONYMIC})
# A pair of these is possible at most, whatever else speaks for it.
NEVER_LIKELY = frozenset({MatchSign.BIRTH_NEAR, MatchSign.BIRTH_APART, MatchSign.GIVEN_OTHER})
KEPT_SCORES = 2**16


@dataclass(frozen=True)
class Spelling:
    """One written name: the whole, the given name, the rest of it (father's, grandfather's, family name), the father's."""

    full: str
    given: str
    rest: str
    father: str = ""

    @classmethod
    def of(cls, full: str, given: str = "", father: str = "") -> "Spelling":
        """The spelling of a written name; the given name and the father's are guessed where they are not known."""
        parts = guess_parts(full)
        given = given or parts.get("given", "")
        father = father or parts.get("father_given", "") or parts.get("patronymic", "")
        said = given.split()
        words = full.replace(",", " ").split()
        rest = " ".join(word for word in words if word not in said)
        return cls(full=full, given=given, rest=rest, father=father)


@dataclass(frozen=True)
class Known:
    """What is known of one person, as far as the comparison uses it.

    ``born`` is the earliest and the latest day. Parents, brothers and sisters, children and partners (the other
    parents of the children) stand by their written names. ``places`` and ``family`` are whatever names a place and a
    common parent or group, ``papers`` numbers of papers that somebody else has on file too; ``key`` names the person,
    and ``never`` those who are somebody else for certain, such as the own mother.
    """

    key: int = 0
    names: tuple[Spelling, ...] = ()
    sex: str = Sex.U
    born: tuple[date, date] | None = None
    mothers: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    places: frozenset[int] = frozenset()
    family: frozenset[str] = frozenset()
    never: frozenset[int] = frozenset()
    papers: frozenset[str] = frozenset()
    is_child: bool = True


class Evidence(NamedTuple):
    """One thing that speaks for (a weight above zero) or against; zero is only said."""

    code: MatchSign
    weight: float


@dataclass(frozen=True)
class Verdict:
    """What two records may have to do with one another, how likely, and why."""

    kind: MatchKind
    band: MatchBand
    score: float
    evidence: tuple[Evidence, ...] = field(default=())

    def as_data(self) -> list[dict[str, str | float]]:
        """The evidence as it is kept with a pair: codes and weights, never a name."""
        return [{"code": str(one.code), "weight": one.weight} for one in self.evidence]


def compare(left: Known, right: Known) -> Verdict | None:
    """What speaks for ``left`` and ``right`` being one person, or of one family; ``None`` where too little does.

    The same whichever comes first. Brothers and sisters (other given name; same parents, or family name and father's
    name) are of one family and never one person.
    """
    if left.key in right.never or right.key in left.never:
        return None
    if left.papers & right.papers:
        return _one_paper(left, right)
    if not (left.is_child and right.is_child) and _best(left.names, right.names)[0] < POSSIBLE:
        return None  # who is no child is nobody's brother or sister here
    parents = _parents_of(left, right)
    if not has_other_given_name(left.names, right.names):
        return _person(left, right, parents)
    if left.family & right.family:
        return None  # they are on file as of one family
    family = [*parents, *_family_names(left.names, right.names)]
    if SAYS_FAMILY & {one.code for one in family}:
        return _family(left, right, family)
    return _person(left, right, [Evidence(MatchSign.GIVEN_OTHER, 1.0), *parents])


def _one_paper(left: Known, right: Known) -> Verdict | None:
    """Two with a paper of one number: one person, unless they are on file as of one family and share its booklet."""
    if left.family & right.family and has_other_given_name(left.names, right.names):
        return None
    found = [*_born(left.born, right.born), *_sexes(left.sex, right.sex), Evidence(MatchSign.PAPER_SAME, 1.0)]
    named, _is_one_part = _best(left.names, right.names)
    evidence = [
        Evidence(MatchSign.NAME, named),
        *(Evidence(code, OF_PERSON[code].points * share) for code, share in found),
    ]
    is_likely = named >= POSSIBLE and not NEVER_LIKELY & {one.code for one in found}
    band = MatchBand.LIKELY if is_likely else MatchBand.POSSIBLE
    return Verdict(MatchKind.SAME_PERSON, band, _total(evidence), _rounded(evidence))


def has_other_given_name(left: tuple[Spelling, ...], right: tuple[Spelling, ...]) -> bool:
    """Whether the given names differ: they are not alike, nor does each stand somewhere in the other's name.

    The latter happens where people write the parts of a name in another order.
    """
    mine, theirs = _givens(left), _givens(right)
    if not mine or not theirs or _closest(mine, theirs) >= LIKELY:
        return False
    return _closest(mine, _words(right)) < LIKELY or _closest(theirs, _words(left)) < LIKELY


def _givens(names: tuple[Spelling, ...]) -> tuple[str, ...]:
    return tuple(one.given for one in names if one.given)


def _words(names: tuple[Spelling, ...]) -> tuple[str, ...]:
    return tuple(word for one in names for word in one.full.split())


def _closest(mine: Iterable[str], theirs: tuple[str, ...]) -> float:
    return max((alike(one, other) for one in mine for other in theirs), default=0.0)


def alike(one: str, other: str) -> float:
    """How alike two written names are, from 0 to 1; what was asked lately is remembered."""
    return _scored(*sorted((one, other)))


def _whole_alike(one: str, other: str) -> float:
    """How alike two whole names are; zero, and quickly so, where no part of the one sounds like a part of the other."""
    return 0.0 if _tokens(one).isdisjoint(_tokens(other)) else alike(one, other)


@lru_cache(maxsize=KEPT_SCORES)
def _tokens(full: str) -> frozenset[str]:
    return frozenset(keys_of(full).tokens)


@lru_cache(maxsize=KEPT_SCORES)
def _scored(one: str, other: str) -> float:
    return score(one, other)


def _person(left: Known, right: Known, found: list[Evidence]) -> Verdict | None:
    named, is_short = _best(left.names, right.names)
    if named < POSSIBLE:
        return None
    beside = [*_born(left.born, right.born), *_sexes(left.sex, right.sex), *found]
    beside += [*_relatives(left, right), *_places(left, right)]
    beside = [Evidence(code, OF_PERSON[code].points * share) for code, share in beside]
    evidence = [Evidence(MatchSign.NAME, named)]
    if is_short:
        evidence.append(Evidence(MatchSign.NAME_SHORT, OF_PERSON[MatchSign.NAME_SHORT].points))
    evidence += beside
    total = _total(evidence)
    support = sum(one.weight for one in beside if one.weight > 0)
    if named < LIKELY or is_short:
        # Such a name says little by itself: something else has to speak for it.
        band = MatchBand.POSSIBLE if support >= SUPPORT and total >= LIKELY else None
    else:
        band = _band(total)
    if band == MatchBand.LIKELY and NEVER_LIKELY & {one.code for one in beside}:
        band = MatchBand.POSSIBLE
    return Verdict(MatchKind.SAME_PERSON, band, total, _rounded(evidence)) if band else None


def _family(left: Known, right: Known, found: list[Evidence]) -> Verdict | None:
    if not (left.is_child and right.is_child):
        return None
    found = [one for one in (*found, *_places(left, right)) if one.code in OF_FAMILY]
    evidence = [Evidence(code, OF_FAMILY[code].points * share) for code, share in found]
    total = _total(evidence)
    band = _band(total)
    evidence.append(Evidence(MatchSign.GIVEN_OTHER, 0.0))
    return Verdict(MatchKind.SAME_FAMILY, band, total, _rounded(evidence)) if band else None


def _band(total: float) -> MatchBand | None:
    if total >= LIKELY:
        return MatchBand.LIKELY
    return MatchBand.POSSIBLE if total >= POSSIBLE else None


def _total(evidence: Iterable[Evidence]) -> float:
    return round(min(1.0, max(0.0, sum(one.weight for one in evidence))), 4)


def _rounded(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.code, round(one.weight, 4)) for one in evidence)


def _best(left: tuple[Spelling, ...], right: tuple[Spelling, ...]) -> tuple[float, bool]:
    """How alike the most alike spellings are, and whether they are only one part long."""
    found = [
        (_whole_alike(one.full, other.full), not _is_short(one.full) and not _is_short(other.full))
        for one in left
        for other in right
    ]
    if not found:
        return 0.0, True
    share, is_whole = max(found)
    return share, not is_whole


def _is_short(full: str) -> bool:
    return len(parts_of(full)) < 2


# From here on a piece of evidence carries, in place of its weight, the share of the table's weight that it has.


def _born(left: tuple[date, date] | None, right: tuple[date, date] | None) -> list[Evidence]:
    if left is None or right is None:
        return []
    gap = max(left[0], right[0]) - min(left[1], right[1])
    if gap > timedelta(days=NEAR_DAYS):
        return [Evidence(MatchSign.BIRTH_APART, 1.0)]
    if gap > timedelta(0):
        return [Evidence(MatchSign.BIRTH_NEAR, 1.0)]
    span = max(left[1], right[1]) - min(left[0], right[0])
    is_exact = span <= timedelta(days=EXACT_DAYS)
    return [Evidence(MatchSign.BIRTH_EXACT if is_exact else MatchSign.BIRTH_OVERLAP, 1.0)]


def _sexes(left: str, right: str) -> list[Evidence]:
    if left not in STATED_SEX or right not in STATED_SEX:
        return []
    return [Evidence(MatchSign.SEX_SAME if left == right else MatchSign.SEX_OTHER, 1.0)]


def _parents_of(left: Known, right: Known) -> list[Evidence]:
    """What the parents' names say: everybody has one mother and one father."""
    found = [
        *_parents(left.mothers, right.mothers, MatchSign.MOTHER_SAME, MatchSign.MOTHER_OTHER),
        *_parents(left.fathers, right.fathers, MatchSign.FATHER_SAME, MatchSign.FATHER_OTHER),
    ]
    if not {MatchSign.FATHER_SAME, MatchSign.FATHER_OTHER} & {one.code for one in found}:
        found += _fathers_named(left.names, right.names)
    return found


def _relatives(left: Known, right: Known) -> list[Evidence]:
    """What the names of others around two persons say for them; that others differ says nothing."""
    found = []
    for mine, theirs, code in (
        (left.siblings, right.siblings, MatchSign.SIBLING_SAME),
        (left.children, right.children, MatchSign.CHILD_SAME),
        (left.partners, right.partners, MatchSign.PARTNER_SAME),
    ):
        share, part = _alike(mine, theirs)
        if share >= ALIKE:
            found.append(Evidence(code, part))
    return found


def _fathers_named(left: tuple[Spelling, ...], right: tuple[Spelling, ...]) -> list[Evidence]:
    """Whether the names themselves name two fathers; that they name one is part of the likeness of the names."""
    mine = tuple(one.father for one in left if one.father)
    theirs = tuple(one.father for one in right if one.father)
    if not mine or not theirs or _closest(mine, theirs) >= UNLIKE:
        return []
    return [Evidence(MatchSign.FATHER_OTHER, 1.0)]


def _parents(
    left: tuple[str, ...], right: tuple[str, ...], same: MatchSign, other: MatchSign
) -> list[Evidence]:
    share, part = _alike(left, right)
    if share >= ALIKE:
        return [Evidence(same, part)]
    if left and right and share < UNLIKE:
        return [Evidence(other, 1.0)]
    return []


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, float]:
    """How alike the most alike of two lists of names are, and what share of a weight they are worth."""
    found = [
        (_whole_alike(one, other), SHORT_SHARE if _is_short(one) or _is_short(other) else 1.0)
        for one in left
        for other in right
    ]
    return max(found, default=(0.0, 0.0))


def _places(left: Known, right: Known) -> list[Evidence]:
    return [Evidence(MatchSign.PLACE_SAME, 1.0)] if left.places & right.places else []


def _family_names(left: tuple[Spelling, ...], right: tuple[Spelling, ...]) -> list[Evidence]:
    pairs = [(one.rest, other.rest) for one in left for other in right if one.rest and other.rest]
    if not pairs:
        return []
    share, is_long = max(
        (alike(one, other), not (_is_short(one) or _is_short(other))) for one, other in pairs
    )
    if share < ALIKE:
        return []
    found = [Evidence(MatchSign.FAMILY_NAME, 1.0)]
    return [*found, Evidence(MatchSign.PATRONYMIC, 1.0)] if is_long else found
