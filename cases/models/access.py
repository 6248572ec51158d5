"""What changed in somebody's access, by whom and why; and requests to take away a second factor.

The row of an account has no history of its own, because of what it keeps of passwords: this is it.
"""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    ACCESS_BY_NOBODY,
    ACCESS_CONFIRMING,
    ACCESS_WITH_REASON,
    AccessKind,
    ResetOutcome,
    Role,
)
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.policy.permissions import Permission

# How long a request to take away a second factor waits for a second administrator.
RESET_WAITS = timedelta(hours=24)
# Every role is looked at once in a quarter; one that is not lapses when it has been listed for so long.
QUARTER = timedelta(days=91)
GRACE = timedelta(days=30)


class OfAccessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything, for those who keep the accounts; nothing for anybody else."""
        return self if user.may(Permission.MANAGE_USERS) else self.none()

    def newest_first(self):
        return self.order_by("-pk")


class AccessChange(PublicIdModel):
    """One change of one person's access. Rows are only ever added."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="access_changes", verbose_name=_("whose access")
    )
    kind = models.CharField(_("what"), max_length=16, choices=AccessKind)
    by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The role that the change is about: the new one where there is a new one.
    membership = models.ForeignKey(
        "cases.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="access_changes",
        verbose_name=_("role"),
    )
    old_role = models.CharField(_("role before"), max_length=24, choices=Role, blank=True)
    old_office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office before"),
    )
    old_state = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State before"),
    )
    new_role = models.CharField(_("new role"), max_length=24, choices=Role, blank=True)
    new_office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("new office"),
    )
    new_state = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("new State"),
    )

    objects = OfAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of access")
        verbose_name_plural = _("changes of access")
        constraints = [
            models.CheckConstraint(
                name="access_change_says_why",
                condition=~Q(kind__in=ACCESS_WITH_REASON) | Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the access changes."),
            ),
            models.CheckConstraint(
                name="access_change_by_somebody",
                condition=Q(kind__in=ACCESS_BY_NOBODY) | Q(by__isnull=False),
                violation_error_message=_("Somebody changes the access of somebody."),
            ),
            models.CheckConstraint(
                name="access_change_by_another",
                condition=Q(by__isnull=True) | ~Q(by=F("user")),
                violation_error_message=_("Nobody changes their own access."),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="access_change_of_user"),
            models.Index(fields=["membership", "-id"], name="access_change_of_role"),
        ]
        triggers = [
            pgtrigger.Protect(name="access_change_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return self.get_kind_display()


class FactorResetQuerySet(OfAccessQuerySet):
    def waiting(self, *, now=None):
        """Requests that a second administrator may still confirm."""
        return self.filter(outcome="", asked_at__gt=(now or timezone.now()) - RESET_WAITS)


@tracked()
class FactorReset(PublicIdModel, Stamped):
    """One administrator asks that somebody's second factor be taken away; another one confirms it, or it lapses."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="factor_resets", verbose_name=_("whose factor")
    )
    asked_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)
    outcome = models.CharField(_("outcome"), max_length=12, choices=ResetOutcome, blank=True)
    settled_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        verbose_name = _("reset of a second factor")
        verbose_name_plural = _("resets of second factors")
        constraints = [
            models.UniqueConstraint(
                name="factor_reset_one_waits",
                fields=["user"],
                condition=Q(outcome=""),
                violation_error_message=_("A reset of this second factor has been asked for already."),
            ),
            models.CheckConstraint(
                name="factor_reset_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the second factor is reset."),
            ),
            models.CheckConstraint(
                name="factor_reset_not_for_oneself",
                condition=~Q(asked_by=F("user"))
                & (~Q(outcome=ResetOutcome.CONFIRMED) | ~Q(settled_by=F("user"))),
                violation_error_message=_("Nobody resets their own second factor in this way."),
            ),
            models.CheckConstraint(
                name="factor_reset_needs_a_second",
                condition=~Q(outcome=ResetOutcome.CONFIRMED)
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by"))),
                violation_error_message=_("A second administrator confirms the reset."),
            ),
            models.CheckConstraint(
                name="factor_reset_settled_at_a_time",
                condition=Q(outcome="", settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False)),
                violation_error_message=_("A request that ended ended at a time."),
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def lapses_at(self):
        """Until when a second administrator may confirm."""
        return self.asked_at + RESET_WAITS


class ConfirmedQuerySet(models.QuerySet):
    """Questions about memberships that are confirmed once a quarter, or lapse.

    No access lapses that was not listed as due for the whole time of grace: it runs from the day on which the daily
    command first found the role due, not from the day on which it should have.
    """

    def with_confirmation(self, *, today=None):
        """Add ``confirmed_at`` and ``confirmed_by_name`` (``None`` if never), ``due_date``, ``noticed_at``, and
        ``lapses_date``: on that day whoever was not confirmed is suspended.
        """
        today = Value(today or timezone.localdate(), output_field=DateField())
        changes = AccessChange.objects.filter(membership=OuterRef("pk")).order_by("-at", "-pk")
        confirmed = changes.filter(kind__in=ACCESS_CONFIRMING)
        last = changes.filter(kind__in=(*ACCESS_CONFIRMING, AccessKind.DUE)).annotate(
            noticed=Case(When(kind=AccessKind.DUE, then=F("at")), output_field=DateTimeField())
        )
        rows = self.annotate(
            confirmed_at=Subquery(confirmed.values("at")[:1]),
            confirmed_by_name=Subquery(confirmed.values("by__full_name")[:1]),
            noticed_at=Subquery(last.values("noticed")[:1]),
        )
        rows = rows.annotate(
            due_date=_days_after(Coalesce(TruncDate("confirmed_at"), F("from_date")), QUARTER)
        )
        listed = Coalesce(TruncDate("noticed_at"), Greatest(F("due_date"), today))
        return rows.annotate(lapses_date=_days_after(listed, GRACE))

    def due(self, *, today=None):
        """Those, ``with_confirmation``, that have to be confirmed now."""
        return self.filter(due_date__lte=today or timezone.localdate())

    def not_noticed(self):
        """Those, ``with_confirmation``, that the daily command has not listed as due yet."""
        return self.filter(noticed_at__isnull=True)

    def lapsed(self, *, today=None):
        """Those, ``with_confirmation``, whose time of grace is over."""
        return self.filter(noticed_at__isnull=False, lapses_date__lte=today or timezone.localdate())


def _days_after(day, days):
    return Cast(ExpressionWrapper(day + Value(days), output_field=DateTimeField()), DateField())
