"""Which cultures of naming the families of a State follow, and the tables of each."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Part(NamedTuple):
    """One part of a name in every script that we write it in."""

    latin: str
    cyrillic: str
    arabic: str
    georgian: str = ""


@dataclass(frozen=True, slots=True)
class Culture:
    """How names are written here.

    ``patronymics`` are the styles in use (see endings.py), drawn once per family; ``chain`` means given name,
    father, grandfather and nisba in place of a family name; ``gendered``: family names have a woman's form;
    ``shared``: how often a mother bears her husband's family name; ``others``: further scripts with how often a
    person's name is also recorded in them.
    """

    code: str
    own_script: str
    others: tuple[tuple[str, float], ...]
    patronymics: tuple[str, ...] = ("",)
    gendered: bool = False
    chain: bool = False
    shared: float = 0.5

    @property
    def joins_names(self) -> bool:
        """Whether families are called after two given names written together, as Магомедгаджиев."""
        return self.code in JOINING


JOINING = frozenset({"chechen", "dagestani", "tajik", "kazakh", "kyrgyz", "azeri", "uzbek"})
AFTER_CYRILLIC = (("Latn", 0.75), ("Arab", 0.8))
AFTER_LATIN = (("Arab", 0.8), ("Cyrl", 0.05))
AFTER_LATIN_BESIDE_CYRILLIC = (("Arab", 0.8), ("Cyrl", 0.25))
AFTER_GEORGIAN = (("Latn", 0.9), ("Arab", 0.6), ("Cyrl", 0.3))
AFTER_ARABIC = (("Latn", 0.8), ("Cyrl", 0.05))

CULTURES = {
    culture.code: culture
    for culture in (
        Culture("chechen", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich",), gendered=True),
        Culture("dagestani", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich",), gendered=True),
        Culture("russian", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich",), gendered=True, shared=0.8),
        Culture("ukrainian", "Cyrl", AFTER_CYRILLIC, patronymics=("ukrainian",), gendered=True, shared=0.8),
        Culture("belarusian", "Cyrl", AFTER_CYRILLIC, patronymics=("belarusian",), gendered=True, shared=0.8),
        Culture("tajik", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich", "ovich", "zoda", ""), gendered=True),
        Culture("kazakh", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich", "uly"), gendered=True),
        Culture("kyrgyz", "Cyrl", AFTER_CYRILLIC, patronymics=("ovich", "uulu"), gendered=True),
        Culture(
            "azeri", "Latn", AFTER_LATIN_BESIDE_CYRILLIC, patronymics=("oglu",), gendered=True, shared=0.4
        ),
        Culture("uzbek", "Latn", AFTER_LATIN_BESIDE_CYRILLIC, patronymics=("ogli",), gendered=True),
        Culture("turkish", "Latn", AFTER_LATIN_BESIDE_CYRILLIC, shared=0.85),
        Culture("german", "Latn", AFTER_LATIN, shared=0.7),
        Culture("french", "Latn", AFTER_LATIN, shared=0.6),
        Culture("finnish", "Latn", AFTER_LATIN, shared=0.6),
        Culture("georgian", "Geor", AFTER_GEORGIAN, shared=0.2),
        Culture("arabic", "Arab", AFTER_ARABIC, chain=True, shared=0.0),
    )
}

# Families come from all over: the weights say how often one of a State's children bears names of which culture.
# They colour made-up data and describe nobody; culture and origin of a name are never stored.
STATE_CULTURES = {
    "RU": (("chechen", 45), ("dagestani", 40), ("russian", 15)),
    "TJ": (("tajik", 85), ("uzbek", 15)),
    "AZ": (("azeri", 90), ("dagestani", 10)),
    "TR": (("turkish", 100),),
    "UZ": (("uzbek", 85), ("tajik", 15)),
    "DE": (("german", 50), ("turkish", 30), ("arabic", 20)),
    "FR": (("french", 55), ("arabic", 45)),
    "UA": (("ukrainian", 80), ("dagestani", 20)),
    "GE": (("georgian", 70), ("azeri", 15), ("chechen", 15)),
    "BY": (("belarusian", 80), ("russian", 20)),
    "FI": (("finnish", 70), ("arabic", 30)),
    "IQ": (("arabic", 100),),
    "SY": (("arabic", 100),),
    "KZ": (("kazakh", 80), ("uzbek", 20)),
    "KG": (("kyrgyz", 80), ("uzbek", 20)),
}
STATES = tuple(STATE_CULTURES)


@dataclass(frozen=True, slots=True)
class Tables:
    """The parts of one culture."""

    girls: tuple[Part, ...]
    boys: tuple[Part, ...]
    families: tuple[Part, ...]

    def given(self, sex: str) -> tuple[Part, ...]:
        """Return the given names for "f", or for anybody else the boys' names."""
        return self.girls if sex == "f" else self.boys


@cache
def tables(code: str) -> Tables:
    """Read the tables of a culture; ``families`` holds its nisbas where it goes by chains."""
    by_kind: dict[str, list[Part]] = {"f": [], "m": [], "family": [], "nisba": []}
    with (DATA / f"{code}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            by_kind[row.pop("kind")].append(Part(**row))
    return Tables(tuple(by_kind["f"]), tuple(by_kind["m"]), tuple(by_kind["family"] or by_kind["nisba"]))
