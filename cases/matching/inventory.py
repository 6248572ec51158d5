"""What becomes of every row that points to a person, a child's file or a parent's: no table is forgotten.

The tables are read from the models themselves; whatever is not named here moves to the record that stays.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from django.apps import apps
from django.db import models
from pghistory.models import Event

from cases.models import Child, Guardian, Person


class Fate(Enum):
    """What happens to a row that points to the record that is given up."""

    MOVES = auto()
    RESEALED = auto()
    STAYS = auto()
    FILE = auto()
    FOLLOWS = auto()
    TOLD_APART = auto()


# The key is "Model.field"; the sentence says why it is not simply moved.
SPECIAL = {
    "Child.person": (Fate.FILE, "one case file moves whole; of two, the rows of one go to the other"),
    "Guardian.person": (Fate.FILE, "the same for the file of a parent or carer"),
    "Note.child": (Fate.RESEALED, "its words are sealed under the key of the child"),
    "UnsentText.child": (Fate.RESEALED, "its words are sealed under the key of the child"),
    "Document.person": (Fate.RESEALED, "its number is sealed under the key of the person"),
    "Whereabouts.person": (Fate.RESEALED, "where exactly is sealed under the key of the person"),
    "ChildKey.person": (
        Fate.STAYS,
        "what was sealed for the record given up has to open, in its history too",
    ),
    "ChildKey.child": (Fate.STAYS, "what was sealed for the file given up has to open, in its history too"),
    "NumberedExport.child": (Fate.STAYS, "what left is never changed; the file that stays shows it"),
    "OfferedChild.child": (
        Fate.STAYS,
        "what was offered is the file as it was; it cannot be accepted any more",
    ),
    "Referral.child": (Fate.STAYS, "nobody decided to show the file that stays; a new referral says so"),
    "CaseRestriction.child": (
        Fate.STAYS,
        "restricted files are not merged; what is over tells of the file as it was",
    ),
    "RestrictedPerson.person": (Fate.STAYS, "the same for whom it covered"),
    "EmergencyOpening.child": (
        Fate.STAYS,
        "what was opened is the file as it was; the one that stays shows it",
    ),
    "Erasure.child": (
        Fate.STAYS,
        "what was to be erased is the file as it was; it cannot be confirmed any more",
    ),
    "Person.merged_into": (Fate.FOLLOWS, "a record that was merged before leads to the one that stays"),
    "Child.merged_into": (Fate.FOLLOWS, "the same for case files"),
    "Guardian.merged_into": (Fate.FOLLOWS, "the same for parents and carers"),
    "PossibleMatch.first": (Fate.TOLD_APART, "a pair is kept once and in one order"),
    "PossibleMatch.second": (Fate.TOLD_APART, "a pair is kept once and in one order"),
    "PersonMerge.kept": (Fate.STAYS, "an earlier merge is undone after this one, and then of its own record"),
    "PersonMerge.merged": (
        Fate.STAYS,
        "an earlier merge is undone after this one, and then of its own record",
    ),
}


@dataclass(frozen=True)
class Link:
    """One foreign key to a person, a child's file or a parent's (``target``), and what becomes of its rows."""

    model: type[models.Model]
    field: str
    target: type[models.Model]
    fate: Fate

    @property
    def name(self):
        return f"{self.model.__name__}.{self.field}"

    @property
    def column(self):
        return f"{self.field}_id"


@cache
def links():
    """Every ``Link`` of the app, in one order. The history of the tables points to rows as they were and stays."""
    found = [
        Link(model, field.name, field.related_model, _fate(model, field))
        for model in apps.get_app_config("cases").get_models()
        if not issubclass(model, Event) and model._meta.managed
        for field in model._meta.concrete_fields
        if field.related_model in (Person, Child, Guardian)
    ]
    return tuple(sorted(found, key=lambda link: link.name))


def _fate(model, field):
    return SPECIAL.get(f"{model.__name__}.{field.name}", (Fate.MOVES, ""))[0]
