"""What a merge changed, row by row and column by column, so that each can be put back where it was."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils import timezone

from cases.crypto import Unreadable
from cases.errors import Refused
from cases.matching.words import CANNOT_BE_SEALED
from cases.models import Child
from cases.vault import key_for_reading, key_for_writing, read_text, sealed_text

# Bound to the key of a child: they are opened with one key and sealed with the other.
SEALED = ("Note", "UnsentText")


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
        changed |= _sealed_anew(model, pk, values["child_id"])
    elif "version" in columns:
        changed["version"] = F("version") + 1
    if "updated_at" in columns:
        changed["updated_at"] = timezone.now()
    model.objects.filter(pk=pk).update(**changed)


def _sealed_anew(model, pk, child_id):
    """The words of one row, opened with the key of its child and sealed with that of another."""
    row = model.objects.select_related("child").get(pk=pk)
    text = read_text(key_for_reading(row.child), row, "sealed")
    if text is None:
        raise Refused(CANNOT_BE_SEALED)
    try:
        key = key_for_writing(Child.objects.get(pk=child_id))
    except Unreadable as error:
        raise Refused(CANNOT_BE_SEALED) from error
    return {"sealed": sealed_text(key, row, "sealed", text)}
