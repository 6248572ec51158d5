"""Looking for a child by name, by a parent's name or by case number."""

import re

from cases.models import Child, Guardianship, Person
from cases.models.numbers import ALPHABET

SHORTEST_NUMBER = 4
NUMBER_START = re.compile(rf"[{ALPHABET}]{{{SHORTEST_NUMBER},9}}")


def matching(children, text):
    """Those of ``children`` whose name, or whose mother's or father's name, holds every word of ``text``.

    What looks like the beginning of a case number finds that number as well.
    """
    people = Person.objects.named_like(text).values("pk")
    parents = Guardianship.objects.of_parents().filter(guardian__person__in=people)
    found = [
        Child.objects.filter(person__in=people).values("pk"),
        parents.values("child_id"),
    ]
    start = number_start(text)
    if start:
        found.append(Child.objects.by_number(start).values("pk"))
    first, *others = found
    return children.filter(pk__in=first.union(*others))


def number_start(text):
    """ "7K4M-29QD-X" or its beginning from whatever was typed of it ("7k4m29"); ``""`` for anything else."""
    plain = re.sub(r"[\s\-‐‑–]", "", text).upper()
    if not NUMBER_START.fullmatch(plain):
        return ""
    return "-".join(part for part in (plain[:4], plain[4:8], plain[8:]) if part)
