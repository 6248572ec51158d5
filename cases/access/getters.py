"""Scope before lookup: a foreign row and an unknown one are the same 404, and the same line in the trail."""

from django.forms import ModelChoiceField
from django.http import Http404

from cases.audit import pages, record
from cases.audit.about import WAYS, with_people


def get_for(user, queryset, **lookup):
    """The one row of ``queryset`` that ``user`` may see and that matches ``lookup``; whom it is about is noted.

    Raises ``Http404`` alike for rows that do not exist and for rows of others. Where they would be about people, either
    leaves a denial in the trail with the public id that was asked for: nobody knows here whether there is such a row, and
    the one who asked is not told.
    """
    found = find_for(user, queryset, **lookup)
    if found is None:
        leads_nowhere(user, queryset.model, **lookup)
    return found


def find_for(user, queryset, **lookup):
    """The same row, or ``None``: for who goes on to look elsewhere, as for a record that was merged into another."""
    try:
        row = with_people(queryset.visible_to(user)).get(**lookup)
    except queryset.model.DoesNotExist:
        return None
    pages.opened(row)
    return row


def leads_nowhere(user, model, **lookup):
    """Raise ``Http404``, and record what was asked for where it would be about people."""
    if model in WAYS:
        asked = [value for name, value in lookup.items() if name.endswith("public_id")]
        record.denied(by=user, subject=f"lookup:{model._meta.model_name}", ids=asked)
    raise Http404


def restrict_choices(form, user):
    """Narrow every model choice of ``form`` to what ``user`` may see. Call it once the fields stand."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.queryset = field.queryset.visible_to(user)
