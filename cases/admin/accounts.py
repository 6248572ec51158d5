"""Offices, accounts and roles. Passwords and second factors are not touched here."""

from django.contrib import admin

from cases.admin.base import CaseRecords, Records
from cases.admin.places import STAMPS
from cases.admin.site import site
from cases.models import Invitation, Membership, Office, User


@admin.register(Office, site=site)
class OfficeAdmin(Records):
    list_display = ("name", "kind", "country", "closed_date", "updated_at")
    list_filter = ("kind",)
    list_select_related = ("country",)
    search_fields = ("name",)
    raw_id_fields = ("country",)
    readonly_fields = STAMPS


@admin.register(User, site=site)
class UserAdmin(Records):
    """Accounts as they are; none is made here, because accounts come by invitation only (promise 10)."""

    list_display = ("email", "full_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "full_name")
    date_hierarchy = "created_at"
    fields = (
        "email",
        "full_name",
        "is_active",
        "is_staff",
        "is_superuser",
        "public_id",
        "last_login",
        "created_at",
    )
    readonly_fields = ("public_id", "last_login", "created_at")

    def has_add_permission(self, request):
        return False


@admin.register(Membership, site=site)
class MembershipAdmin(Records):
    list_display = ("user", "role", "office", "state", "from_date", "to_date")
    list_filter = ("role",)
    list_select_related = ("user", "office", "state")
    search_fields = ("user__email", "user__full_name", "office__name")
    date_hierarchy = "from_date"
    raw_id_fields = ("user", "office", "state")
    readonly_fields = STAMPS


@admin.register(Invitation, site=site)
class InvitationAdmin(CaseRecords):
    """Who was invited and what became of it; whoever invites does so in the register itself."""

    hidden = ("token_hash",)
    list_display = (
        "email",
        "full_name",
        "role",
        "office",
        "invited_by",
        "sent_at",
        "used_at",
        "withdrawn_at",
    )
    list_filter = ("role",)
    list_select_related = ("office", "invited_by")
