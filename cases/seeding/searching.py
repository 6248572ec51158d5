"""How well and how quickly the search finds invented people, beside plain trigrams on the same rows."""

import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Count, Q, Value

from cases.enums import Role
from cases.errors import Refused
from cases.matching.candidates import names_leading_to
from cases.matching.search import find
from cases.models import Child, Person, PersonName, User
from cases.names import fold
from cases.seeding.caseload import ensure_only_synthetic

FIRST = 10
SHORTEST_WORD = 4
# So many letters of an unfinished word are typed at least.
BEGUN_LETTERS = 3
# So many are drawn to find one whose names nobody else has.
DRAWN_FOR_ONE = 20
# The first word of a name of two words that nobody parts.
SERVANT = "عبد"
EVERYBODY, OFFICE = "everybody", "one office"
KEYS, TRIGRAMS = "find", "pg_trgm"


@dataclass(frozen=True)
class Asked:
    """One query: of which kind, what is typed, for whom, and which names answer it as well as that person's own."""

    kind: str
    text: str
    person: int
    names: frozenset[str]
    is_begun: bool = False

    def is_answered_by(self, person, name):
        """Whether it is the person, or a written name has all words that were asked for, of an unfinished one its start."""
        if person == self.person:
            return True
        there = fold(name).split()
        return any(self._all_of(fold(wanted).split(), there) for wanted in self.names)

    def _all_of(self, wanted, there):
        if not self.is_begun:
            return set(wanted) <= set(there)
        *whole, begun = wanted
        return set(whole) <= set(there) and any(word.startswith(begun) for word in there)


@dataclass
class Measured:
    """One way of searching for one kind of query: how often the name was among the first ten, and the times."""

    asked: int = 0
    found: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def recall(self):
        return self.found / self.asked if self.asked else 0.0

    @property
    def cpu(self):
        """Milliseconds of processor time a query, of this process and of the server: what no other work changes."""
        return 1000 * self.cpu_seconds / self.asked if self.asked else 0.0

    def milliseconds(self, percent):
        """The time that so many per cent of the queries kept to."""
        return 1000 * quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else 0.0


def measure(queries, seed, *, progress=lambda done, total: None):
    """Ask for ``queries`` children in each of five ways; returns ``Measured`` by kind, scope and way of searching.

    "other script": a name that is not on file in that script; "begun, other": the same with an unfinished last word.
    "typo": one letter wrong. "fewer parts": other order, one part left out. "begun": the last word unfinished. Asked
    for are children of the office that keeps most, once among everybody and once among what its caseworker sees; only
    names that one person has: people of one name are not told apart by it. Nothing stays changed. Raises ``Refused``
    where people are not invented, or nobody is there to ask.
    """
    ensure_only_synthetic()
    rng = random.Random(seed)  # nosec B311
    user = _asker()
    found = {}
    with transaction.atomic():
        chosen = _people(user, rng, queries)
        for done, key in enumerate(chosen, start=1):
            for asked in _queries(rng, key):
                for scope, within in _scopes(user).items():
                    for way, search in WAYS.items():
                        told = found.setdefault((asked.kind, scope, way), Measured())
                        _ask(told, search, within, asked)
            progress(done, len(chosen))
        transaction.set_rollback(True)
    return found


def _asker():
    """A caseworker of the office that keeps most children."""
    workers = User.objects.active_in_role(Role.CASEWORKER)
    offices = Child.objects.values("office").annotate(children=Count("pk")).order_by("-children", "office")
    for office in offices.values_list("office", flat=True):
        if user := workers.filter(memberships__office=office).order_by("pk").first():
            return user
    raise Refused("There is no caseworker whose children could be searched.")


def _scopes(user):
    return {EVERYBODY: Person.objects.standing(), OFFICE: Child.objects.visible_to(user)}


def _ask(measured, search, within, asked):
    begun, used = time.perf_counter(), _cpu_used()
    answers = search(asked.text, within)
    measured.seconds.append(time.perf_counter() - begun)
    measured.cpu_seconds += _cpu_used() - used
    measured.asked += 1
    measured.found += any(asked.is_answered_by(person, name) for person, name in answers)


def _cpu_used():
    """Seconds of processor time of this process and, where it is a process of the same machine, of the server."""
    try:
        server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    except OSError:
        return time.process_time()
    return time.process_time() + int(server.split()[0]) / 1e9


def _by_keys(text, within):
    rows = find(text, within=within, limit=FIRST)
    return [(row.pk if within.model is Person else row.person_id, row.match.text) for row in rows]


def _by_trigrams(text, within):
    """The names that lead to the same rows, by their letters alone."""
    key = fold(text)
    alike = TrigramSimilarity("search_key", Value(key))
    first, *others = [
        names.filter(Q(search_key__trigram_similar=key))
        .annotate(alike=alike)
        .order_by("-alike", "pk")
        .values_list("alike", "person_id", "full")[:FIRST]
        for names, _target, _by in names_leading_to(within)
    ]
    rows = first.union(*others, all=True) if others else first
    return [(person, full) for _alike, person, full in sorted(rows, reverse=True)[:FIRST]]


WAYS = {KEYS: _by_keys, TRIGRAMS: _by_trigrams}


def _people(user, rng, queries):
    """Keys of persons of the user's children with names in several scripts that nobody else has; ``queries`` at most."""
    everybody = list(Child.objects.visible_to(user).order_by("pk").values_list("person_id", flat=True))
    drawn = rng.sample(everybody, min(DRAWN_FOR_ONE * queries, len(everybody)))
    written = defaultdict(list)
    for name in PersonName.objects.filter(person__in=drawn).order_by("pk"):
        written[name.person_id].append(name)
    names = [name.full for person in written.values() for name in person]
    shared = PersonName.objects.filter(full__in=names).values("full").annotate(times=Count("pk"))
    shared = set(shared.filter(times__gt=1).values_list("full", flat=True))
    fit = [key for key in drawn if _is_told_apart(written[key], shared)]
    return fit[:queries]


def _is_told_apart(names, shared):
    return len({name.script for name in names}) > 1 and all(name.full not in shared for name in names)


def _queries(rng, key):
    names = list(PersonName.objects.filter(person_id=key).order_by("pk"))
    asked = rng.choice(names)
    kept = sorted({name.full for name in names if name.script != asked.script})
    PersonName.objects.filter(person_id=key, script=asked.script).delete()
    yield Asked("other script", asked.full, key, frozenset(kept))
    yield Asked("begun, other", _begun(asked.full), key, frozenset(kept))
    other = rng.choice(kept)
    yield Asked("typo", _mistyped(rng, other), key, frozenset({other}))
    yield Asked("begun", _begun(other), key, frozenset({_begun(other)}), is_begun=True)
    words = other.split()
    if len(words) > 2 and SERVANT not in words:
        left = " ".join(rng.sample(words, len(words) - 1))
        yield Asked("fewer parts", left, key, frozenset({left}))


def _begun(name):
    """The name with half of its last word."""
    *words, last = name.split()
    return " ".join([*words, last[: max(BEGUN_LETTERS, len(last) // 2)]])


def _mistyped(rng, name):
    """One letter of a longer word left out, doubled, or changed places with its neighbour."""
    long = [word for word in name.split() if len(word) >= SHORTEST_WORD] or name.split()
    word = rng.choice(long)
    place = rng.randrange(1, max(2, len(word) - 1))
    left_out = word[:place] + word[place + 1 :]
    doubled = word[:place] + word[place] + word[place:]
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return name.replace(word, rng.choice((left_out, doubled, swapped)), 1)
