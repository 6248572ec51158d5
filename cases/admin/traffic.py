"""Offers, referrals and emergency openings between offices. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.site import site
from cases.models import CaseMove, EmergencyNotice, EmergencyOpening, OfferedChild, Referral


@admin.register(CaseMove, site=site)
class CaseMoveAdmin(CaseRecords):
    list_display = (
        "public_id",
        "from_office",
        "to_office",
        "offered_by",
        "state",
        "lapses_date",
        "created_at",
    )
    list_filter = ("state",)
    list_select_related = ("from_office", "to_office", "offered_by")


@admin.register(OfferedChild, site=site)
class OfferedChildAdmin(CaseRecords):
    number_path = "child__case_number"
    list_display = ("public_id", "move", "child", "is_open")
    list_filter = ("is_open",)
    list_select_related = ("move", "child")


@admin.register(Referral, site=site)
class ReferralAdmin(CaseRecords):
    number_path = "child__case_number"
    list_display = ("public_id", "child", "giving_office", "to_office", "from_date", "until_date", "ended_at")
    list_select_related = ("child", "giving_office", "to_office")


@admin.register(EmergencyOpening, site=site)
class EmergencyOpeningAdmin(CaseRecords):
    number_path = "child__case_number"
    list_display = ("public_id", "child", "office", "opened_by", "kind", "opened_at", "outcome")
    list_filter = ("kind", "outcome")
    list_select_related = ("child", "office", "opened_by")


@admin.register(EmergencyNotice, site=site)
class EmergencyNoticeAdmin(CaseRecords):
    list_display = ("public_id", "opening", "user", "read_at")
    list_select_related = ("opening", "user")
