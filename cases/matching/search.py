"""Finding a person by a name in any script and spelling, finished or not.

Three steps, each dearer than the one before and each on fewer names: Postgres hands over names by the keys stored with
them (by trigrams where the keys find nothing good), a quick look at the consonants leaves sixty, and those are compared
part by part.
"""

from dataclasses import dataclass

from django.db.models import Q

from cases.enums import FoundBy
from cases.matching.candidates import by_keys, by_trigrams
from cases.matching.ranking import LOOKED_AT, before, closest, likeness, looks_alike
from cases.matching.typed import Typed
from cases.models import Child

# Below SHOWN nothing is shown; where the best is below GOOD, names that look alike are compared as well.
SHOWN, GOOD = 0.66, 0.8
# Names are compared so many at once, until the next change nothing in those that are shown.
AT_ONCE = 20
# Where most answer so nearly as well as the best, more letters would tell them apart.
AS_GOOD = 0.1


@dataclass(frozen=True)
class Match:
    """Why a row was found: how well (0 to 1), and what of it: the name as written, or the case number.

    ``looks`` says how alike the letters are (0 to 1).
    """

    score: float
    text: str
    by: FoundBy
    script: str = ""
    looks: float = 0.0

    @property
    def rank(self):
        """What stands first has most: by sound, and where it is nearly written so, by its letters too."""
        return self.score + before(self.looks)


class Found(list):
    """Rows, the best first, each with its ``match``; and whether more letters would find better."""

    is_too_short = False
    is_too_common = False


def find(query, *, within, limit):
    """Rows of ``within`` that answer ``query``: the best first, at most ``limit``, each with a ``Match`` as ``match``.

    ``within`` is a QuerySet of ``Person``, ``Child`` or ``Guardian`` with what the reader may see; nothing outside of
    it is looked at. A child is found by its parents' names too, a parent by a child's. The last word of ``query`` may
    be unfinished. Costs at most four statements beside what ``within`` prefetches. Nothing typed raises; what is too
    short or too common says so on the ``Found`` that comes back.
    """
    typed, found = Typed(query), Found()
    found.is_too_short = typed.is_too_short
    if found.is_too_short:
        return found
    matches = {}
    if not typed.is_a_number:
        matches, is_too_common = _by_name(typed, within, limit)
        found.is_too_common = is_too_common or (not matches and typed.is_an_article)
    found.extend(_rows(typed, within, matches, limit))
    return found


def _by_name(typed, within, limit):
    """Pair: the best ``Match`` of each row by its key, the best first; whether there were too many to compare."""
    names, is_cut = by_keys(typed, within)
    matches = _compared(typed, names, limit)
    if max((match.score for match in matches.values()), default=0) < GOOD:
        matches = _better(matches, _compared(typed, by_trigrams(typed, within), limit))
    shown = [(key, match) for key, match in matches.items() if match.score >= SHOWN]
    shown = sorted(shown, key=lambda pair: (-pair[1].rank, pair[0]))[:limit]
    return dict(shown), is_cut and _are_alike(matches.values())


def _are_alike(matches):
    """Whether of those compared most are about as good as the best."""
    best = max((match.score for match in matches), default=0)
    return 2 * sum(match.score >= best - AS_GOOD for match in matches) > len(matches)


def _compared(typed, names, limit):
    """The best ``Match`` of each row, of the likest names first; the others are left when they change no more."""
    best, first, likest = {}, None, closest(typed, names, most=max(limit, LOOKED_AT))
    for start in range(0, len(likest), AT_ONCE):
        for name in likest[start : start + AT_ONCE]:
            _add(best, name[0], _match(typed, *name))
        before, first = first, _first(best, limit)
        if len(first) == limit and first == before:
            break
    return best


def _first(best, limit):
    """The rows that stand first, in any order."""
    return set(sorted(best, key=lambda key: -best[key].rank)[:limit])


def _match(typed, _target, by, full, script, is_preferred, search_key, skeleton):
    is_other = by == FoundBy.NAME and not is_preferred
    found_by = FoundBy.SPELLING if is_other else FoundBy(by)
    score = likeness(typed, full, search_key, skeleton)
    return Match(score, full, found_by, script, looks_alike(typed, search_key))


def _better(one, other):
    """Of each row the better match of the two; of equals the person's own name."""
    both = dict(one)
    for key, match in other.items():
        _add(both, key, match)
    return both


def _add(best, key, match):
    if key not in best or _rank(match) > _rank(best[key]):
        best[key] = match


def _rank(match):
    return match.rank, match.by == FoundBy.NAME


def _rows(typed, within, matches, limit):
    """The rows with their matches. Those with the case number that was typed stand before all names."""
    wanted = Q(pk__in=list(matches))
    if typed.number and within.model is Child:
        wanted |= Q(pk__in=Child.objects.by_number(typed.number).values("pk"))
    elif not matches:
        return []
    rows = list(within.filter(wanted)[: 2 * limit])
    for row in rows:
        row.match = matches.get(row.pk)
        if row.match is None or (typed.number and getattr(row, "case_number", "").startswith(typed.number)):
            row.match = Match(1.0, row.case_number, FoundBy.NUMBER)
    return sorted(rows, key=_place)[:limit]


def _place(row):
    return row.match.by != FoundBy.NUMBER, -row.match.rank, row.pk
