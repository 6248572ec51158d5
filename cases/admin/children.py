"""Case files of children: the file, who is responsible, with whom the child is. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import Beside, CaseRecords
from cases.admin.site import site
from cases.models import (
    CaseAssignment,
    Child,
    ContactPermission,
    Guardianship,
    Nationality,
    SeparationPeriod,
)


class AssignmentsBeside(Beside):
    model = CaseAssignment
    fields = ("office", "user", "from_date", "to_date")
    joined = ("office", "user")


class SeparationsBeside(Beside):
    model = SeparationPeriod
    fields = ("status", "from_date", "to_date", "source")


class TiesBeside(Beside):
    model = Guardianship
    fields = ("guardian", "relationship", "side", "confidence", "is_carer")
    joined = ("guardian",)


class ClaimsBeside(Beside):
    model = Nationality
    fields = ("state", "basis", "claimed_date", "status")
    joined = ("state",)


class ContactsBeside(Beside):
    model = ContactPermission
    fields = ("state", "level", "from_date", "to_date")
    joined = ("state",)


@admin.register(Child, site=site)
class ChildAdmin(CaseRecords):
    person_path = "person"
    number_path = "case_number"
    list_display = (
        "case_number",
        "person_name",
        "status",
        "sensitivity",
        "office",
        "registered_date",
        "updated_at",
    )
    list_filter = ("status", "sensitivity", "closure_reason", "office")
    list_select_related = ("person", "office")
    prefetched = ("person__names",)
    readonly_fields = ("person_name",)
    inlines = (TiesBeside, ClaimsBeside, ContactsBeside, AssignmentsBeside, SeparationsBeside)


class OfChildAdmin(CaseRecords):
    """What hangs on a child's file."""

    person_path = "child__person"
    number_path = "child__case_number"
    prefetched = ("child__person__names",)


@admin.register(CaseAssignment, site=site)
class CaseAssignmentAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "office", "user", "from_date", "to_date")
    list_filter = ("office",)
    list_select_related = ("child__person", "office", "user")


@admin.register(SeparationPeriod, site=site)
class SeparationPeriodAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "status", "from_date", "to_date", "source")
    list_filter = ("status", "source")
    list_select_related = ("child__person",)
