"""The history of one row as its event table keeps it: when, who, why, and what was different."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import BinaryField
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import User
from cases.models.wall import everything

SHOWN_EVENTS = 200
# They change with every write and tell nothing by themselves.
SILENT_FIELDS = ("updated_at", "version")


@dataclass(frozen=True)
class Difference:
    """One column whose value changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event of a row."""

    at: datetime
    what: str
    who: str
    reason: str
    differences: list[Difference]


def history_page(model_admin, request, object_id):
    """The answer of a ``history_view``: the newest events of the row first."""
    model = model_admin.model
    row = model_admin.get_object(request, unquote(object_id))
    if row is None:
        return model_admin._get_obj_does_not_exist_redirect(request, model._meta, object_id)
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History"),
        "subtitle": None,
        "entries": entries_of(row),
        "module_name": str(capfirst(model._meta.verbose_name_plural)),
        "object": row,
        "opts": model._meta,
    }
    return TemplateResponse(request, "admin/cases/history.html", context)


@everything("Who changed a reference list, and why, stands among who changed any file.")
def entries_of(row):
    """The newest ``Entry`` objects of a row of a tracked model, at two queries however many there are."""
    events = list(
        row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
        .select_related("pgh_context")
        .order_by("-pgh_id")[: SHOWN_EVENTS + 1]
    )
    names = _names(events)
    pairs = list(pairwise(events))
    if events and len(events) <= SHOWN_EVENTS:
        pairs.append((events[-1], None))
    return [_entry(event, before, names) for event, before in pairs]


def _names(events):
    """Names of the users behind the events, by primary key."""
    metadata = [event.pgh_context.metadata for event in events if event.pgh_context]
    keys = {each["user"] for each in metadata if each.get("user")}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "full_name"))


def _entry(event, before, names):
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    what = {"insert": _("Recorded"), "update": _("Changed"), "delete": _("Removed")}
    return Entry(
        at=event.pgh_created_at,
        what=what.get(event.pgh_label, event.pgh_label),
        who=names.get(metadata.get("user")) or _("database role %(role)s") % {"role": event.pgh_role},
        reason=metadata.get("reason", ""),
        differences=_differences(event, before) if before else [],
    )


def _differences(event, before):
    return [
        Difference(
            label=str(capfirst(field.verbose_name)),
            before=_words(field, getattr(before, field.attname)),
            after=_words(field, getattr(event, field.attname)),
        )
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_")
        and field.name not in SILENT_FIELDS
        and getattr(before, field.attname) != getattr(event, field.attname)
    ]


def _words(field, value):
    if value in (None, ""):
        return "–"
    if isinstance(field, BinaryField):
        return _("encrypted")
    return str(dict(field.flatchoices).get(value, value) if field.choices else value)
