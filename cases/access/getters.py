"""Scope before lookup: a foreign row and an unknown one are the same 404."""

from django.forms import ModelChoiceField
from django.http import Http404


def get_for(user, queryset, **lookup):
    """The one row of ``queryset`` that ``user`` may see and that matches ``lookup``.

    Raises ``Http404`` alike for rows that do not exist and for rows of others.
    """
    try:
        return queryset.visible_to(user).get(**lookup)
    except queryset.model.DoesNotExist:
        raise Http404 from None


def restrict_choices(form, user):
    """Narrow every model choice of ``form`` to what ``user`` may see. Call it once the fields stand."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.queryset = field.queryset.visible_to(user)
