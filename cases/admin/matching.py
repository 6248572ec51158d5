"""Records that may speak of one person, requests to compare them, merges. Nothing here can be written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.base import CaseRecords
from cases.admin.site import site
from cases.models import MatchRequest, NameKeyCount, PersonMerge, PossibleMatch


@admin.register(PossibleMatch, site=site)
class PossibleMatchAdmin(CaseRecords):
    list_display = ("public_id", "first", "second", "kind", "band", "score", "answer", "updated_at")
    list_filter = ("kind", "band", "answer")
    list_select_related = ("first", "second")


@admin.register(MatchRequest, site=site)
class MatchRequestAdmin(CaseRecords):
    list_display = (
        "public_id",
        "asking_office",
        "holding_office",
        "asked_by",
        "state",
        "until_date",
        "created_at",
    )
    list_filter = ("state",)
    list_select_related = ("asking_office", "holding_office", "asked_by")


@admin.register(PersonMerge, site=site)
class PersonMergeAdmin(CaseRecords):
    """What was merged and undone; the journal holds ids, and values that stood before."""

    list_display = ("public_id", "kept", "merged", "merged_by", "merged_at", "undone_at")
    list_select_related = ("kept", "merged", "merged_by")
    hidden = ("journal",)


@admin.register(NameKeyCount, site=site)
class NameKeyCountAdmin(CaseRecords):
    list_display = ("key", "names")
    search_fields = ("key",)
    search_help_text = _("A key of names")

    def search(self, queryset, text):
        """The one key that was typed."""
        return queryset.filter(key=text), False
