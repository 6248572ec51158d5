"""What a list of places can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from cases.enums import PlaceKind
from cases.models import Country, Place

OPEN, CLOSED = "open", "closed"
ORDERS = {
    "name": ("name",),
    "-name": ("-name",),
    "kind": ("kind", "name"),
    "-kind": ("-kind", "name"),
}


def _states():
    countries = Country.objects.filter(places__isnull=False).distinct().by_name()
    return [(country.code, country.name) for country in countries]


class PlaceFilter(django_filters.FilterSet):
    """By name, kind, State, and whether the place is open."""

    name = django_filters.CharFilter(label=_("Name or area"), method="named")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlaceKind.choices, empty_label=_("Any"))
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="country_id", choices=_states, empty_label=_("Any")
    )
    now = django_filters.ChoiceFilter(
        label=_("Now"),
        choices=[(OPEN, _("Open")), (CLOSED, _("Closed"))],
        method="open_or_closed",
        empty_label=_("Any"),
    )

    class Meta:
        model = Place
        fields = ()

    def named(self, queryset, _name, value):
        return queryset.filter(name__icontains=value) | queryset.filter(area__icontains=value)

    def open_or_closed(self, queryset, _name, value):
        return queryset.open() if value == OPEN else queryset.exclude(closed_date__isnull=True)
