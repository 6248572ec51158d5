"""How the published figures can be narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases.enums import FigureKind
from cases.models import PublishedFigure

EVERYWHERE = "all"
PUBLISHED_A_PAGE = 40
NEWEST = "-when"
ORDERS = {"when": ("date_latest", "reference"), NEWEST: ("-date_latest", "-reference")}


class PublishedFigureFilter(django_filters.FilterSet):
    """By what is counted, where people went, where they left from, and the year."""

    kind = django_filters.ChoiceFilter(
        label=_("Counts"), choices=FigureKind.choices, empty_label=_("Anything")
    )
    state = django_filters.ChoiceFilter(label=_("Went to"), method="to_state", empty_label=_("Any"))
    departure = django_filters.ChoiceFilter(label=_("Left from"), method="from_country", empty_label=_("Any"))
    year = django_filters.ChoiceFilter(label=_("Year"), method="in_year", empty_label=_("Any"))

    class Meta:
        model = PublishedFigure
        fields = ()

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        known = queryset.order_by().values_list(
            "destination_id", "departures", "date_earliest", "date_latest"
        )
        states, left, years = set(), set(), set()
        for state, departures, earliest, latest in known:
            states.add(state)
            left.update(departures)
            years.update(range(earliest.year, latest.year + 1))
        self.filters["state"].extra["choices"] = [
            (EVERYWHERE, _("All States together")),
            *_named(states - {None}),
        ]
        self.filters["departure"].extra["choices"] = _named(left)
        self.filters["year"].extra["choices"] = [
            (str(year), str(year)) for year in sorted(years, reverse=True)
        ]

    def to_state(self, queryset, _name, value):
        return queryset.filter(destination=None if value == EVERYWHERE else value)

    def from_country(self, queryset, _name, value):
        return queryset.filter(departures__contains=[value])

    def in_year(self, queryset, _name, value):
        return queryset.filter(date_earliest__year__lte=int(value), date_latest__year__gte=int(value))


def _named(codes):
    names = [(code, str(countries.name(code))) for code in codes]
    return sorted(names, key=lambda pair: pair[1].casefold())
