"""What left the house about persons: each export has a number, which stands on every page of it."""

import secrets
from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    Encryption,
    ExportFormat,
    ExportKind,
    ExportList,
    ExportOutcome,
    ExportPurpose,
    LegalBasis,
    Role,
)
from cases.models.base import PublicIdModel
from cases.models.children import Child, OfChildQuerySet
from cases.models.nationalities import ContactPermission
from cases.models.numbers import ALPHABET, checked_number
from cases.policy.permissions import Permission

EXPORT_NUMBER_FORMAT = "E-?????-!"
# How long a request waits for the second person.
APPROVAL_WAITS = timedelta(days=7)


def new_export_number():
    """A random export number such as E-7K4M2-X; it tells nothing of the file."""
    return checked_number(EXPORT_NUMBER_FORMAT, secrets.SystemRandom())


class NumberedExportQuerySet(OfChildQuerySet):
    def visible_to(self, user):
        """Exports of the files that the user's office keeps (and of those that were merged into one of them), and of its
        lists; all of them for whoever reads the trail, who opens none.
        """
        if user.may(Permission.READ_TRAIL):
            return self.all()
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        ours = Child.objects.visible_to(user)
        of_files = Q(child__in=ours) | Q(child__merged_into__in=ours)
        return self.filter(of_files | Q(kind=ExportKind.LIST, office_id=user.office_id))

    def in_register_of(self, user):
        """Those that a reader of the register is shown: all, those of the own office, or the own ones."""
        rows = self.visible_to(user)
        if user.may(Permission.READ_TRAIL):
            return rows
        return rows if user.role == Role.SUPERVISOR else rows.filter(made_by=user)

    def of_file(self, child):
        """What left of the file of ``child``, and of any that was merged into it; ``child`` may be a column."""
        return self.filter(Q(child=child) | Q(child__merged_into=child))

    def lists(self):
        return self.filter(kind=ExportKind.LIST)

    def without_rows(self):
        """Without the ids of rows, which may be many, and which only opening needs."""
        return self.defer("row_ids")

    def waiting(self, now=None):
        """Lists whose second person may still decide."""
        since = (now or timezone.now()) - APPROVAL_WAITS
        return self.filter(approval__outcome="", approval__asked_at__gt=since)

    def allowed(self):
        """Those that needed no second person, or were approved by one."""
        return self.filter(Q(approval__isnull=True) | Q(approval__outcome=ExportOutcome.APPROVED))

    def overdue(self, today=None):
        """Whose day has passed, and of which nobody said that they are destroyed; what never left is none of them."""
        today = today or timezone.localdate()
        return self.allowed().filter(expires_date__lt=today, destruction__isnull=True)

    def withdrawn(self):
        """Files asked for by a State that may no longer be contacted about the child."""
        leave = ContactPermission.objects.allowing(OuterRef("state")).filter(child=OuterRef("child"))
        return self.filter(state__isnull=False, child__isnull=False).filter(~Exists(leave))


class NumberedExport(PublicIdModel):
    """Rows about persons left for a recipient, purpose and legal basis, until a date; never changed afterwards.

    Either of one ``child``, or (``kind`` list) of the ``row_ids`` of one list, which were fixed when it was asked for.
    """

    number = models.CharField(
        _("export number"), max_length=9, unique=True, default=new_export_number, editable=False
    )
    child = models.ForeignKey(
        Child,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exports",
        verbose_name=_("child"),
    )
    kind = models.CharField(
        _("what left"), max_length=8, choices=ExportKind, default=ExportKind.FILE, db_default=ExportKind.FILE
    )
    # Empty in those that were made before it was kept.
    office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )
    made_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    recipient = models.CharField(_("recipient"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=ExportPurpose)
    # The State that asked: what left for it closes when leave to contact it is withdrawn.
    state = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State"),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=24, choices=LegalBasis)
    reason = models.CharField(_("reason"), max_length=300)
    # Of a file its parts, of a list its columns.
    parts = models.JSONField(_("parts of the file"), default=list)
    language = models.CharField(_("language"), max_length=8, blank=True, default="", db_default="")
    expires_date = models.DateField(_("to be destroyed by"))
    list_name = models.CharField(
        _("list"), max_length=12, choices=ExportList, blank=True, default="", db_default=""
    )
    transfer = models.ForeignKey(
        "cases.TransferBatch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("transfer"),
    )
    format = models.CharField(
        _("form of the file"), max_length=5, choices=ExportFormat, blank=True, default="", db_default=""
    )
    row_ids = ArrayField(
        models.UUIDField(), verbose_name=_("public ids of the rows"), default=list, db_default=Value("{}")
    )
    row_count = models.PositiveIntegerField(_("rows"), default=1, db_default=1)
    encryption = models.CharField(
        _("encrypted"), max_length=8, choices=Encryption, blank=True, default="", db_default=""
    )
    recipient_key = models.CharField(
        _("key of the recipient"), max_length=80, blank=True, default="", db_default=""
    )

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
            models.CheckConstraint(
                name="numbered_export_of_a_child_or_a_list",
                condition=Q(
                    kind=ExportKind.LIST,
                    child__isnull=True,
                    office__isnull=False,
                    list_name__in=ExportList.values,
                    format__in=ExportFormat.values,
                    row_ids__len=models.F("row_count"),
                    row_count__gt=0,
                )
                | (~Q(kind=ExportKind.LIST) & Q(child__isnull=False, list_name="", transfer__isnull=True)),
                violation_error_message=_("An export is of one child, or of the rows of one list."),
            ),
            models.CheckConstraint(
                name="numbered_export_key_belongs_to_encryption",
                condition=Q(encryption=Encryption.KEY, recipient_key__startswith="age1")
                | (~Q(encryption=Encryption.KEY) & Q(recipient_key="")),
                violation_error_message=_("Only a file that is encrypted for a key names one."),
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-made_at", "-id"], name="numbered_export_of_child"),
            models.Index(fields=["-made_at", "-id"], name="numbered_export_register"),
        ]
        triggers = [
            pgtrigger.Protect(name="numbered_export_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return self.number

    @property
    def is_list(self):
        return self.kind == ExportKind.LIST
