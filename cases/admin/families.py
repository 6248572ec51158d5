"""Parents, carers, and who belongs together. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import Beside, CaseRecords, persons_named
from cases.admin.site import site
from cases.models import FamilyGroup, FamilyMembership, Guardian, Guardianship


class TiesBeside(Beside):
    model = Guardianship
    fields = ("child", "relationship", "side", "confidence", "is_carer", "carer_from_date", "carer_to_date")
    joined = ("child",)


class MembersBeside(Beside):
    model = FamilyMembership
    fields = ("person", "from_date", "to_date", "confidence")
    joined = ("person",)


@admin.register(Guardian, site=site)
class GuardianAdmin(CaseRecords):
    person_path = "person"
    list_display = ("public_id", "person_name", "person", "updated_at")
    list_select_related = ("person",)
    prefetched = ("person__names",)
    readonly_fields = ("person_name",)
    inlines = (TiesBeside,)


@admin.register(Guardianship, site=site)
class GuardianshipAdmin(CaseRecords):
    person_path = "guardian__person"
    number_path = "child__case_number"
    list_display = ("child", "person_name", "relationship", "side", "confidence", "is_carer", "updated_at")
    list_filter = ("relationship", "side", "confidence", "is_carer")
    list_select_related = ("child", "guardian__person")
    prefetched = ("guardian__person__names",)


@admin.register(FamilyGroup, site=site)
class FamilyGroupAdmin(CaseRecords):
    list_display = ("name", "office", "unity", "unity_decided_date", "updated_at")
    list_filter = ("unity", "office")
    list_select_related = ("office",)
    inlines = (MembersBeside,)

    def search(self, queryset, text):
        """Groups by public id, or of a person of this name."""
        found, twice = super().search(queryset, text)
        members = FamilyMembership.objects.filter(person__in=persons_named(text)).values("group")
        return found | queryset.filter(pk__in=members), twice


@admin.register(FamilyMembership, site=site)
class FamilyMembershipAdmin(CaseRecords):
    person_path = "person"
    list_display = ("group", "person_name", "from_date", "to_date", "confidence")
    list_filter = ("confidence",)
    list_select_related = ("group", "person")
    prefetched = ("person__names",)
