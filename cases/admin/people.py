"""Persons, their names, papers, and the dated facts about them. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import Beside, CaseRecords
from cases.admin.site import site
from cases.models import Document, Person, PersonName, PersonStatus, Whereabouts


class NamesBeside(Beside):
    model = PersonName
    fields = ("full", "script", "kind", "is_preferred", "source")


class StatusesBeside(Beside):
    model = PersonStatus
    fields = ("status", "from_date", "to_date", "source", "confidence")


class WhereaboutsBeside(Beside):
    model = Whereabouts
    fields = ("kind", "place", "country", "from_date", "to_date", "source", "confidence")
    joined = ("place", "country")


class DocumentsBeside(Beside):
    model = Document
    fields = ("kind", "issuer_kind", "recognition", "custody", "issued_date", "valid_until_date")


@admin.register(Person, site=site)
class PersonAdmin(CaseRecords):
    person_path = ""
    list_display = (
        "public_id",
        "person_name",
        "sex",
        "birth_earliest",
        "birth_latest",
        "office",
        "updated_at",
    )
    list_filter = ("sex", "birth_basis", "is_synthetic", "office")
    list_select_related = ("office",)
    prefetched = ("names",)
    inlines = (NamesBeside, StatusesBeside, WhereaboutsBeside, DocumentsBeside)


@admin.register(PersonName, site=site)
class PersonNameAdmin(CaseRecords):
    person_path = "person"
    list_display = ("full", "script", "kind", "is_preferred", "person", "updated_at")
    list_filter = ("script", "kind", "is_preferred", "source")
    list_select_related = ("person",)


class FactAdmin(CaseRecords):
    """A dated fact about a person."""

    person_path = "person"
    prefetched = ("person__names",)


@admin.register(PersonStatus, site=site)
class PersonStatusAdmin(FactAdmin):
    list_display = ("person_name", "status", "from_date", "to_date", "source", "confidence", "updated_at")
    list_filter = ("status", "confidence", "source")
    list_select_related = ("person",)


@admin.register(Whereabouts, site=site)
class WhereaboutsAdmin(FactAdmin):
    hidden = ("sealed_detail",)
    list_display = ("person_name", "kind", "place", "country", "from_date", "to_date", "confidence")
    list_filter = ("kind", "confidence", "source")
    list_select_related = ("person", "place", "country")


@admin.register(Document, site=site)
class DocumentAdmin(FactAdmin):
    hidden = ("sealed_number", "number_index")
    list_display = ("person_name", "kind", "issuer_kind", "recognition", "custody", "valid_until_date")
    list_filter = ("kind", "recognition", "custody", "issuer_kind")
    list_select_related = ("person",)
