"""The names of one made-up family."""

import random
from collections.abc import Sequence

from cases.seeding.corpus.cultures import CULTURES, STATE_CULTURES, Culture, Part, tables
from cases.seeding.corpus.endings import of_two_names, with_hyphen
from cases.seeding.corpus.writing import Bearer, WrittenName, written

SAME_CULTURE = 0.85
DRAWS_FOR_A_NEW_NAME = 40
# In a crowd so many families bear a name put together from two, of which there are a thousand in a culture.
RARE_FAMILY = 0.45


class FamilyNames:
    """A father, a mother, and as many children as are asked for; siblings get different given names.

    ``state`` is the State asked for; ``father`` and ``mother`` are lists of ``WrittenName``, the preferred one first.
    """

    __slots__ = (
        "_culture",
        "_family",
        "_family_of",
        "_father",
        "_grandfather",
        "_rng",
        "_style",
        "_taken",
        "father",
        "mother",
        "state",
    )

    def __init__(self, rng: random.Random, state: str, *, crowd: bool = False) -> None:
        self.state = state
        self._rng = rng
        self._family_of = _drawn_or_rare if crowd else _drawn
        self._culture = _draw_culture(rng, state)
        self._style = rng.choice(self._culture.patronymics)
        parts = tables(self._culture.code)
        self._family: Part = self._family_of(rng, self._culture)
        self._father, self._grandfather, great_grandfather = rng.sample(parts.boys, 3)
        self._taken = {self._father.latin}
        self.father: list[WrittenName] = written(
            rng, self._bearer("m", self._father, self._grandfather, great_grandfather)
        )
        self.mother: list[WrittenName] = self._mother()

    def child(self, sex: str) -> list[WrittenName]:
        """Return the names of one more child: "f" a girl's, "m" a boy's, anything else either."""
        drawn = sex if sex in ("f", "m") else self._rng.choice("fm")
        given = self._new_given(tables(self._culture.code).given(drawn))
        return written(self._rng, self._bearer(drawn, given, self._father, self._grandfather))

    def _bearer(self, sex: str, given: Part, father: Part, grandfather: Part) -> Bearer:
        return Bearer(self._culture, self._style, sex, given, father, grandfather, self._family)

    def _mother(self) -> list[WrittenName]:
        """Return a mother's names: her own father's in them, and her husband's family name as often as customary."""
        rng, culture = self._rng, self._culture
        if rng.random() >= SAME_CULTURE:
            culture = _draw_culture(rng, self.state)
        parts = tables(culture.code)
        family: Part = self._family_of(rng, culture)
        if culture is self._culture and rng.random() < culture.shared:
            family = self._family
        father, grandfather = rng.sample(parts.boys, 2)
        style = self._style if culture is self._culture else rng.choice(culture.patronymics)
        given: Part = rng.choice(parts.girls)
        self._taken.add(given.latin)
        return written(rng, Bearer(culture, style, "f", given, father, grandfather, family))

    def _new_given(self, names: Sequence[Part]) -> Part:
        """Draw a name that nobody else in the family bears, as long as there is one to find."""
        for _draw in range(DRAWS_FOR_A_NEW_NAME):
            given = self._rng.choice(names)
            if given.latin not in self._taken:
                break
        self._taken.add(given.latin)
        return given


def make_family(rng: random.Random, state: str, *, crowd: bool = False) -> FamilyNames:
    """Return the names of a family with ties to ``state``, an ISO 3166 code of ``STATES``.

    The same ``rng`` state gives the same family. With ``crowd`` there are family names enough for a million people.
    Raises ``ValueError`` for a State without tables.
    """
    if state not in STATE_CULTURES:
        raise ValueError(f"No tables of names for the State {state!r}.")
    return FamilyNames(rng, state, crowd=crowd)


def _drawn(rng: random.Random, culture: Culture) -> Part:
    return rng.choice(tables(culture.code).families)


def _drawn_or_rare(rng: random.Random, culture: Culture) -> Part:
    """Return a family name of the table, or one put together as is customary; a nisba is always from the table."""
    parts = tables(culture.code)
    if culture.chain or rng.random() >= RARE_FAMILY:
        return rng.choice(parts.families)
    if culture.joins_names:
        return of_two_names(*rng.sample(parts.boys, 2))
    return with_hyphen(*rng.sample(parts.families, 2))


def _draw_culture(rng: random.Random, state: str) -> Culture:
    cultures = STATE_CULTURES[state]
    draw = rng.random() * sum(weight for _code, weight in cultures)
    for code, weight in cultures:
        draw -= weight
        if draw < 0:
            return CULTURES[code]
    return CULTURES[cultures[-1][0]]
