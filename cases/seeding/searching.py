"""How well and how quickly the search finds invented people, beside plain trigrams on the same rows."""

import random
import time
from dataclasses import dataclass, field
from statistics import quantiles

from django.contrib.postgres.search import TrigramSimilarity
from django.db import transaction
from django.db.models import Count

from cases.matching.search import find
from cases.models import Person, PersonName
from cases.names import fold
from cases.seeding.caseload import ensure_only_synthetic

FIRST = 10
SHORTEST_WORD = 4


@dataclass
class Measured:
    """One way of searching for one kind of query: how often the name was among the first ten, and the times."""

    asked: int = 0
    found: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def recall(self):
        return self.found / self.asked if self.asked else 0.0

    def milliseconds(self, percent):
        """The time that so many per cent of the queries kept to."""
        return 1000 * quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else 0.0


def measure(queries, seed, *, progress=lambda done, total: None):
    """Ask for ``queries`` people in each of three ways; returns ``Measured`` by kind and way of searching.

    "other script": a name that is not on file in that script. "typo": one letter wrong. "fewer parts": other order,
    one part left out. Only names that one person has are asked for: people of one name are not told apart by it.
    Nothing stays changed. Raises ``Refused`` where people are not invented.
    """
    ensure_only_synthetic()
    rng = random.Random(seed)  # nosec B311
    with transaction.atomic():
        asked = list(_asked(rng, queries))
        found = {}
        for done, (kind, text, names) in enumerate(asked, start=1):
            for way, search in WAYS.items():
                _ask(found.setdefault((kind, way), Measured()), search, text, names)
            progress(done, len(asked))
        transaction.set_rollback(True)
    return found


def _ask(measured, search, text, names):
    begun = time.perf_counter()
    answers = search(text)
    measured.seconds.append(time.perf_counter() - begun)
    measured.asked += 1
    measured.found += any(_words(name) <= _words(answer) for answer in answers for name in names)


def _words(name):
    return set(fold(name).split())


def _by_keys(text):
    return [person.match.text for person in find(text, within=Person.objects.standing(), limit=FIRST)]


def _by_trigrams(text):
    key = fold(text)
    likest = PersonName.objects.filter(search_key__trigram_similar=key, person__merged_into__isnull=True)
    likest = likest.annotate(alike=TrigramSimilarity("search_key", key)).order_by("-alike", "pk")
    return list(likest.values_list("full", flat=True)[:FIRST])


WAYS = {"find": _by_keys, "pg_trgm": _by_trigrams}


def _people():
    """Keys of people with names in several scripts that nobody else has."""
    everybody = PersonName.objects.values("full").annotate(times=Count("pk")).filter(times=1).values("full")
    own = (
        PersonName.objects.filter(full__in=everybody)
        .values("person_id")
        .annotate(scripts=Count("script", distinct=True))
    )
    shared = PersonName.objects.exclude(full__in=everybody).values("person_id")
    several = own.filter(scripts__gte=2).exclude(person_id__in=shared)
    return list(several.order_by("person_id").values_list("person_id", flat=True))


def _asked(rng, queries):
    """Triples of kind, query and the written names that answer it."""
    people = _people()
    for key in rng.sample(people, min(queries, len(people))):
        names = list(PersonName.objects.filter(person_id=key).order_by("pk"))
        asked = rng.choice(names)
        kept = sorted({name.full for name in names if name.script != asked.script})
        PersonName.objects.filter(person_id=key, script=asked.script).delete()
        yield "other script", asked.full, set(kept)
        other = rng.choice(kept)
        yield "typo", _mistyped(rng, other), {other}
        words = other.split()
        if len(words) > 2:
            left = " ".join(rng.sample(words, len(words) - 1))
            yield "fewer parts", left, {left}


def _mistyped(rng, name):
    """One letter of a longer word left out, doubled, or changed places with its neighbour."""
    long = [word for word in name.split() if len(word) >= SHORTEST_WORD] or name.split()
    word = rng.choice(long)
    place = rng.randrange(1, max(2, len(word) - 1))
    left_out = word[:place] + word[place + 1 :]
    doubled = word[:place] + word[place] + word[place:]
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return name.replace(word, rng.choice((left_out, doubled, swapped)), 1)
