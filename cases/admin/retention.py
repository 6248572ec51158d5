"""How long files are kept, and how they end; who asked about own data. Nothing here can be written.

Periods are set on a page of their own, with a reason; so they are only read here.
"""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.children import OfChildAdmin
from cases.admin.site import site
from cases.models import Erasure, KeptLonger, LegalHold, RetentionPeriod, SubjectRequest


@admin.register(RetentionPeriod, site=site)
class RetentionPeriodAdmin(CaseRecords):
    list_display = ("kind", "years", "until_age", "updated_at")


@admin.register(LegalHold, site=site)
class LegalHoldAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "authority", "set_by", "from_date", "until_date", "lifted_at")
    list_select_related = ("child__person", "set_by")


@admin.register(KeptLonger, site=site)
class KeptLongerAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "until_date", "decided_by", "created_at")
    list_select_related = ("child__person", "decided_by")


@admin.register(Erasure, site=site)
class ErasureAdmin(OfChildAdmin):
    """The end of a file; never what was sealed for a later claim."""

    hidden = ("sealed",)
    list_display = ("child", "office", "reason", "state", "asked_by", "asked_at", "settled_by", "settled_at")
    list_filter = ("state", "reason", "office")
    list_select_related = ("child__person", "office", "asked_by", "settled_by")


@admin.register(SubjectRequest, site=site)
class SubjectRequestAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "kind", "asked_date", "due_date", "outcome", "recorded_by")
    list_filter = ("kind", "outcome")
    list_select_related = ("child__person", "recorded_by")
