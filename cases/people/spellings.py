"""How all written names of a person read, script by script, with what is known of each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from cases.enums import NameKind
from cases.people.naming import PARTS
from cases.people.presenters import SCRIPT_ORDER, WrittenNameView, written_name
from cases.people.sources import source_phrase


@dataclass(frozen=True)
class NamePart:
    """One part of a name with its label."""

    label: str
    text: str


@dataclass(frozen=True)
class NameRow:
    """One written name with all that is known of it."""

    view: WrittenNameView
    kind: str
    source: str
    parts: list[NamePart]
    is_first: bool
    is_own: bool
    url: str


@dataclass(frozen=True)
class ScriptOfNames:
    """The names of a person in one script, the one shown first on top."""

    script: str
    title: str
    names: list[NameRow]


def first_names_first(person):
    """The names of a person (prefetched), those shown first in their script before all others."""
    return sorted(person.names.all(), key=lambda name: (not name.is_preferred, name.pk))


def names_by_script(person):
    """``ScriptOfNames`` of a person whose names are prefetched, scripts without a name left out."""
    rows = first_names_first(person)
    grouped = [(script, [name for name in rows if name.script == script]) for script in SCRIPT_ORDER]
    return [
        ScriptOfNames(script, str(script.label), [_name_row(name) for name in found])
        for script, found in grouped
        if found
    ]


def _name_row(name):
    columns = [name._meta.get_field(part) for part in PARTS]
    parts = [
        NamePart(label=capfirst(str(column.verbose_name)), text=getattr(name, column.name))
        for column in columns
        if getattr(name, column.name)
    ]
    return NameRow(
        view=written_name(name),
        kind=str(NameKind(name.kind).label),
        source=source_phrase(name.source),
        parts=parts,
        is_first=name.is_preferred,
        is_own=name.is_own,
        url=reverse("people:edit_name", args=[name.public_id]),
    )
