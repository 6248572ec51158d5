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


def _states(chosen):
    """States that have places, and the one that is asked for: the page of a State leads here, with places or not."""
    with_places = Country.objects.filter(places__isnull=False).values_list("code", flat=True)
    offered = Country.objects.filter(code__in={*with_places, chosen})
    return [(country.code, country.name) for country in offered.by_name()]


class PlaceFilter(django_filters.FilterSet):
    """By name, kind, State, and whether the place is open."""

    name = django_filters.CharFilter(label=_("Name or area"), method="named")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlaceKind.choices, empty_label=_("Any"))
    state = django_filters.ChoiceFilter(label=_("State"), field_name="country_id", empty_label=_("Any"))
    now = django_filters.ChoiceFilter(
        label=_("Now"),
        choices=[(OPEN, _("Open")), (CLOSED, _("Closed"))],
        method="open_or_closed",
        empty_label=_("Any"),
    )

    class Meta:
        model = Place
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.get("state", "")
        is_code = chosen.isascii() and chosen.isalpha() and len(chosen) == 2
        self.filters["state"].extra["choices"] = _states(chosen if is_code else "")

    def named(self, queryset, _name, value):
        return queryset.filter(name__icontains=value) | queryset.filter(area__icontains=value)

    def open_or_closed(self, queryset, _name, value):
        return queryset.open() if value == OPEN else queryset.exclude(closed_date__isnull=True)
