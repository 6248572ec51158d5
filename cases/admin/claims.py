"""Claims on States, decisions on them, and the leave to contact a State. Nothing here can be written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.base import Beside, CaseRecords
from cases.admin.site import site
from cases.models import ClaimDecision, ContactPermission, Nationality


class DecisionsBeside(Beside):
    model = ClaimDecision
    fields = ("decided_date", "status", "response", "reference")


@admin.register(Nationality, site=site)
class NationalityAdmin(CaseRecords):
    person_path = "child__person"
    number_path = "child__case_number"
    list_display = ("child", "person_name", "state", "basis", "status", "claimed_date", "updated_at")
    list_filter = ("status", "basis")
    list_select_related = ("child__person", "state")
    prefetched = ("child__person__names",)
    inlines = (DecisionsBeside,)


@admin.register(ClaimDecision, site=site)
class ClaimDecisionAdmin(CaseRecords):
    person_path = "nationality__child__person"
    number_path = "nationality__child__case_number"
    list_display = ("case", "nationality", "status", "response", "decided_date", "reference")
    list_filter = ("status", "response")
    list_select_related = ("nationality__child",)

    @admin.display(description=_("child"))
    def case(self, decision):
        return decision.nationality.child.case_number


@admin.register(ContactPermission, site=site)
class ContactPermissionAdmin(CaseRecords):
    person_path = "child__person"
    number_path = "child__case_number"
    list_display = ("child", "person_name", "state", "level", "from_date", "to_date")
    list_filter = ("level",)
    list_select_related = ("child__person", "state")
    prefetched = ("child__person__names",)
