"""Restrictions of files, whom they cover and whom they name. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.site import site
from cases.models import CaseRestriction, RestrictedPerson, RestrictionMember


@admin.register(CaseRestriction, site=site)
class CaseRestrictionAdmin(CaseRecords):
    number_path = "child__case_number"
    list_display = ("public_id", "child", "kind", "imposed_by", "from_date", "review_date", "lifted_at")
    list_filter = ("kind",)
    list_select_related = ("child", "imposed_by")


@admin.register(RestrictedPerson, site=site)
class RestrictedPersonAdmin(CaseRecords):
    list_display = ("public_id", "restriction", "person", "is_open")
    list_select_related = ("restriction", "person")


@admin.register(RestrictionMember, site=site)
class RestrictionMemberAdmin(CaseRecords):
    list_display = ("public_id", "restriction", "user", "named_by", "until_at")
    list_select_related = ("restriction", "user", "named_by")
