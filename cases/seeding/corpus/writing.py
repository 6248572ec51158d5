"""One person's name as it is written down in each script."""

import random
from typing import NamedTuple

from cases.seeding.corpus.cultures import Culture, Part
from cases.seeding.corpus.endings import NOTHING, patronymic, womans_form

MOST_SCRIPTS = 3
CURRENT = "current"
DOCUMENT = "document"
LATIN_ON_PAPERS = 0.5
LATIN_WITH_PATRONYMIC = 0.3
FULL_LATIN_CHAIN = 0.6


class WrittenName(NamedTuple):
    """A name in one script: as written, its parts, and the code of its kind."""

    script: str
    full: str
    given: str
    patronymic: str = ""
    father_given: str = ""
    grandfather_given: str = ""
    family: str = ""
    nisba: str = ""
    kind: str = CURRENT


class Bearer(NamedTuple):
    """Who bears a name: the parts it is made from."""

    culture: Culture
    style: str
    sex: str
    given: Part
    father: Part
    grandfather: Part
    family: Part


def written(rng: random.Random, bearer: Bearer) -> list[WrittenName]:
    """Return the bearer's name in one to three scripts; the culture's own comes first."""
    culture = bearer.culture
    scripts = [culture.own_script]
    scripts += [script for script, often in culture.others if rng.random() < often]
    return [_in_script(rng, script, bearer) for script in scripts[:MOST_SCRIPTS]]


def _in_script(rng: random.Random, script: str, bearer: Bearer) -> WrittenName:
    if script == "Arab":
        return _arabic(bearer)
    if script == "Geor":
        given, family = bearer.given.georgian, bearer.family.georgian
        return WrittenName("Geor", f"{given} {family}", given, family=family)
    if bearer.culture.chain:
        return _chain(rng, script, bearer)
    return _with_family(rng, script, bearer)


def _arabic(bearer: Bearer) -> WrittenName:
    """Write the chain of Arabic papers; people from elsewhere keep their family name at its end."""
    given, father = bearer.given.arabic, bearer.father.arabic
    if bearer.culture.chain:
        grandfather, nisba = bearer.grandfather.arabic, bearer.family.arabic
        full = f"{given} {father} {grandfather} {nisba}"
        return WrittenName("Arab", full, given, "", father, grandfather, "", nisba)
    family = _family(bearer).arabic
    return WrittenName("Arab", f"{given} {father} {family}", given, "", father, "", family, "", DOCUMENT)


def _chain(rng: random.Random, script: str, bearer: Bearer) -> WrittenName:
    """Write an Arabic name in another script, with or without the father's name."""
    column = 1 if script == "Cyrl" else 0
    given, nisba = bearer.given[column], bearer.family[column]
    father = bearer.father[column] if rng.random() < FULL_LATIN_CHAIN else ""
    full = f"{given} {father} {nisba}" if father else f"{given} {nisba}"
    return WrittenName(script, full, given, "", father, "", "", nisba, DOCUMENT)


def _with_family(rng: random.Random, script: str, bearer: Bearer) -> WrittenName:
    """Write "Family Given Patronymic" in the culture's own script, mostly "Given Family" for travel in Latin."""
    column = 1 if script == "Cyrl" else 0
    own = script == bearer.culture.own_script
    given, family = bearer.given[column], _family(bearer)[column]
    tail = ""
    if own or script == "Cyrl" or rng.random() < LATIN_WITH_PATRONYMIC:
        tail = patronymic(bearer.style, bearer.father, bearer.sex)[column]
    kind = CURRENT if own or rng.random() >= LATIN_ON_PAPERS else DOCUMENT
    if not tail:
        order = f"{family} {given}" if script == "Cyrl" and own else f"{given} {family}"
        return WrittenName(script, order, given, family=family, kind=kind)
    father = bearer.father[column] if " " in tail else ""
    return WrittenName(script, f"{family} {given} {tail}", given, tail, father, "", family, "", kind)


def _family(bearer: Bearer) -> Part:
    if bearer.sex == "f" and bearer.culture.gendered and bearer.family is not NOTHING:
        return womans_form(bearer.family)
    return bearer.family
