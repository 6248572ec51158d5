"""Changes of somebody's access, and requests to reset a second factor. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.site import site
from cases.models import AccessChange, FactorReset


class OfAccessAdmin(CaseRecords):
    """What happened to the access of one person."""

    def search(self, queryset, text):
        """Rows by their own public id, or by whose access it is."""
        found, twice = super().search(queryset, text)
        return found | queryset.filter(user__full_name__icontains=text), twice


@admin.register(AccessChange, site=site)
class AccessChangeAdmin(OfAccessAdmin):
    list_display = ("at", "user", "kind", "by", "reason")
    list_filter = ("kind",)
    list_select_related = ("user", "by")


@admin.register(FactorReset, site=site)
class FactorResetAdmin(OfAccessAdmin):
    list_display = ("asked_at", "user", "asked_by", "outcome", "settled_by")
    list_filter = ("outcome",)
    list_select_related = ("user", "asked_by", "settled_by")
