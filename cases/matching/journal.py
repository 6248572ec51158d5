"""What a merge changed, row by row and column by column, so that each can be put back where it was."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils import timezone

from cases.crypto import Unreadable
from cases.errors import Refused
from cases.matching.words import CANNOT_BE_SEALED
from cases.vault import is_destroyed, key_for_writing, sealed_text, text_of

# Bound to the key of a child or a person: the column is opened with one key and sealed with the other, and what finds it
# stays. An empty one goes along.
SEALED = {
    "Note": ("sealed", "child"),
    "UnsentText": ("sealed", "child"),
    "Document": ("sealed_number", "person"),
    "Whereabouts": ("sealed_detail", "person"),
}


@dataclass(frozen=True)
class Step:
    """One row and the columns that change: what stood before, and what stands after."""

    model: type[models.Model]
    pk: int
    before: dict
    after: dict = field(default_factory=dict)

    @classmethod
    def on(cls, row, **after):
        """The step by which ``row`` gets the columns ``after``."""
        return cls(type(row), row.pk, {name: getattr(row, name) for name in after}, after)

    def with_more(self, later):
        """This step and a later one on the same row as one."""
        return Step(self.model, self.pk, later.before | self.before, self.after | later.after)

    def as_json(self):
        """The step as the journal keeps it: ids and values, never a name."""
        return {
            "model": self.model._meta.model_name,
            "pk": self.pk,
            "before": {name: _plain(value) for name, value in self.before.items()},
            "after": {name: _plain(value) for name, value in self.after.items()},
        }

    @classmethod
    def from_json(cls, entry):
        """The step of an entry of the journal."""
        model = apps.get_model("cases", entry["model"])
        return cls(model, entry["pk"], _read(model, entry["before"]), _read(model, entry["after"]))

    def write(self):
        """Change the row as the step says."""
        _write(self.model, self.pk, self.after)

    def put_back(self):
        """Write what stood before."""
        _write(self.model, self.pk, self.before)

    def stands(self, row):
        """Whether ``row`` still is as the step left it."""
        return all(getattr(row, name) == value for name, value in self.after.items())

    def is_undone(self, row):
        """Whether ``row`` already is as it was before the step."""
        return all(getattr(row, name) == value for name, value in self.before.items())


def _plain(value):
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _read(model, values):
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: _value(columns[name], value) for name, value in values.items()}


def _value(column, value):
    target = column.target_field if column.is_relation else column
    return target.to_python(value)


def _write(model, pk, values):
    changed = dict(values)
    columns = {column.attname for column in model._meta.concrete_fields}
    if model.__name__ in SEALED:
        changed |= _sealed_anew(model, pk, values)
    elif "version" in columns:
        changed["version"] = F("version") + 1
    if "updated_at" in columns:
        changed["updated_at"] = timezone.now()
    model.objects.filter(pk=pk).update(**changed)


def _sealed_anew(model, pk, values):
    """The words of one row, opened with the key of whom it belongs to and sealed with that of whom it goes to."""
    column, owner = SEALED[model.__name__]
    row = model.objects.select_related(owner).get(pk=pk)
    if f"{owner}_id" not in values or getattr(row, column) is None:
        return {}
    text = text_of(getattr(row, owner), row, column)
    if text is None and is_destroyed(getattr(row, owner)):
        return {}  # nobody reads it any more, wherever it is
    if text is None:
        raise Refused(CANNOT_BE_SEALED)
    to = model._meta.get_field(owner).related_model.objects.get(pk=values[f"{owner}_id"])
    try:
        return {column: sealed_text(key_for_writing(to), row, column, text)}
    except Unreadable as error:
        raise Refused(CANNOT_BE_SEALED) from error
