"""Builds the table of attested spellings from lists of single names in two scripts."""

import csv
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from cases.names.attested import TABLE
from cases.names.letters import alike
from cases.names.normal import Part, parts_of

ONE_NAME = Path(__file__).with_name("data") / "one_name.txt"

Counts = dict[str, Counter[str]]

# Spellings that do not sound alike at all were put beside each other by mistake.
ALIKE_ONCE, ALIKE_OFTEN, OFTEN = 0.5, 0.3, 3
LEAST = 2  # a spelling attested fewer times says nothing
COMMON = 16
MOST_FORMS = 6
# Two Arabic spellings are one name when they sound so alike, and this and the likeness of their Latin spellings add up.
LEAST_SOUND, LEAST_TOGETHER = 0.75, 1.4
SHARE_LATIN, SHARE_CYRILLIC = 0.08, 0.12  # what share of a spelling a name needs to be its name


class Built(NamedTuple):
    """How large a table came out."""

    spellings: int
    names: int
    size: int


class Lists(NamedTuple):
    """How often spellings were seen opposite each other."""

    latin_of_arabic: Counts
    arabic_of_latin: Counts
    latin_of_cyrillic: Counts
    sounds: dict[str, Part]


def build(paths: Iterable[Path], *, target: Path = TABLE) -> Built:
    """Write the table from CSV files with the columns arabic (or other), latin and count; say how large it is.

    The same files make the same table, byte by byte.
    """
    lists = _read(paths)
    names = _arabic_names(lists)
    spellings = {
        a: (Counter({names[a]: 1}), sum(seen.values())) for a, seen in _enough(lists.latin_of_arabic)
    }
    latin = _by_way_of(lists.arabic_of_latin, spellings, SHARE_LATIN)
    cyrillic = _by_way_of(lists.latin_of_cyrillic, latin, SHARE_CYRILLIC)
    found = {word: (set(shares), seen) for word, (shares, seen) in (spellings | latin | cyrillic).items()}
    _add_one_names(found)
    numbers = {
        name: str(number) for number, name in enumerate(sorted({n for s, _ in found.values() for n in s}))
    }
    lines = sorted(
        f"{word}\t{int(math.log2(seen))} {' '.join(sorted(numbers[name] for name in shares))}\n".encode()
        for word, (shares, seen) in found.items()
        if shares
    )
    packed = gzip.compress(b"".join(lines), mtime=0)
    target.write_bytes(packed)
    return Built(len(lines), len(numbers), len(packed))


def _read(paths: Iterable[Path]) -> Lists:
    lists = Lists(defaultdict(Counter), defaultdict(Counter), defaultdict(Counter), {})
    for other, latin, count in _rows(paths):
        kind = int(other.script == "Arab")
        like = alike(other.bare, latin.bare, kind)
        if like < (ALIKE_OFTEN if count >= OFTEN else ALIKE_ONCE):
            continue
        if kind:
            lists.latin_of_arabic[other.written][latin.written] += count
            lists.arabic_of_latin[latin.written][other.written] += count
            lists.sounds[other.written] = other
        else:
            lists.latin_of_cyrillic[other.written][latin.written] += count
    return lists


def _rows(paths: Iterable[Path]) -> Iterator[tuple[Part, Part, int]]:
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                other = _single(row.get("arabic") or row.get("other") or "")
                latin = _single(row["latin"])
                if other and latin and latin.script == "Latn" and other.script in ("Arab", "Cyrl"):
                    yield other, latin, int(row["count"])


def _single(name: str) -> Part | None:
    """Return the part of a name that has one and nothing taken off it."""
    parts = parts_of(name)
    return parts[0] if len(parts) == 1 and not parts[0].marks and not parts[0].initial else None


def _enough(counts: Counts) -> list[tuple[str, Counter[str]]]:
    return [(word, seen) for word, seen in counts.items() if sum(seen.values()) >= LEAST]


def _arabic_names(lists: Lists) -> dict[str, str]:
    """Return for each Arabic spelling the one that stands for its name."""
    names = {word: word for word in lists.latin_of_arabic}
    for seen in lists.arabic_of_latin.values():
        forms = [word for word, _ in seen.most_common(MOST_FORMS)]
        for one, other in combinations(forms, 2):
            if _root(names, one) != _root(names, other) and _one_arabic_name(lists, one, other):
                names[_root(names, other)] = _root(names, one)
    return {word: _root(names, word) for word in names}


def _one_arabic_name(lists: Lists, one: str, other: str) -> bool:
    sound = alike(lists.sounds[one].bare, lists.sounds[other].bare, 2)
    if sound < LEAST_SOUND:
        return False
    return sound + _likeness(lists.latin_of_arabic[one], lists.latin_of_arabic[other]) >= LEAST_TOGETHER


def _root(names: dict[str, str], word: str) -> str:
    while names[word] != word:
        word = names[word]
    return word


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the cosine of two counts."""
    together = sum(count * other[word] for word, count in one.items() if word in other)
    return together / math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))


def _by_way_of(
    counts: Counts, spellings: dict[str, tuple[Counter[str], int]], least_share: float
) -> dict[str, tuple[Counter[str], int]]:
    """Return the names of words by those of the spellings they were seen opposite."""
    found = {}
    for word, seen in counts.items():
        names: Counter[str] = Counter()
        known = [(other, count) for other, count in seen.items() if other in spellings]
        for other, count in known:
            shares, _ = spellings[other]
            whole = sum(shares.values())
            for name, share in shares.items():
                names[name] += count * share / whole  # type: ignore[assignment]
        whole = sum(names.values())
        often = sum(count for _, count in known)
        if often >= LEAST:
            found[word] = (Counter({n: s for n, s in names.items() if s / whole >= least_share}), often)
    return found


def _add_one_names(found: dict[str, tuple[set[str], int]]) -> None:
    """Give the spellings of each line of `ONE_NAME` the names of the first that has any, beside their own.

    They are common names, whatever the lists say, so they count as seen often.
    """
    given: dict[str, set[str]] = defaultdict(set)
    for line in ONE_NAME.read_text(encoding="utf-8").splitlines():
        words = [part.written for name in line.partition("#")[0].split(",") if (part := _single(name))]
        names = next((found[word][0] for word in words if word in found), set(words[:1]))
        for word in words:
            given[word] |= names
    for word, names in given.items():
        own, seen = found.get(word, (set(), 0))
        found[word] = (own | names, max(COMMON, seen))
