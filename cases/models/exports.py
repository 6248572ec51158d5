"""What left the house about persons: each export has a number, which stands on every page of it."""

import secrets

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ExportKind, ExportPurpose, LegalBasis
from cases.models.base import PublicIdModel
from cases.models.children import Child, OfChildQuerySet
from cases.models.numbers import ALPHABET, checked_number

EXPORT_NUMBER_FORMAT = "E-?????-!"


def new_export_number():
    """A random export number such as E-7K4M2-X; it tells nothing of the file."""
    return checked_number(EXPORT_NUMBER_FORMAT, secrets.SystemRandom())


class NumberedExportQuerySet(OfChildQuerySet):
    def visible_to(self, user):
        """Exports of the files that the user's office keeps, and of those that were merged into one of them."""
        ours = Child.objects.visible_to(user)
        return self.filter(Q(child__in=ours) | Q(child__merged_into__in=ours))

    def of_file(self, child):
        """What left of the file of ``child``, and of any that was merged into it; ``child`` may be a column."""
        return self.filter(Q(child=child) | Q(child__merged_into=child))


class NumberedExport(PublicIdModel):
    """Rows about a child left for a recipient, purpose and legal basis, until a date; never changed afterwards."""

    number = models.CharField(
        _("export number"), max_length=9, unique=True, default=new_export_number, editable=False
    )
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="exports", verbose_name=_("child")
    )
    kind = models.CharField(
        _("what left"), max_length=8, choices=ExportKind, default=ExportKind.FILE, db_default=ExportKind.FILE
    )
    made_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    recipient = models.CharField(_("recipient"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=ExportPurpose)
    legal_basis = models.CharField(_("legal basis"), max_length=24, choices=LegalBasis)
    reason = models.CharField(_("reason"), max_length=300)
    parts = models.JSONField(_("parts of the file"), default=list)
    language = models.CharField(_("language"), max_length=8, blank=True, default="", db_default="")
    expires_date = models.DateField(_("to be destroyed by"))

    objects = NumberedExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("numbered export")
        verbose_name_plural = _("numbered exports")
        constraints = [
            models.CheckConstraint(
                name="numbered_export_number_has_its_form",
                condition=Q(number__regex=rf"^E-[{ALPHABET}]{{5}}-[{ALPHABET}]$"),
                violation_error_message=_("This is not the number of an export."),
            ),
            models.CheckConstraint(
                name="numbered_export_says_why",
                condition=Q(recipient__regex=r"\S", reason__regex=r"\S"),
                violation_error_message=_("An export names its recipient and its reason."),
            ),
        ]
        indexes = [models.Index(fields=["child", "-made_at", "-id"], name="numbered_export_of_child")]
        triggers = [
            pgtrigger.Protect(name="numbered_export_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return self.number
