"""Two written names beside each other: which words of one stand for which of the other, and which for none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cases.names import particles
from cases.names.normal import LONGEST_NAME, Part, parts_of, written_words
from cases.names.scorer import LIKELY, part_score

# Words as they are written, each with the signs and spaces behind it.
PIECES = re.compile(r"[^\s\-‐-―,.]*[\s\-‐-―,.]+|[^\s\-‐-―,.]+")
EDGES = " \t\n\r\v\f\u00a0-‐‑‒–—―,."


class Standing(Enum):
    """What stands for a part of one name in the other."""

    SAME = "same"
    SPELLING = "spelling"
    DIFFERENT = "different"
    ALONE = "alone"


@dataclass(frozen=True)
class Piece:
    """Words of a name as written, how they stand, and the words of the other name that stand there (if any)."""

    text: str
    standing: Standing
    other: str = ""

    @property
    def word(self) -> str:
        """The same without the signs and spaces behind it."""
        return self.text.strip(EDGES)

    @property
    def gap(self) -> str:
        """The signs and spaces behind it."""
        return self.text.lstrip(EDGES)[len(self.word) :]


@dataclass(frozen=True)
class _Written:
    """The words of one part as written, or of several where they are one word; none for signs before the first."""

    text: str
    parts: frozenset[int]

    @property
    def bare(self) -> str:
        return self.text.strip(EDGES)

    @property
    def plain(self) -> str:
        return " ".join(self.text.strip(EDGES).split()).casefold()


def beside(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of both names; those of a name, put together, are the name as it was written.

    Parts that are written alike but for capitals are the same, parts that are likely one name another spelling. What
    is left of either is a different part where the other has one left too, in their order, and alone where it has
    none. The same whichever name comes first. Never raises.
    """
    ours, theirs = _written_parts(left), _written_parts(right)
    pairs = matched(parts_of(left[:LONGEST_NAME]), parts_of(right[:LONGEST_NAME]))
    odd = list(
        zip(
            _left_over(ours, {one for one, _ in pairs}),
            _left_over(theirs, {other for _, other in pairs}),
            strict=False,
        )
    )
    here = [_piece(written, theirs, dict(pairs), dict(odd)) for written in ours]
    there = [_piece(written, ours, _turned(pairs), _turned(odd)) for written in theirs]
    return here, there


def matched(left: tuple[Part, ...], right: tuple[Part, ...]) -> list[tuple[int, int]]:
    """Return by their places the parts of two names that are likely one part, the most alike first."""
    scored = (
        (part_score(one, other), -abs(i - j), -i - j, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
    )
    pairs: list[tuple[int, int]] = []
    for likeness, _near, _early, i, j in sorted(scored, reverse=True):
        if likeness >= LIKELY and all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def _turned(pairs: list[tuple[int, int]]) -> dict[int, int]:
    return {other: one for one, other in pairs}


def _left_over(name: list[_Written], taken: set[int]) -> list[int]:
    return [part for written in name for part in sorted(written.parts) if part not in taken]


def _piece(written: _Written, there: list[_Written], pairs: dict[int, int], odd: dict[int, int]) -> Piece:
    if not written.parts:
        return Piece(written.text, Standing.SAME)
    paired = _of_parts(there, {pairs[part] for part in written.parts if part in pairs})
    if written.parts <= pairs.keys():
        same = [other.plain for other in paired] == [written.plain]
        return Piece(written.text, Standing.SAME if same else Standing.SPELLING, _together(paired))
    others = paired + _of_parts(there, {odd[part] for part in written.parts if part in odd})
    return Piece(written.text, Standing.DIFFERENT if others else Standing.ALONE, _together(others))


def _of_parts(name: list[_Written], parts: set[int]) -> list[_Written]:
    return [written for written in name if not written.parts.isdisjoint(parts)]


def _together(several: list[_Written]) -> str:
    return " ".join(written.bare for written in several)


def _written_parts(full: str) -> list[_Written]:
    """Return the words of a name as written, those of one part together."""
    found: list[_Written] = []
    for text, parts in _placed(full):
        if found and (not parts or not parts.isdisjoint(found[-1].parts)):
            found[-1] = _Written(found[-1].text + text, found[-1].parts | parts)
        else:
            found.append(_Written(text, parts))
    return found


def _placed(full: str) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield each piece of a name with the places of the parts that it belongs to."""
    pieces = PIECES.findall(full)
    words = [written_words(piece) for piece in pieces]
    places = iter(_part_of_each([word for several in words for word in several]))
    for piece, several in zip(pieces, words, strict=True):
        yield piece, frozenset(place for place in (next(places) for _ in several) if place >= 0)


def _part_of_each(words: list[str]) -> list[int]:
    """Return for each word of a name the place of its part: articles and "son of" go with the word behind them."""
    counts = [len(parts_of(" ".join(words[: end + 1]))) for end in range(len(words))]
    places = [min(counts[start:]) - 1 for start in range(len(words))]
    for place in range(len(words) - 2, -1, -1):
        if words[place] in particles.SON_OF:
            places[place] = places[place + 1]
    return places
