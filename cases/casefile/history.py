"""How the changes of a record read: which field, from what to what, by whom, when and why."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, ForeignKey
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.components.partial_dates import span_words
from cases.enums import NameKind, Script
from cases.models import Country, PersonName, Place, User
from cases.people.merged import merges_of
from cases.people.sealing import opened
from cases.regions import region_name

REGIONS = ("region_of_origin", "destination_region")

BIRTH = ("birth_earliest", "birth_latest", "birth_precision")
# Said through the name that is shown first, or of no meaning to a reader.
_SILENT = {"is_preferred", "search_key", "script", "full"}


@dataclass(frozen=True)
class Line:
    """One field before and after a change; empty where nothing stood."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeView:
    """One change as a page prints it; ``is_beginning``: the record came to be."""

    at: datetime
    who: str
    reason: str
    is_beginning: bool
    lines: list[Line] = field(default_factory=list)
    # Said instead of lines, of what is no change of a field.
    sentence: str = ""
    # Names the change in the address where some of its fields go back; empty for what cannot.
    stamp: str = ""


def views_of(changes):
    """``ChangeView`` objects of changes of one record, in their order, in two more questions at most."""
    users = User.objects.in_bulk({change.user for change in changes if change.user})
    places = places_named_in(changes)
    return [
        ChangeView(
            at=change.at,
            who=users[change.user].full_name if change.user in users else _("somebody without an account"),
            reason=change.reason,
            is_beginning=change.is_beginning,
            lines=[] if change.is_beginning else lines_of(change, places),
            stamp="" if change.is_beginning else change.stamp,
        )
        for change in changes
    ]


def with_merges(views, person):
    """``views`` with the merges of a person's record among them, newest first."""
    told = [
        ChangeView(at=at, who=who, reason=reason, is_beginning=False, sentence=sentence)
        for merge in merges_of(person)
        for at, sentence, who, reason in merge.told
    ]
    return sorted([*views, *told], key=lambda view: view.at, reverse=True)


def lines_of(change, places):
    """The ``Line`` objects of one change: names by script first, then field by field."""
    names = [row for row in change.rows if row.part.model is PersonName]
    lines = [*_names_shown_first(names), *(line for row in names for line in _of_name(row, places))]
    for row in change.rows:
        if row.part.model is not PersonName:
            lines += _of_entry(row, places)
    return lines


def _of_entry(row, places):
    """A row that changed field by field; one that came or went as a whole. One of several says which it is."""
    model, either = row.part.model, row.after or row.before
    if row.before is None or row.after is None:
        label = capfirst(str(model._meta.verbose_name))
        yield Line(label, _whole(row.part, row.before, places), _whole(row.part, row.after, places))
        return
    name = next((words for words in _words(row.part, row.part.named, either, places) if words), "")
    for line in _of_row(row, row.part.fields, places):
        label = _("%(name)s: %(field)s") % {"name": name, "field": line.label} if name else line.label
        yield Line(label, line.before, line.after)


def _whole(part, event, places):
    """All that a row says; empty for no row."""
    return " · ".join(filter(None, _words(part, part.fields, event, places))) if event else ""


def _words(part, names, event, places):
    return [_said(part.model, event, name, places) for name in names]


def _said(model, event, name, places):
    """What one field of an event says to a person; what is sealed is opened for this."""
    column = model._meta.get_field(name)
    if isinstance(column, BinaryField):
        # Sealed for whom the event names: before two records became one that was another person.
        text = opened(event, name)
        return _("can no longer be read") if text is None else text
    return words_for(column, getattr(event, name), places)


def _names_shown_first(rows):
    for script in Script:
        before = _first_in(script, [row.before for row in rows])
        after = _first_in(script, [row.after for row in rows])
        if before != after:
            label = _("Name in %(letters)s") % {"letters": script.label}
            yield Line(label, before, after)


def _first_in(script, events):
    shown = [event.full for event in events if event and event.script == script and event.is_preferred]
    return shown[0] if shown else ""


def _of_name(row, places):
    before, after = row.before, row.after
    either = after or before
    label = _("Another spelling in %(letters)s") % {"letters": Script(either.script).label}
    if before is None or after is None:
        if not either.is_preferred:
            yield Line(label, before.full if before else "", after.full if after else "")
        return
    if before.full != after.full and not (before.is_preferred and after.is_preferred):
        yield Line(label, before.full, after.full)
    fields = [name for name in row.part.fields if name not in _SILENT and not _is_put_aside(row, name)]
    for line in _of_row(row, fields, places):
        yield Line(
            _("%(name)s: %(field)s") % {"name": after.full, "field": line.label}, line.before, line.after
        )


def _is_put_aside(row, name):
    """Whether a name became a spelling, or a spelling a name: the line on the name shown first says it."""
    kinds = {row.before.kind, row.after.kind}
    aside = {NameKind.CURRENT.value, NameKind.SPELLING_VARIANT.value}
    return name == "kind" and kinds == aside and row.before.is_preferred != row.after.is_preferred


def _of_row(row, fields, places):
    if any(getattr(row.before, name) != getattr(row.after, name) for name in fields if name in BIRTH):
        yield Line(_("Date of birth"), _birth(row.before), _birth(row.after))
    for name in fields:
        if getattr(row.before, name) == getattr(row.after, name) or name in BIRTH:
            continue
        column = row.part.model._meta.get_field(name)
        before, after = (_said(row.part.model, event, name, places) for event in (row.before, row.after))
        # Sealed anew for the record that stayed, a text is the same.
        if before != after or not isinstance(column, BinaryField):
            yield Line(capfirst(str(column.verbose_name)), before, after)


def _birth(event):
    return str(span_words(*(getattr(event, name) for name in BIRTH)))


def words_for(column, value, places):
    """A stored value as a person reads it; empty for none. ``places`` maps keys to places."""
    if value in (None, "", []):
        return ""
    if isinstance(column, ArrayField):
        return ", ".join(words_for(column.base_field, one, places) for one in value)
    if isinstance(column, ForeignKey):
        return Country(code=value).name if column.related_model is Country else str(places.get(value, ""))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if column.name in REGIONS:
        return region_name(value)
    if hasattr(value, "year"):
        return formats.date_format(value, "j M Y")
    return str(dict(column.flatchoices).get(value, value))


def _naming_places(part):
    columns = [part.model._meta.get_field(name) for name in {*part.fields, *part.named}]
    return [column.attname for column in columns if column.related_model is Place]


def places_named_in(changes):
    """The places that rows of changes name, by key; one query."""
    keys = {
        getattr(event, name)
        for change in changes
        for row in change.rows
        for name in _naming_places(row.part)
        for event in (row.before, row.after)
        if event
    }
    return {place.pk: place.name for place in Place.objects.filter(pk__in=keys - {None})}
