"""States, what they said over time, places and who controlled them: reference lists that can be put right."""

from django.contrib import admin
from django.db.models import Q
from django_countries import countries

from cases.admin.base import Records
from cases.admin.site import site
from cases.models import Country, CountryPosition, Place, PlaceControl
from cases.names import fold

STAMPS = ("public_id", "created_at", "updated_at")


@admin.register(Country, site=site)
class CountryAdmin(Records):
    list_display = ("code", "name", "is_destination")
    list_filter = ("is_destination",)
    search_fields = ("code",)
    ordering = ("code",)

    def get_readonly_fields(self, request, obj=None):
        """A code, once given, is what other rows point to."""
        return ("code",) if obj else ()

    def search(self, queryset, text):
        """States by code, or by name in the reader's language."""
        wanted = fold(text)
        codes = [code for code, name in countries if wanted and wanted in fold(name)]
        return queryset.filter(Q(code__iexact=text) | Q(code__in=codes)), False


@admin.register(CountryPosition, site=site)
class CountryPositionAdmin(Records):
    list_display = ("country", "policy", "from_date", "to_date", "source")
    list_filter = ("policy",)
    list_select_related = ("country",)
    search_fields = ("country__code", "source")
    date_hierarchy = "from_date"
    raw_id_fields = ("country",)
    readonly_fields = STAMPS


@admin.register(Place, site=site)
class PlaceAdmin(Records):
    list_display = ("name", "kind", "country", "area", "opened_date", "closed_date", "successor")
    list_filter = ("kind",)
    list_select_related = ("country", "successor")
    search_fields = ("name", "area", "area_code", "country__code")
    raw_id_fields = ("country", "successor")
    readonly_fields = STAMPS


@admin.register(PlaceControl, site=site)
class PlaceControlAdmin(Records):
    list_display = ("place", "authority", "is_recognised", "from_date", "to_date")
    list_filter = ("is_recognised",)
    list_select_related = ("place",)
    search_fields = ("place__name", "authority")
    date_hierarchy = "from_date"
    raw_id_fields = ("place",)
    readonly_fields = STAMPS
