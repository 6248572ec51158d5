"""Two records side by side, as the page of a merge shows them; and what a merge moved, in words."""

from collections import Counter
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.enums import ClaimBasis, ClaimStatus, DocumentKind, Relationship, Script, Separation
from cases.matching import plan_child, plan_person
from cases.matching.fields import KEPT, OTHER, answers_of
from cases.matching.planning import plan_merge
from cases.matching.words import day_words, name_within, period_words
from cases.models import (
    CaseAssignment,
    ChildKey,
    ContactPermission,
    Document,
    FamilyMembership,
    Guardianship,
    Nationality,
    Need,
    Note,
    NumberedExport,
    Passenger,
    PersonMerge,
    PersonStatus,
    SeparationPeriod,
    Whereabouts,
)
from cases.people.presenters import PersonPresenter, written_name


@dataclass(frozen=True)
class Line:
    """One line of one side; a name carries its language and its direction."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Row:
    """One thing of both records side by side: chosen by ``field`` where only one can stay, else joined."""

    label: str
    kept: list[Line]
    other: list[Line]
    field: str = ""
    offered: str = KEPT
    explained: str = ""

    @property
    def differs(self):
        return self.kept != self.other


@dataclass(frozen=True)
class Head:
    """One of the two on top of the page."""

    name: object
    number: str
    url: str
    what: str


class Candidate:
    """A record that may be the other one, as a line of what was found for ``person``."""

    def __init__(self, person, other):
        self.shown = PersonPresenter(other)
        self.number = other.child.case_number if hasattr(other, "child") else ""
        self.is_parent = hasattr(other, "guardian")
        self.url = reverse("matching:merge", args=[person.public_id, other.public_id])


@dataclass(frozen=True)
class Count:
    """How many rows of one table."""

    label: str
    count: int


@dataclass
class MergePage:
    """All that the page of a merge shows of a ``Pair``."""

    pair: object
    choices: dict = field(default_factory=dict)

    @cached_property
    def heads(self):
        return [_head(self.pair.kept), _head(self.pair.other)]

    @property
    def swap_url(self):
        return reverse(
            "matching:merge", args=[self.pair.other.person.public_id, self.pair.kept.person.public_id]
        )

    @property
    def address(self):
        return reverse(
            "matching:merge", args=[self.pair.kept.person.public_id, self.pair.other.person.public_id]
        )

    @cached_property
    def plan(self):
        """The plan by what is chosen, or by what the page offers."""
        offered = {name: offered for name, (_label, offered) in self.asked.items()}
        return plan_merge(self.pair, offered | self.choices)

    @property
    def problems(self):
        return self.plan.problems

    @cached_property
    def asked(self):
        """The choices of the form: label and what is offered, by name."""
        return {row.field: (row.label, row.offered) for row in self.choice_rows}

    @cached_property
    def choice_rows(self):
        """Where only one can stay."""
        return [
            row for row in [*self._first_names, *self._singles, *self._currents, *self._contacts] if row.field
        ]

    @cached_property
    def same_rows(self):
        """What both say alike, or what only the record that stays says."""
        return [row for row in [*self._singles, *self._currents] if not row.field]

    @cached_property
    def _first_names(self):
        """Two names in one script: which one is shown first. The other one stays among the spellings."""
        return [
            Row(
                _("Name shown first: %(script)s") % {"script": Script(mine.script).label},
                [_written(mine)],
                [_written(name)],
                field=plan_person.first_name(name.script),
            )
            for mine, name in plan_person.rival_names(self.pair)
        ]

    @cached_property
    def _singles(self):
        return [
            Row(
                answer.label,
                [Line(answer.kept)],
                [Line(answer.other)],
                field=answer.name if answer.differs else "",
                offered=answer.offered,
            )
            for answer in answers_of(self.pair)
        ]

    @cached_property
    def _currents(self):
        rows = (
            self._current(CaseAssignment, plan_child.ASSIGNMENT, _("Who is responsible"), _worker),
            self._current(SeparationPeriod, plan_child.SEPARATION, _("With whom the child is"), _company),
        )
        return [row for row in rows if row is not None]

    def _current(self, model, name, label, words):
        if not (self.pair.kept.child and self.pair.other.child):
            return None
        kept = plan_child.current(self.pair.of_kept(model, "child"))
        other = plan_child.current(self.pair.of_other(model, "child"))
        sides = [[Line(words(row) if row else _("Not recorded"))] for row in (kept, other)]
        differs = kept and other and sides[0] != sides[1]
        return Row(
            label,
            *sides,
            field=name if differs else "",
            explained=_explained(kept, other) if differs and model is CaseAssignment else "",
        )

    @cached_property
    def _contacts(self):
        if not (self.pair.kept.child and self.pair.other.child):
            return []
        explained = _("Only one file has this permission. It ends today unless you say that it goes on.")
        ends, goes_on = [Line(_("Ends: not assessed, no contact"))], _("Goes on: %(level)s")
        return [
            Row(
                _("Contact with %(state)s") % {"state": row.state.name},
                ends,
                [Line(goes_on % {"level": row.get_level_display()})],
                field=plan_child.contact_name(row.state_id),
                explained=explained,
            )
            for row in plan_child.one_sided_permissions(self.pair)
        ]

    @cached_property
    def lists(self):
        """What is joined: each list of both sides; lists that both have not are left out."""
        rows = [
            Row(_("Names"), _names(self.pair.kept.person), _names(self.pair.other.person)),
            self._list(_("Whereabouts"), Whereabouts, "person", period_words),
            self._list(_("What is known"), PersonStatus, "person", period_words),
            self._list(_("Parents and carers"), Guardianship, "child", _tie_to_guardian),
            self._list(_("Children"), Guardianship, "guardian", _tie_to_child),
            self._list(_("Family groups"), FamilyMembership, "person", lambda row: row.group.name),
            self._list(_("Nationality claims"), Nationality, "child", _claim),
            self._list(_("Contact with States"), ContactPermission, "child", _contact),
            self._list(_("Papers"), Document, "person", lambda row: str(DocumentKind(row.kind).label)),
            self._list(_("Needs"), Need, "child", lambda row: row.get_finding_display()),
            self._list(_("Transfers"), Passenger, "person", _passage),
            self._count(_("Notes"), Note),
            self._count(_("Exports"), NumberedExport),
        ]
        return [row for row in rows if row.kept or row.other]

    def _list(self, label, model, of, words):
        sides = (self.pair.of_kept(model, of), self.pair.of_other(model, of))
        return Row(label, *([Line(words(row)) for row in rows] for rows in sides))

    def _count(self, label, model):
        sides = (self.pair.of_kept(model, "child"), self.pair.of_other(model, "child"))
        return Row(label, *([Line(str(len(rows)))] if rows else [] for rows in sides))

    @property
    def moved(self):
        """How many rows go to the record that stays, by table."""
        return counts(
            step.model for step in self.plan.moves if any(name.endswith("_id") for name in step.after)
        )

    @property
    def behind(self):
        """How many rows stay with the record given up, by table."""
        untold = (PersonMerge, ChildKey)
        return counts(type(row) for row in self.plan.behind if not isinstance(row, untold))

    @property
    def ends_leave(self):
        """Whether leave to contact a State ends with the merge: undoing it does not bring it back."""
        return plan_child.ends_leave(self.plan)

    @property
    def closed_lists(self):
        """Whether lists of departed transfers are among what stays: they are read for both as one."""
        return any(isinstance(row, Passenger) for row in self.plan.behind)


def counts(models):
    """``Count`` objects for an iterable of models, the most frequent first."""
    found = Counter(models).most_common()
    return [Count(capfirst(str(model._meta.verbose_name_plural)), count) for model, count in found]


def _head(side):
    child, guardian = side.child, side.guardian
    what = [_("Child")] if child else []
    what += [_("Parent or carer")] if guardian else []
    url = ""
    if child:
        url = reverse("casefile:detail", args=[child.public_id])
    elif guardian:
        url = reverse("guardians:detail", args=[guardian.public_id])
    return Head(
        name=PersonPresenter(side.person).name,
        number=child.case_number if child else "",
        url=url,
        what=", ".join(what),
    )


def _names(person):
    return [_written(name) for name in person.names.all()]


def _written(name):
    view = written_name(name)
    return Line(view.text, view.lang, view.dir)


def _worker(row):
    values = {
        "name": row.user.full_name if row.user else _("Nobody"),
        "day": day_words(row.from_date),
        "until": day_words(row.return_date),
        "back": row.return_to.full_name if row.return_to else "",
    }
    if row.return_date:
        return _("%(name)s, since %(day)s; until %(until)s for %(back)s") % values
    return _("%(name)s, since %(day)s") % values


def _explained(kept, other):
    if not plan_child.takes_return_day(kept, other):
        return ""
    return _("The day on which the case goes back is kept, whichever you choose.")


def _company(row):
    return str(Separation(row.status).label)


def _tie_to_guardian(tie):
    return _relation(tie, tie.guardian.person)


def _tie_to_child(tie):
    return _relation(tie, tie.child.person)


def _relation(tie, person):
    relation = Relationship(tie.relationship).label
    return _("%(relation)s: %(name)s") % {"relation": relation, "name": name_within(person, tie)}


def _claim(claim):
    values = {
        "state": claim.state.name,
        "ground": ClaimBasis(claim.basis).label,
        "answer": ClaimStatus(claim.status).label,
    }
    return _("%(state)s: %(ground)s. %(answer)s") % values


def _contact(row):
    return _("%(state)s: %(level)s") % {"state": row.state.name, "level": row.get_level_display()}


def _passage(row):
    day = row.transfer.departure_date or row.transfer.planned_date
    return ", ".join(part for part in (row.transfer.number, day_words(day)) if part)


def chosen(form):
    """The choices of a bound form as far as they can be read, for the plan beside it."""
    asked = {name: form.data.get(name) for name in form.asked} if form.is_bound else {}
    return {name: value for name, value in asked.items() if value in (KEPT, OTHER)}
