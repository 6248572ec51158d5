"""Plausible misspellings: what another clerk, another ear or another keyboard makes of a name."""

import random
import re

from cases.seeding.corpus.writing import WrittenName

SPELLING_VARIANT = "spelling_variant"
SLIP_OF_THE_HAND = 0.2

SWAPS = {
    "Latn": (
        ("kh", "h"),
        ("dzh", "j"),
        ("zh", "j"),
        ("ay", "ai"),
        ("ey", "ei"),
        ("iya", "ia"),
        ("yev", "ev"),
        ("ou", "u"),
        ("aa", "a"),
        ("q", "k"),
        ("y", "i"),
        ("e", "a"),
        ("o", "u"),
        ("ş", "sh"),
        ("ç", "ch"),
        ("ğ", "g"),
        ("ə", "a"),
        ("ı", "i"),
        ("ö", "o"),
        ("ü", "u"),
        ("ä", "a"),
        ("é", "e"),
        ("è", "e"),
        ("‘", ""),
    ),
    "Cyrl": (
        ("дж", "ж"),
        ("е", "э"),
        ("э", "е"),
        ("и", "й"),
        ("й", "и"),
        ("о", "а"),
        ("а", "о"),
        ("г", "х"),
        ("х", "г"),
        ("ё", "е"),
        ("я", "а"),
        ("ь", ""),
        ("ҳ", "х"),
        ("қ", "к"),
        ("ғ", "г"),
        ("ӯ", "у"),
        ("ў", "у"),
        ("ҷ", "ч"),
        ("ӣ", "и"),
        ("і", "и"),
        ("ұ", "у"),
        ("ү", "у"),
    ),
    "Arab": (
        ("أ", "ا"),
        ("إ", "ا"),
        ("آ", "ا"),
        ("ة", "ه"),
        ("ى", "ي"),
        ("غ", "ك"),
        ("ق", "ك"),
        ("ؤ", "و"),
        ("ييف", "يف"),
        ("ا", ""),
        ("و", ""),
        ("ي", "ى"),
    ),
    "Geor": (("თ", "ტ"), ("ქ", "კ"), ("ღ", "გ"), ("ხ", "ჰ"), ("ა", "ე"), ("ი", "ე"), ("ე", "ი")),
}


def variant(rng: random.Random, name: WrittenName) -> WrittenName:
    """Return ``name`` with one part misspelt as people do in its script; never the same as it was.

    The first letter stays, since a wrong one is seen at once. The kind becomes "spelling_variant".
    """
    fields = [field for field in ("given", "given", "family", "nisba") if getattr(name, field)]
    field = rng.choice(fields)
    right = getattr(name, field)
    wrong = _misspelt(rng, right, name.script)
    full = re.sub(rf"(?<!\S){re.escape(right)}(?!\S)", wrong, name.full, count=1)
    return name._replace(**{field: wrong, "full": full, "kind": SPELLING_VARIANT})


def _misspelt(rng: random.Random, word: str, script: str) -> str:
    head, rest = word[0], word[1:]
    heard = [rest.replace(old, new, 1) for old, new in SWAPS.get(script, ()) if old in rest]
    if heard and rng.random() >= SLIP_OF_THE_HAND:
        return head + rng.choice(heard)
    return head + _slip(rng, rest, head)


def _slip(rng: random.Random, rest: str, head: str) -> str:
    """Swap two neighbouring letters, or where that changes nothing double the last one."""
    places = [i for i in range(len(rest) - 1) if rest[i] != rest[i + 1] and " " not in rest[i : i + 2]]
    if not places:
        return rest + (rest or head)[-1].lower()
    i = rng.choice(places)
    return rest[:i] + rest[i + 1] + rest[i] + rest[i + 2 :]
