"""Scope before lookup: a foreign row and an unknown one are the same 404. Both are in the trail."""

from django.forms import ModelChoiceField
from django.http import Http404

from cases.audit import pages, record
from cases.audit.about import WAYS, with_people


def get_for(user, queryset, **lookup):
    """The one row of ``queryset`` that ``user`` may see and that matches ``lookup``; whom it is about is noted.

    Raises ``Http404`` alike for rows that do not exist and for rows of others; where they would be about people, what was
    asked for is recorded.
    """
    try:
        row = with_people(queryset.visible_to(user)).get(**lookup)
    except queryset.model.DoesNotExist:
        if queryset.model in WAYS:
            record.denied(by=user, subject=pages.subject_now(), ids=_asked_for(lookup))
        raise Http404 from None
    pages.opened(row)
    return row


def _asked_for(lookup):
    return [value for name, value in lookup.items() if name.endswith("public_id")]


def restrict_choices(form, user):
    """Narrow every model choice of ``form`` to what ``user`` may see. Call it once the fields stand."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.queryset = field.queryset.visible_to(user)
