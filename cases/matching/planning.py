"""What a merge would do to every row of both records: moved, left behind, ended, or a reason why it cannot be."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import cached_property

from cases.matching import plan_child, plan_files, plan_person
from cases.matching.fields import chosen_columns
from cases.matching.inventory import Fate, links
from cases.matching.journal import Step
from cases.models import Child, Guardian, Person
from cases.vault import key_for_reading


@dataclass(frozen=True)
class Problem:
    """Why two records cannot be merged, and where that is corrected first; ``label`` names the link."""

    text: str
    url: str = ""
    label: str = ""


@dataclass
class Plan:
    """The steps of a merge in their order; what stays with the record given up; what stands in the way.

    ``kept_changes`` come first: they make room for what is moved to the record that stays.
    """

    pair: object
    choices: dict
    by: object = None
    today: object = field(default_factory=timezone.localdate)
    kept_changes: list[Step] = field(default_factory=list)
    moves: list[Step] = field(default_factory=list)
    closing: list[Step] = field(default_factory=list)
    behind: list = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Links whose rows were dealt with; the others simply move.
    done: set[str] = field(default_factory=set)

    @property
    def steps(self):
        return [*_joined(self.kept_changes), *self.moves, *self.closing]

    @cached_property
    def key_of_other(self):
        """The data key of the case file given up; asked once, however many notes it has."""
        return key_for_reading(self.pair.other.child)

    def chooses_other(self, name):
        return self.choices.get(name) == "other"

    def move(self, row, column, to, **also):
        """``row`` goes to the record that stays, with other columns changed on the way."""
        self.moves.append(Step.on(row, **{column: to.pk}, **also))

    def stay(self, row):
        """``row`` stays with the record given up; what held until now is no longer told as of today."""
        self.behind.append(row)
        if getattr(row, "to_date", row) is None:
            self.moves.append(Step.on(row, to_date=self.last_day(row)))

    def end(self, row):
        """``row`` of the record that stays ends today."""
        self.kept_changes.append(Step.on(row, to_date=self.last_day(row)))

    def last_day(self, row):
        return max(self.today, row.from_date) if row.from_date else self.today

    def refuse(self, text, url="", label=""):
        self.problems.append(Problem(str(text), url, str(label)))


def _joined(steps):
    """One step a row, in the order of the first of each."""
    found = {}
    for step in steps:
        same = found.get((step.model, step.pk))
        found[step.model, step.pk] = step if same is None else same.with_more(step)
    return list(found.values())


def plan_merge(pair, choices, *, by=None):
    """The ``Plan`` for a ``Pair``; ``choices`` maps names of answers to "kept" or "other"."""
    plan = Plan(pair, choices, by)
    for record, columns in chosen_columns(pair, choices):
        plan.kept_changes.append(Step.on(record, **columns))
    plan_files.plan_ties(plan)
    plan_person.plan_rows(plan)
    if pair.kept.child and pair.other.child:
        plan_child.plan_rows(plan)
    _move_the_rest(plan)
    plan_files.plan_matches(plan)
    _give_up(plan)
    return plan


def _move_the_rest(plan):
    """Every table that has no rule of its own."""
    for link in links():
        kept = plan.pair.kept.of(link.target)
        if link.name in plan.done or kept is None:
            continue
        for row in plan.pair.of(link, plan.pair.other):
            if link.fate in (Fate.MOVES, Fate.RESEALED, Fate.FOLLOWS):
                plan.move(row, link.column, kept)
            elif link.fate is Fate.STAYS:
                plan.behind.append(row)


def _give_up(plan):
    """The person, and each file of which both have one, leads to the one that stays; a single file moves whole."""
    kept, other = plan.pair.kept, plan.pair.other
    for target in (Child, Guardian):
        mine, theirs = kept.of(target), other.of(target)
        if theirs is not None:
            step = (
                Step.on(theirs, merged_into_id=mine.pk) if mine else Step.on(theirs, person_id=kept.person.pk)
            )
            plan.closing.append(step)
    plan.closing.append(Step.on(other.person, merged_into_id=kept.of(Person).pk))
