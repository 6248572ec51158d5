"""The trail beside the history of the tables, and the forms that were already sent."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex, OpClass
from django.db import models
from django.db.models import Value
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import AuditKind
from cases.models.base import PublicIdModel
from cases.models.marks import MarkField
from cases.models.policies import ENTRIES_NAME
from cases.policy.permissions import Permission


def entries_about(public_ids):
    """The condition that an entry names any of these public ids, for whoever sees everything or the trail.

    A function of the owner finds them: under a policy the index on them would go unused (policies.py).
    """
    ids = [str(public_id) for public_id in public_ids]
    return models.Q(pk__in=RawSQL(f"SELECT {ENTRIES_NAME}(%s)", [ids]))  # noqa: S611 # nosec B611


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole trail, for the role that reads it."""
        return self if user.may(Permission.READ_TRAIL) else self.none()

    def newest_first(self):
        return self.order_by("-pk")

    def about(self, *public_ids):
        """Entries in which any of these rows was opened or shown."""
        return self.filter(entries_about(public_ids))


class AuditEvent(PublicIdModel):
    """Somebody read, exported, was denied, or overrode something. Public ids only, never names.

    The table is divided by month (``partitions.py``); ``AuditSeal`` chains its rows.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    kind = models.CharField(_("what"), max_length=12, choices=AuditKind)
    actor = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    # Where whoever it was worked at that time.
    office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,  # nobody asks for all of an office
        verbose_name=_("office"),
    )
    subject = models.CharField(_("of what"), max_length=64, blank=True)
    subject_ids = models.JSONField(_("public ids"), default=list)
    detail = models.JSONField(_("detail"), default=dict)
    # Empty in rows from before there were marks.
    mac = MarkField(_("keyed mark"), editable=False, db_default=Value(b""))

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail entries")
        indexes = [
            BrinIndex(fields=["at"], name="audit_event_at"),
            models.Index(fields=["actor", "at"], name="audit_event_actor"),
            models.Index(fields=["kind", "at"], name="audit_event_kind"),
            GinIndex(OpClass("subject_ids", name="jsonb_path_ops"), name="audit_event_subjects"),
        ]
        triggers = [
            pgtrigger.Protect(name="trail_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return self.get_kind_display()


class AuditSealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, for the role that reads the trail."""
        return self if user.may(Permission.READ_TRAIL) else self.none()

    def in_order(self):
        return self.order_by("number")


class AuditSeal(models.Model):
    """One link of the chain over the trail: which rows it holds, in which state, and the link before it.

    ``rows`` holds for each row its number and a digest of what it says. ``gaps`` are the numbers since the seal before
    that no row had yet, as pairs of first and last; ``late`` are the rows that came to such a number afterwards.
    ``mac`` is the keyed mark of it all.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    made_at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    last_id = models.BigIntegerField(_("last row"))
    count = models.PositiveIntegerField(_("rows"))
    rows = models.BinaryField(_("digests"))
    gaps = ArrayField(models.BigIntegerField(), verbose_name=_("numbers without a row"), default=list)
    late = ArrayField(models.BigIntegerField(), verbose_name=_("rows that came late"), default=list)
    previous = models.BinaryField(_("hash of the seal before"))
    hash = models.BinaryField(_("hash"))
    mac = models.BinaryField(_("keyed mark"))

    objects = AuditSealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal of the trail")
        verbose_name_plural = _("seals of the trail")
        triggers = [
            pgtrigger.Protect(name="seal_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return str(self.number)


class SentForm(models.Model):
    """A form that was saved, so that the same form sent twice leads to the same record."""

    form_id = models.UUIDField(unique=True)
    user = models.ForeignKey("cases.User", on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=64)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = models.QuerySet.as_manager()

    def __str__(self):
        return str(self.form_id)
