"""How well a written name answers what was typed: as a whole name, as some parts of one, or as its beginning."""

from heapq import nlargest

from rapidfuzz import fuzz

from cases.names.keys import keys_of
from cases.names.normal import parts_of
from cases.names.scorer import part_score, score

# Names that are looked at part by part; the others fall to a quick look at their consonants.
LOOKED_AT = 60
# A name found by some of its parts stands a little behind one found by all.
LEFT_OUT = 0.02
# Of names that sound the same the one written most alike comes first.
LOOKS = 0.01
# A word that is only begun says less than a whole one.
BEGUN = 0.9


def closest(typed, names, *, most=LOOKED_AT):
    """The ``most`` of ``names`` (rows of ``COLUMNS``) that sound most like what was typed; of equals, look so."""
    if len(names) <= most:
        return names
    consonants, text = typed.keys.consonants, typed.text.lower()

    def nearness(name):
        _target, _by, full, _script, _is_preferred, theirs = name
        return fuzz.token_ratio(consonants, theirs), fuzz.token_ratio(text, full.lower())

    return nlargest(most, names, key=nearness)


def likeness(typed, full):
    """From 0 to 1: how well the written name ``full`` answers ``typed``; 1 only for what is written the same."""
    asked, there = parts_of(typed.text), parts_of(full)
    if not asked or not there:
        return 0.0
    best = score(typed.text, full)
    if len(asked) <= len(there):
        best = max(best, _parts_found(typed, asked, there, _goes_on(typed, full, there)))
    looks = fuzz.token_sort_ratio(typed.text.lower(), full.lower()) / 100
    return max(0.0, best - LOOKS * (1 - looks))


def _parts_found(typed, asked, there, goes_on):
    """Each part that was typed beside the part of the name that is most like it, each of those once."""
    pairs = []
    for row, one in enumerate(asked):
        for column, other in enumerate(there):
            share = part_score(one, other)
            if row == len(asked) - 1 and goes_on[column]:
                share = max(share, _begun(one, other))
            pairs.append((share, row, column))
    shares, rows, columns = [], set(), set()
    for share, row, column in sorted(pairs, reverse=True):
        if row not in rows and column not in columns:
            shares.append(share)
            rows.add(row)
            columns.add(column)
    mixed = (sum(shares) / len(shares) + min(shares)) / 2
    return max(0.0, mixed - LEFT_OUT * (len(there) > len(asked)))


def _goes_on(typed, full, there):
    """For each part of the name, whether it goes on as the last word that was typed begins."""
    keys = keys_of(full).skeleton.split()
    if not typed.beginning or len(keys) != len(there):
        return [False] * len(there)
    return [key.startswith(typed.beginning) for key in keys]


def _begun(one, other):
    return BEGUN * (0.9 + fuzz.ratio(one.sound, other.sound[: len(one.sound)]) / 1000)
