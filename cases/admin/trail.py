"""Who read, exported or was denied what, and which forms were already sent. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.site import site
from cases.models import AuditEvent, AuditSeal, SentForm, TrailFinding


@admin.register(AuditEvent, site=site)
class AuditEventAdmin(CaseRecords):
    list_display = ("at", "kind", "actor", "subject", "subject_ids")
    list_filter = ("kind",)
    list_select_related = ("actor",)
    hidden = ("mac",)

    def search(self, queryset, text):
        """Entries by their own public id, by the subject's, by what was looked at, or by who did."""
        found, twice = super().search(queryset, text)
        named = queryset.filter(actor__full_name__icontains=text) | queryset.filter(subject__startswith=text)
        return found | named | queryset.about(text.lower()), twice


@admin.register(TrailFinding, site=site)
class TrailFindingAdmin(CaseRecords):
    list_display = ("day_date", "kind", "actor", "count", "looked_by", "looked_at")
    list_filter = ("kind",)
    list_select_related = ("actor", "looked_by")
    # What an officer found of a colleague is the officer's.
    hidden = ("note",)

    def search(self, queryset, text):
        """Findings by their own public id or by who they are about."""
        found, twice = super().search(queryset, text)
        return found | queryset.filter(actor__full_name__icontains=text), twice


@admin.register(AuditSeal, site=site)
class AuditSealAdmin(CaseRecords):
    list_display = ("number", "made_at", "count", "last_id")
    hidden = ("rows", "previous", "hash", "mac")

    def search(self, queryset, text):
        """The seal of this number."""
        return queryset.filter(number=int(text)) if text.isdecimal() and len(
            text
        ) < 19 else queryset.none(), False


@admin.register(SentForm, site=site)
class SentFormAdmin(CaseRecords):
    list_display = ("form_id", "user", "target", "saved_at")
    list_select_related = ("user",)

    def search(self, queryset, text):
        """Forms that saved the record of this public id."""
        return queryset.filter(target=text.lower()), False
