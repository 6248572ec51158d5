"""What is conspicuous in the trail: one finding for a day of one person, and what was found when somebody looked at it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import FindingKind
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.policy.permissions import Permission


class TrailFindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, for the role that reads the trail; nothing for anybody else."""
        return self if user.may(Permission.READ_TRAIL) else self.none()

    def waiting(self):
        """Those that nobody has looked at yet."""
        return self.filter(looked_at__isnull=True)


@tracked()
class TrailFinding(PublicIdModel, Stamped):
    """A day of one person that passed a threshold. It counts rows of the trail, and copies none of them."""

    kind = models.CharField(_("what is conspicuous"), max_length=20, choices=FindingKind)
    actor = models.ForeignKey("cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    day_date = models.DateField(_("day"))
    hour = models.PositiveSmallIntegerField(_("hour"), null=True, blank=True)
    count = models.PositiveIntegerField(_("how often"))
    usual = models.DecimalField(_("on a usual day"), max_digits=8, decimal_places=1, null=True, blank=True)
    looked_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    note = models.CharField(_("what was found"), max_length=300, blank=True)

    objects = TrailFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding in the trail")
        verbose_name_plural = _("findings in the trail")
        constraints = [
            models.UniqueConstraint(
                name="trail_finding_once",
                fields=["kind", "actor", "day_date"],
                violation_error_message=_("This was found already."),
            ),
            models.CheckConstraint(
                name="trail_finding_looked_at_by_somebody",
                condition=Q(looked_by__isnull=True, looked_at__isnull=True, note="")
                | Q(looked_by__isnull=False, looked_at__isnull=False, note__regex=r"\S"),
                violation_error_message=_("Say what you found."),
            ),
            models.CheckConstraint(
                name="trail_finding_by_another",
                condition=Q(looked_by__isnull=True) | ~Q(looked_by=F("actor")),
                violation_error_message=_("Somebody else looks at what is found about you."),
            ),
        ]
        indexes = [
            models.Index(fields=["day_date"], condition=Q(looked_at__isnull=True), name="trail_finding_waits")
        ]

    def __str__(self):
        return self.get_kind_display()
