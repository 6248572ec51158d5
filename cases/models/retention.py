"""How long files are kept, what keeps one longer, and its end: asked for by one person, confirmed by another."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ErasureReason, ErasureState, RetentionClass
from cases.models import rules
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.models.children import Child, OfChildQuerySet
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission

# How long the erasure of a file waits for a second person.
ERASURE_WAITS = timedelta(days=14)


class RetentionPeriodQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, for everybody who works on cases or keeps watch over them."""
        return self if user.may(Permission.VIEW_PERIODS) else self.none()


@tracked()
class RetentionPeriod(PublicIdModel, Stamped):
    """The period of one class where it was set to another than the usual one; why is in its history."""

    kind = models.CharField(_("what is kept"), max_length=12, choices=RetentionClass, unique=True)
    years = models.PositiveSmallIntegerField(_("years"))
    until_age = models.PositiveSmallIntegerField(_("at least until this age"), null=True, blank=True)

    objects = RetentionPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of retention")
        verbose_name_plural = _("periods of retention")
        constraints = [
            models.CheckConstraint(
                name="retention_period_is_meant",
                condition=Q(years__lte=150) & (Q(until_age__isnull=True) | Q(until_age__range=(18, 150))),
                violation_error_message=_(
                    "A period has 150 years at most, and an age lies between 18 and 150."
                ),
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class LegalHoldQuerySet(OfChildQuerySet):
    def standing_on(self, day):
        """Holds that keep a file on a day: not lifted, and not past their last day."""
        return self.filter(Q(until_date__isnull=True) | Q(until_date__gte=day), lifted_at__isnull=True)


@tracked()
class LegalHold(PublicIdModel, Stamped):
    """Nothing of a file is erased as long as this stands: a court, an inquiry or a claim needs it."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="legal_holds", verbose_name=_("child")
    )
    authority = models.CharField(_("who needs the file"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    from_date = models.DateField(_("since"))
    until_date = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lift_reason = models.CharField(_("reason of lifting it"), max_length=300, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = [
            period_in_order("legal_hold_in_order", later="until_date"),
            models.CheckConstraint(
                name="legal_hold_says_why",
                condition=Q(reason__regex=r"\S", authority__regex=r"\S"),
                violation_error_message=_("Say who needs the file, and why."),
            ),
            models.CheckConstraint(
                name="legal_hold_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_reason__regex=r"\S"),
                violation_error_message=_("A hold is lifted by somebody, for a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["child"], name="legal_hold_standing", condition=Q(lifted_at__isnull=True))
        ]
        triggers = [
            pgtrigger.Trigger(
                name="legal_hold_of_a_file",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=rules.HOLD_OF_A_FILE,
            ),
            pgtrigger.Protect(name="legal_hold_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return str(self.public_id)


@tracked()
class KeptLonger(PublicIdModel, Stamped):
    """A supervisor looked at a file whose period was over, and keeps it until a day, for a reason."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="kept_longer", verbose_name=_("child")
    )
    until_date = models.DateField(_("kept until"))
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    objects = OfChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision to keep a file longer")
        verbose_name_plural = _("decisions to keep files longer")
        constraints = [
            models.CheckConstraint(
                name="kept_longer_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the file is kept longer."),
            )
        ]
        indexes = [models.Index(fields=["child", "-until_date"], name="kept_longer_of_child")]

    def __str__(self):
        return str(self.until_date)


class ErasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the files that the user's office keeps or kept and that no restriction hides; all for the role that
        confirms by number.
        """
        if user.may(Permission.CONFIRM_ERASURES):
            return self
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user, "child__person"), office_id=user.office_id)

    def waiting(self, moment):
        """Those that a second person can still confirm."""
        return self.filter(state=ErasureState.ASKED, lapses_at__gt=moment)

    def lapsed(self, moment):
        """Those that nobody confirmed in time."""
        return self.filter(state=ErasureState.ASKED, lapses_at__lte=moment)

    def done(self):
        """What is left of the files that were erased."""
        return self.filter(state=ErasureState.DONE)


@tracked(exclude=["sealed"])
class Erasure(PublicIdModel, Stamped):
    """The end of a file. Once done it is all that is left of it, beside its number: when, why, by which two, how much.

    ``seen_at`` is when the file had last changed as the first person saw it: what is erased is what was looked at.
    ``sealed`` is what an adult may later claim, readable by nobody who works here.
    """

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="erasures", verbose_name=_("child")
    )
    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office")
    )
    reason = models.CharField(_("reason"), max_length=12, choices=ErasureReason)
    words = models.CharField(_("why, in words"), max_length=300)
    asked_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    lapses_at = models.DateTimeField(_("can be confirmed until"))
    seen_at = models.DateTimeField(_("file as it was"))
    counts = models.JSONField(_("how much"), default=dict)
    sealed = models.BinaryField(_("sealed identity"), null=True, blank=True)
    sealed_for = models.CharField(_("sealed for the key"), max_length=100, blank=True)
    why_not_sealed = models.CharField(_("why nothing is sealed"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ErasureState, default=ErasureState.ASKED, editable=False
    )
    settled_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    answer_reason = models.CharField(_("reason of the answer"), max_length=300, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure of a file")
        verbose_name_plural = _("erasures of files")
        constraints = [
            models.UniqueConstraint(
                name="erasure_one_waits",
                fields=["child"],
                condition=Q(state=ErasureState.ASKED),
                violation_error_message=_("The erasure of this file has been asked for already."),
            ),
            models.UniqueConstraint(
                name="erasure_once",
                fields=["child"],
                condition=Q(state=ErasureState.DONE),
                violation_error_message=_("This file was erased already."),
            ),
            models.CheckConstraint(
                name="erasure_says_why",
                condition=Q(words__regex=r"\S"),
                violation_error_message=_("Say why the file is erased."),
            ),
            models.CheckConstraint(
                name="erasure_needs_a_second",
                condition=~Q(state=ErasureState.DONE)
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by"))),
                violation_error_message=_("A second person confirms the erasure of a file."),
            ),
            models.CheckConstraint(
                name="erasure_settled_at_a_time",
                condition=Q(state=ErasureState.ASKED, settled_at__isnull=True)
                | (~Q(state=ErasureState.ASKED) & Q(settled_at__isnull=False)),
                violation_error_message=_("What was settled was settled at a time."),
            ),
            models.CheckConstraint(
                name="erasure_sealed_or_says_why_not",
                condition=~Q(state__in=(ErasureState.ASKED, ErasureState.DONE))
                | Q(sealed__isnull=False, why_not_sealed="")
                | Q(sealed__isnull=True, why_not_sealed__regex=r"\S"),
                violation_error_message=_("Say why nothing is sealed for a later claim."),
            ),
        ]
        indexes = [models.Index(fields=["office", "-asked_at", "-id"], name="erasure_of_office")]
        triggers = [pgtrigger.Protect(name="erasure_is_kept", operation=pgtrigger.Delete)]

    def __str__(self):
        return str(self.public_id)
