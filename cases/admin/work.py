"""A caseworker's day: needs, flags, notes, missing answers, drafts, views, exports. Nothing here can be written."""

from django.contrib import admin

from cases.admin.base import CaseRecords
from cases.admin.children import OfChildAdmin
from cases.admin.people import FactAdmin
from cases.admin.site import site
from cases.models import (
    CaseFlag,
    ChildKey,
    ColumnChoice,
    ExportApproval,
    ExportDestruction,
    ExportOpening,
    FollowedCase,
    IndexSecret,
    MissingAnswer,
    Need,
    Note,
    NumberedExport,
    RegistrationDraft,
    SavedView,
    UnsentText,
)


@admin.register(MissingAnswer, site=site)
class MissingAnswerAdmin(FactAdmin):
    list_display = ("person_name", "question", "reason", "updated_at")
    list_filter = ("question", "reason")
    list_select_related = ("person",)


@admin.register(Need, site=site)
class NeedAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "domain", "finding", "response", "from_date", "to_date")
    list_filter = ("domain", "response")
    list_select_related = ("child__person",)


@admin.register(CaseFlag, site=site)
class CaseFlagAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "kind", "due_date", "raised_by", "lowered_date")
    list_filter = ("kind",)
    list_select_related = ("child__person", "raised_by")


@admin.register(FollowedCase, site=site)
class FollowedCaseAdmin(OfChildAdmin):
    list_display = ("child", "person_name", "user", "created_at")
    list_select_related = ("child__person", "user")


@admin.register(Note, site=site)
class NoteAdmin(OfChildAdmin):
    """Who wrote a note and when; never its words."""

    hidden = ("sealed",)
    list_display = ("child", "person_name", "kind", "about_date", "author", "created_at")
    list_filter = ("kind",)
    list_select_related = ("child__person", "author")


@admin.register(ChildKey, site=site)
class ChildKeyAdmin(CaseRecords):
    """Whether a child or a person has a data key, or had one; never the key."""

    hidden = ("wrapped",)
    list_display = ("public_id", "child", "created_at", "updated_at", "destroyed_at")
    list_select_related = ("child__person",)


@admin.register(IndexSecret, site=site)
class IndexSecretAdmin(CaseRecords):
    """That there is a key of the index of paper numbers; never the key."""

    hidden = ("wrapped",)
    list_display = ("public_id", "created_at", "updated_at")


@admin.register(NumberedExport, site=site)
class NumberedExportAdmin(OfChildAdmin):
    """What left; the ids of a list's rows are the register's own."""

    hidden = ("row_ids",)
    prefetched = ()  # the list prints no name
    list_display = ("number", "kind", "purpose", "legal_basis", "recipient", "made_by", "made_at")
    list_filter = ("kind", "purpose", "legal_basis")
    list_select_related = ("made_by",)


class OfExportAdmin(CaseRecords):
    """What became of an export; found by its number."""

    number_path = "export__number"


@admin.register(ExportApproval, site=site)
class ExportApprovalAdmin(OfExportAdmin):
    list_display = ("export", "asked_by", "asked_at", "outcome", "settled_by", "settled_at")
    list_filter = ("outcome",)
    list_select_related = ("export", "asked_by", "settled_by")


@admin.register(ExportOpening, site=site)
class ExportOpeningAdmin(OfExportAdmin):
    list_display = ("export", "by", "at", "row_count")
    list_select_related = ("export", "by")


@admin.register(ExportDestruction, site=site)
class ExportDestructionAdmin(OfExportAdmin):
    list_display = ("export", "destroyed_date", "confirmed_by", "recorded_by", "recorded_at")
    list_select_related = ("export", "recorded_by")


class OfUserAdmin(CaseRecords):
    """What one person keeps for the own work."""

    def search(self, queryset, text):
        """Rows by their own public id, or by the name of their owner."""
        found, twice = super().search(queryset, text)
        return found | queryset.filter(user__full_name__icontains=text), twice


@admin.register(RegistrationDraft, site=site)
class RegistrationDraftAdmin(OfUserAdmin):
    """That a draft is kept, and until when; what was typed is its writer's."""

    list_display = ("public_id", "user", "office", "step", "updated_at", "expires_at", "discarded_at")
    list_filter = ("office",)
    list_select_related = ("user", "office")
    hidden = ("answers",)


@admin.register(UnsentText, site=site)
class UnsentTextAdmin(OfUserAdmin):
    """That somebody has not saved what was typed; never the words."""

    list_display = ("public_id", "user", "child", "kind", "updated_at")
    list_filter = ("kind",)
    list_select_related = ("user", "child__person")
    hidden = ("sealed",)


@admin.register(SavedView, site=site)
class SavedViewAdmin(OfUserAdmin):
    list_display = ("name", "list_name", "user", "office", "is_shared", "updated_at")
    list_filter = ("list_name", "is_shared", "office")
    list_select_related = ("user", "office")


@admin.register(ColumnChoice, site=site)
class ColumnChoiceAdmin(OfUserAdmin):
    list_display = ("list_name", "user", "columns", "updated_at")
    list_filter = ("list_name",)
    list_select_related = ("user",)
