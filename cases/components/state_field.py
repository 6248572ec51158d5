"""Choosing a State: those asked to take children back stand first, each group in the reader's alphabet."""

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from cases.components.chosen import ReadTogether
from cases.models import Country


class _Grouped(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        asked, others = [], []
        for country in self.queryset.all().by_name():
            (asked if country.is_destination else others).append(self.choice(country))
        if asked:
            yield (_("Asked to take children back"), asked)
        yield (_("Other States"), others)


class StateField(ReadTogether, forms.ModelChoiceField):
    """One of the States that the person who fills in the form may see; its value is the ISO code."""

    iterator = _Grouped

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("State"))
        kwargs.setdefault("empty_label", _("Choose a State"))
        super().__init__(queryset=Country.objects.all(), **kwargs)


def state_choices(*, chosen=""):
    """Short choices for a filter: the States asked to take children back, and the one that is chosen."""
    offered = Country.objects.filter(Q(is_destination=True) | Q(code=chosen))
    return [(country.code, country.name) for country in offered.by_name()]
