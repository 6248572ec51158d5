"""The trail beside the history of the tables, and the forms that were already sent."""

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import AuditKind
from cases.models.base import PublicIdModel
from cases.policy.permissions import Permission


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole trail, for the role that reads it."""
        return self if user.may(Permission.READ_TRAIL) else self.none()

    def newest_first(self):
        return self.order_by("-pk")


class AuditEvent(PublicIdModel):
    """Somebody read, exported, was denied, or overrode something. Public ids only, never names."""

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    kind = models.CharField(_("what"), max_length=12, choices=AuditKind)
    actor = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    subject = models.CharField(_("of what"), max_length=64, blank=True)
    subject_ids = models.JSONField(_("public ids"), default=list)
    detail = models.JSONField(_("detail"), default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail entries")
        indexes = [BrinIndex(fields=["at"], name="audit_event_at")]
        triggers = [
            pgtrigger.Protect(name="trail_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return self.get_kind_display()


class SentForm(models.Model):
    """A form that was saved, so that the same form sent twice leads to the same record."""

    form_id = models.UUIDField(unique=True)
    user = models.ForeignKey("cases.User", on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=64)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = models.QuerySet.as_manager()

    def __str__(self):
        return str(self.form_id)
