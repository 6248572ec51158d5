"""What becomes of an export: the second person's decision, each opening, and that the copies were destroyed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import ExportOutcome
from cases.models import rules
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.models.exports import APPROVAL_WAITS, NumberedExport


class OfExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the exports that the user sees."""
        return self.filter(export__in=NumberedExport.objects.visible_to(user))


@tracked()
class ExportApproval(PublicIdModel, Stamped):
    """A list that is longer than one person may take: it waits until another one has decided, or lapses."""

    export = models.OneToOneField(
        NumberedExport, on_delete=models.PROTECT, related_name="approval", verbose_name=_("export")
    )
    # Taken from the export by a trigger.
    asked_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=8, choices=ExportOutcome, blank=True)
    settled_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = OfExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval of an export")
        verbose_name_plural = _("approvals of exports")
        constraints = [
            models.CheckConstraint(
                name="export_approval_by_a_second",
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("asked_by")),
                violation_error_message=_("Nobody approves their own export."),
            ),
            models.CheckConstraint(
                name="export_approval_settled_by_somebody",
                condition=Q(outcome="", settled_by__isnull=True, settled_at__isnull=True)
                | (
                    Q(outcome__in=ExportOutcome.values, settled_by__isnull=False)
                    & Q(settled_at__isnull=False)
                ),
                violation_error_message=_("A decision has its time and its person."),
            ),
            models.CheckConstraint(
                name="export_approval_refused_with_a_reason",
                condition=~Q(outcome=ExportOutcome.REFUSED) | Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the export is refused."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="export_approval_asked_by_the_maker",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=rules.APPROVAL_IS_ASKED_BY_THE_MAKER,
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def lapses_at(self):
        """Until when the second person may decide."""
        return self.asked_at + APPROVAL_WAITS


class ExportOpening(PublicIdModel):
    """Somebody opened what an export holds: so many rows. Rows are only ever added; the trail says of whom."""

    export = models.ForeignKey(
        NumberedExport, on_delete=models.PROTECT, related_name="openings", verbose_name=_("export")
    )
    by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    row_count = models.PositiveIntegerField(_("rows"), default=1)

    objects = OfExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of an export")
        verbose_name_plural = _("openings of exports")
        triggers = [
            pgtrigger.Trigger(
                name="export_waits_for_a_second",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=rules.EXPORT_WAITS_FOR_A_SECOND,
            ),
            pgtrigger.Protect(name="export_opening_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return str(self.public_id)


class ExportDestruction(PublicIdModel):
    """The recipient confirmed that the copies are destroyed. Said once, and never changed."""

    export = models.OneToOneField(
        NumberedExport, on_delete=models.PROTECT, related_name="destruction", verbose_name=_("export")
    )
    destroyed_date = models.DateField(_("destroyed on"))
    confirmed_by = models.CharField(_("confirmed by"), max_length=200)
    recorded_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = OfExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("destruction of an export")
        verbose_name_plural = _("destructions of exports")
        constraints = [
            models.CheckConstraint(
                name="export_destruction_says_who",
                condition=Q(confirmed_by__regex=r"\S"),
                violation_error_message=_("Say who confirmed that the copies are destroyed."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="export_destruction_is_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return str(self.public_id)
