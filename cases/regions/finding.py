"""Which region is meant by what somebody typed: a code, a name in any script, or a name with its code behind it."""

import re
from functools import cache

from cases.names import fold
from cases.regions.known import current_names, is_region, region_name

CODE = re.compile(r"(?:^|\()([A-Z]{2}-[A-Z0-9]{1,3})\)?$")
MOST_NEAR = 5
LONGEST = 200


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, names in current_names().items():
        for name in names:
            found.setdefault(fold(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def meant_by(text: str) -> list[str]:
    """The codes of the regions that are called exactly so, in order; none, one, or several of one name."""
    typed = text.strip()[:LONGEST]
    code = CODE.search(typed.upper())
    if code:
        return [code[1]] if is_region(code[1]) else []
    return _in_order(_by_name().get(fold(typed), frozenset()))


def near_to(text: str) -> list[str]:
    """A few codes of regions whose name has a word that begins like each word of ``text``."""
    words = fold(text[:LONGEST]).split()
    if not words:
        return []
    near = {
        code
        for name, codes in _by_name().items()
        if all(any(own.startswith(word) for own in name.split()) for word in words)
        for code in codes
    }
    return _in_order(near)[:MOST_NEAR]


def _in_order(codes: set[str] | frozenset[str]) -> list[str]:
    return sorted(codes, key=lambda code: (region_name(code), code))
