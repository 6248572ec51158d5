"""The rows that the forms of a page offer, held against what its reader may see."""

from django.forms import BaseForm, BaseFormSet, ModelChoiceField
from django.http import HttpResponse

# Lists of States and offices whose very point is to offer more than the reader's own.
SHARED = ("Country", "Office", "Place")


def foreign_choices(response: HttpResponse, user):
    """Names of fields whose choices hold a row that ``visible_to`` does not show ``user``."""
    return [
        f"{type(form).__name__}.{name}"
        for form in _forms_of(response)
        for name, field in form.fields.items()
        if isinstance(field, ModelChoiceField) and _is_too_wide(field.queryset, user)
    ]


def _is_too_wide(queryset, user):
    if queryset.model.__name__ in SHARED:
        return False
    seen = queryset.model.objects.visible_to(user).order_by().values("pk")
    return queryset.order_by().exclude(pk__in=seen).exists()


def _forms_of(response):
    found = []
    for context in _contexts(response):
        for value in context.flatten().values():
            if isinstance(value, BaseForm):
                found.append(value)
            elif isinstance(value, BaseFormSet):
                found += value.forms
    return {id(form): form for form in found}.values()


def _contexts(response):
    """A page of one template has its context, one of several a list of them; a file has none."""
    if response.context is None:
        return []
    return response.context if isinstance(response.context, list) else [response.context]
