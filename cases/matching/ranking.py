"""How well a written name answers what was typed: as a whole name, as some parts of one, or as its beginning."""

from heapq import nlargest

from rapidfuzz import fuzz

from cases.names.normal import parts_of
from cases.names.scorer import part_score, score

# Names that are looked at part by part; the others fall to a quick look at their skeletons.
LOOKED_AT = 60
# So many of them are those that Postgres put first.
FIRST_ANYWAY = 30
# A name found by some of its parts stands a little behind one found by all.
LEFT_OUT = 0.02
# Of names that sound the same the one written most alike comes first.
LOOKS = 0.01
# A word that is only begun says less than a whole one, and more where the letters are those typed.
BEGUN, BEGUN_AS_WRITTEN = 0.9, 0.96
# From so alike a spelling on a name is put before those that only sound so, by so much at most.
SLIP, BEFORE = 0.85, 0.15


def closest(typed, names, *, most=LOOKED_AT):
    """The ``most`` of ``names`` (rows of ``COLUMNS``, the likest first) that sound or look most like what was typed."""
    if len(names) <= most:
        return names
    skeleton, text = typed.keys.skeleton, typed.folded

    def nearness(name):
        *_others, written, theirs = name
        letters = fuzz.token_ratio(text, written)
        if len(text) < len(written):
            letters = max(letters, fuzz.partial_ratio(text, written))
        return max(fuzz.token_ratio(skeleton, theirs), letters), letters

    first = names[:FIRST_ANYWAY]
    kept = first + nlargest(most - len(first), names[FIRST_ANYWAY:], key=nearness)
    return sorted(kept, key=nearness, reverse=True)


def looks_alike(typed, search_key):
    """From 0 to 1: how alike the letters are, whatever the order of the words; 1 where all that was typed is there."""
    there, (*whole, last) = search_key.split(), typed.folded.split(" ")
    if set(whole) <= set(there) and any(word.startswith(last) for word in there):
        return 1.0
    return fuzz.token_sort_ratio(typed.folded, search_key) / 100


def likeness(typed, full, search_key, skeleton):
    """From 0 to 1: how well the written name ``full`` answers ``typed``; 1 only for what is written the same.

    ``search_key`` and ``skeleton`` are what is stored of it: its words, and the key of each part.
    """
    asked, there = parts_of(typed.text), parts_of(full)
    if not asked or not there:
        return 0.0
    best = score(typed.text, full)
    if len(asked) < len(there) or (len(asked) == len(there) and typed.beginning and best < BEGUN_AS_WRITTEN):
        best = max(best, _parts_found(typed, there, search_key, skeleton.split()))
    return max(0.0, best - LOOKS * (1 - fuzz.token_sort_ratio(typed.text.lower(), full.lower()) / 100))


def before(looks):
    """What a spelling so alike is worth beside the sound, when names are put in order."""
    return BEFORE * max(0.0, looks - SLIP) / (1 - SLIP)


def _parts_found(typed, there, search_key, keys):
    """Each part that was typed beside the part of the name that is most like it, each of those once."""
    asked = parts_of(typed.text)
    last, keys = len(asked) - 1, keys if len(keys) == len(there) else [""] * len(there)
    begun = [word for word in search_key.split() if word.startswith(typed.folded.split(" ")[-1])]
    pairs = []
    for row, one in enumerate(asked):
        for column, other in enumerate(there):
            share = part_score(one, other)
            if row == last:
                share = max(share, _begun(typed, begun, one, other, keys[column]))
            pairs.append((share, row, column))
    shares, rows, columns = [], set(), set()
    for share, row, column in sorted(pairs, reverse=True):
        if row not in rows and column not in columns:
            shares.append(share)
            rows.add(row)
            columns.add(column)
    mixed = (sum(shares) / len(shares) + min(shares)) / 2
    return max(0.0, mixed - LEFT_OUT * (len(there) > len(asked)))


def _begun(typed, begun, one, other, key):
    """How well a part of a name goes on as the last word typed begins, as it is in ``begun``; 0 where it does not."""
    if any(other.written in word for word in begun):
        return BEGUN_AS_WRITTEN
    if not typed.beginning or not key.startswith(typed.beginning):
        return 0.0
    return BEGUN * (0.9 + fuzz.ratio(one.sound, other.sound[: len(one.sound)]) / 1000)
