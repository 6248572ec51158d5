"""The search of a list: the rows that answer it, in whatever order the list has."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.components.searching import searched
from cases.matching.search import find

MOST_LISTED = 500
# What stands further behind the best than this is left out: a list shows no likeness.
NEXT_TO_BEST = 0.15


@dataclass(frozen=True)
class Search:
    """What is searched in a list: the rows that answer, what is wrong with it, and what would find better."""

    rows: QuerySet
    text: str = ""
    problem: str = ""
    hint: str = ""

    def __bool__(self):
        return bool(self.text or self.problem)


def searched_in(rows, request):
    """The ``Search`` in ``rows`` that the address of ``request`` names; with all of them where it names none.

    ``rows`` is what ``find`` takes; what comes back can be filtered and ordered further.
    """
    text, problem = searched(request)
    if problem:
        return Search(rows.none(), problem=problem)
    return answers_to(text, rows) if text else Search(rows)


def answers_to(text, rows):
    """The ``Search`` in ``rows`` for what was typed."""
    found = find(text, within=rows, limit=MOST_LISTED)
    best = found[0].match.score if found else 0
    keys = [row.pk for row in found if row.match.score >= best - NEXT_TO_BEST]
    return Search(rows.filter(pk__in=keys), text=text, hint=more_letters(found))


def more_letters(found):
    """What finds better than what was typed, in a sentence; empty where nothing has to be done."""
    if found.is_too_short:
        return _("Type two letters or more.")
    if found.is_too_common:
        return _("Very many have such a name. Type more of it: another name, or the father’s.")
    return ""
