"""The regions with their names: as the Unicode CLDR has them, and as people of the field say and write them."""

import csv
from functools import cache
from pathlib import Path

from cases.regions.spellings import SPELLINGS

# Names of CLDR 48, with its licence beside it; codes that ISO has withdrawn are read, and offered no more.
SOURCE = Path(__file__).with_name("cldr.csv")


@cache
def _rows() -> dict[str, tuple[str, bool]]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], not row["state"]) for row in csv.DictReader(file)}


def is_region(code: str) -> bool:
    """Whether this is the code of a region, one that ISO has withdrawn included."""
    return code in _rows()


def region_name(code: str) -> str:
    """ "Dagestan" for "RU-DA"; a code that nobody knows as it is, and "" for ""."""
    if code in SPELLINGS:
        return SPELLINGS[code][0]
    return _rows()[code][0] if code in _rows() else code


def regions_of(states: set[str]) -> list[str]:
    """The codes of the regions of these States, by State and name."""
    found = [code for code, (_name, is_current) in _rows().items() if is_current and code[:2] in states]
    return sorted(found, key=lambda code: (code[:2], region_name(code)))


def current_names() -> dict[str, tuple[str, ...]]:
    """By code, every name of a region that ISO has not withdrawn."""
    return {
        code: (name, *SPELLINGS.get(code, ())) for code, (name, is_current) in _rows().items() if is_current
    }
