"""Finding records that may be of one person, or of one family, and keeping the list of them up to date.

What somebody has answered is never touched. Running it again changes nothing that has not changed.
"""

from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.audit.record import changing
from cases.matching.known import known_of
from cases.matching.neighbours import candidates_of
from cases.matching.person_score import compare
from cases.models import Child, Guardian, MatchRequest, Person, PossibleMatch
from cases.models.wall import everything

BATCH = 100


@dataclass(frozen=True)
class Found:
    """What a search changed in the list: pairs that are new, read differently now, or no longer on it."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __add__(self, other):
        return Found(self.new + other.new, self.changed + other.changed, self.gone + other.gone)


@everything("Records of one person may be kept by two offices.")
def find_for(people, *, by=None):
    """Look for matches of some persons (ids) and bring the list up to date, in one change; returns ``Found``.

    ``by`` is who asked for it; nobody in the nightly search.
    """
    with changing(by=by) if by else nullcontext(), transaction.atomic():
        return _find_for(set(people))


def find_all(*, after=None, progress=None):
    """Look for matches of everybody, batch by batch, each a change of its own; returns ``Found``.

    Goes by public id, so that a search that was broken off goes on ``after`` the last one told to ``progress``
    (a function of how many were looked at, and of that id).
    """
    found, done = Found(), 0
    while people := _next(after):
        found += find_for([person for person, _public_id in people])
        done, after = done + len(people), people[-1][1]
        if progress:
            progress(done, after)
    return found


def on_file():
    """Persons who have a file of their own, as a child or as a parent or carer, and were not merged."""
    child = Child.objects.standing().filter(person=OuterRef("pk"))
    guardian = Guardian.objects.standing().filter(person=OuterRef("pk"))
    return Person.objects.standing().filter(Exists(child) | Exists(guardian))


def _next(after):
    people = on_file().filter(public_id__gt=after) if after else on_file()
    return list(people.order_by("public_id").values_list("pk", "public_id")[:BATCH])


def _find_for(people):
    rows = PossibleMatch.objects.filter(Q(first__in=people) | Q(second__in=people))
    rows = rows.annotate(is_asked_about=Exists(MatchRequest.objects.filter(match=OuterRef("pk"))))
    filed = list(rows.select_for_update(of=("self",)).order_by("pk"))
    answered = {_key(row) for row in filed if row.answer}
    open_rows = {_key(row): row for row in filed if not row.answer}
    verdicts = _verdicts(people, {(first, second) for first, second, _kind in open_rows})
    new = [
        PossibleMatch(first_id=first, second_id=second, kind=kind, **_facts(verdict))
        for (first, second, kind), verdict in verdicts.items()
        if (first, second, kind) not in answered and (first, second, kind) not in open_rows
    ]
    # Another search may be writing the same pair at this moment; its row is as good.
    PossibleMatch.objects.bulk_create(new, ignore_conflicts=True)
    changed = [row for key, row in open_rows.items() if key in verdicts and _take(row, verdicts[key])]
    PossibleMatch.objects.bulk_update(changed, ["band", "score", "evidence", "updated_at"])
    gone = [row.pk for key, row in open_rows.items() if key not in verdicts and not row.is_asked_about]
    PossibleMatch.objects.filter(pk__in=gone).delete()
    return Found(new=len(new), changed=len(changed), gone=len(gone))


def _key(row):
    return row.first_id, row.second_id, row.kind


def _verdicts(people, pairs):
    """``{(first id, second id, kind): Verdict}`` of the candidates of ``people`` and of ``pairs`` that are on the list."""
    found = candidates_of(people)
    pairs = pairs | {tuple(sorted((person, other))) for person, others in found.items() for other in others}
    known = known_of({person for pair in pairs for person in pair})
    verdicts = {}
    for first, second in sorted(pairs):
        verdict = compare(known[first], known[second]) if first in known and second in known else None
        if verdict:
            verdicts[first, second, verdict.kind] = verdict
    return verdicts


def _facts(verdict):
    return {"band": verdict.band, "score": verdict.score, "evidence": verdict.as_data()}


def _take(row, verdict):
    """Put a verdict into an unanswered row; whether anything changed by it."""
    facts = _facts(verdict)
    if all(getattr(row, name) == value for name, value in facts.items()):
        return False
    for name, value in facts.items():
        setattr(row, name, value)
    row.updated_at = timezone.now()
    return True
