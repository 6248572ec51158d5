"""How what a search found reads: who it is, and in words why it was found."""

from dataclasses import dataclass, field, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.children.presenters import ChildPresenter
from cases.enums import FoundBy
from cases.guardians.columns import with_whereabouts
from cases.guardians.presenters import GuardianRow
from cases.matching.lists import more_letters
from cases.matching.numbered import PaperFound, papers_found
from cases.matching.search import Found, find
from cases.matching.typed import Typed
from cases.models import Child, Guardian
from cases.names import fold, script_of
from cases.people.presenters import name_view

SHOWN_OF_EACH = 20
SUGGESTED = 8
# From here on it is the same name, differently written; below, one that is like it.
SAME_NAME = 0.88


class Result:
    """One child, parent or carer that was found by ``typed``."""

    def __init__(self, row, typed):
        self.row, self.match, self.typed = row, row.match, typed
        self.is_child = isinstance(row, Child)
        self._presented = ChildPresenter(row) if self.is_child else GuardianRow(row)

    @property
    def url(self):
        return self._presented.url

    @property
    def name(self):
        return self._presented.person.name

    @property
    def other_name(self):
        return self._presented.person.other_name

    @property
    def case_number(self):
        return self.row.case_number if self.is_child else ""

    @property
    def facts(self):
        """Of a child who it is and where; of a parent whose, what is known and where."""
        shown = self._presented
        if self.is_child:
            return " · ".join((shown.person.sex_and_age_short, shown.person.where))
        ties = [
            _("%(relation)s of %(children)s") % {"relation": tie.relation, "children": tie.name}
            for tie in shown.children
            if tie.is_ours
        ]
        return " · ".join(filter(None, (*ties, *shown.tags, shown.where)))

    @property
    def kind(self):
        return _("Child") if self.is_child else _("Parent or carer")

    @property
    def whose(self):
        """Whose name it is that was met, where it is not the own one that stands first."""
        words = {
            FoundBy.SPELLING: _("Another spelling on file"),
            FoundBy.MOTHER: _("Mother’s name"),
            FoundBy.FATHER: _("Father’s name"),
            FoundBy.CHILD: _("Child’s name"),
        }
        return words.get(self.match.by, "")

    @cached_property
    def met(self):
        """The name that was met as a ``WrittenNameView``, unless it is printed already; or ``None``."""
        printed = [str(name) for name in (self.name, self.other_name) if name]
        if self.match.by == FoundBy.NUMBER or (not self.whose and self.match.text in printed):
            return None
        return name_view(self.match.text, self.match.script)

    @property
    def how(self):
        """How near it is to what was typed, in words."""
        if self.match.by == FoundBy.NUMBER:
            return _("Case number")
        if set(fold(self.typed.text).split()) <= set(fold(self.match.text).split()):
            return _("written like this")
        if fold(self.match.text).startswith(fold(self.typed.text)):
            return _("begins like this")
        if self.match.score < SAME_NAME:
            return _("similar spelling")
        if script_of(self.typed.text) != self.match.script:
            return _("same name in another script")
        return _("same name, another spelling")


@dataclass(frozen=True)
class Results:
    """Everything one search found, and what would find better."""

    children: list[Result]
    guardians: list[Result]
    hint: str
    papers: list[PaperFound] = field(default_factory=list)

    def __bool__(self):
        return bool(self.children or self.guardians or self.papers)

    @property
    def best(self):
        """The best of both, for a few lines under the box."""
        both = [*self.children, *self.guardians]
        return sorted(both, key=lambda result: -result.match.rank)[:SUGGESTED]


def results_for(user, text):
    """What ``user`` may see that answers ``text``, with all that a page of results shows."""
    children = Child.objects.visible_to(user).with_list_parts()
    guardians = Guardian.objects.visible_to(user).with_list_parts(user).select_related("person__child")
    found = _results(text, children, with_whereabouts(guardians), SHOWN_OF_EACH)
    papers = papers_found(user, text)
    # Whoever typed the whole number of a paper needs no more letters.
    return replace(found, papers=papers, hint="" if papers else found.hint)


def suggestions_for(user, text):
    """The same with no more than a line each needs."""
    children = Child.objects.visible_to(user).select_related("person").prefetch_related("person__names")
    guardians = Guardian.objects.visible_to(user).select_related("person").prefetch_related("person__names")
    return _results(text, children, guardians, SUGGESTED)


def _results(text, children, guardians, limit):
    typed = Typed(text)
    of_children = find(text, within=children, limit=limit)
    of_guardians = Found() if typed.is_a_number else find(text, within=guardians, limit=limit)
    return Results(
        children=[Result(row, typed) for row in of_children],
        guardians=[Result(row, typed) for row in of_guardians],
        hint=more_letters(of_children) or more_letters(of_guardians),
    )
