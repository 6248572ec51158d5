"""Claims of children on States, the decisions on them, and the leave to contact a State."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import CONTACT_ALLOWED, ClaimBasis, ClaimStatus, ContactLevel, Evidence, StateResponse
from cases.models import rules
from cases.models.base import PublicIdModel, Stamped, Versioned, period_in_order, tracked
from cases.models.children import Child, OfChildQuerySet


class NationalityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Claims of the children whose cases the user's office keeps."""
        return self.filter(child__in=Child.objects.visible_to(user))

    def on_state(self, code):
        return self.filter(state_id=code)

    def with_list_parts(self):
        return self.select_related("child__person", "state").prefetch_related("child__person__names")


@tracked()
class Nationality(PublicIdModel, Stamped, Versioned):
    """One claim of one child on one State, on one ground. Not leave to contact that State."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="nationalities", verbose_name=_("child")
    )
    state = models.ForeignKey(
        "cases.Country", on_delete=models.PROTECT, related_name="claims", verbose_name=_("State")
    )
    basis = models.CharField(_("ground"), max_length=32, choices=ClaimBasis)
    evidence = ArrayField(
        models.CharField(max_length=28, choices=Evidence),
        verbose_name=_("evidence"),
        default=list,
        blank=True,
    )
    claimed_date = models.DateField(_("claimed on"))
    # The status of the latest decision, kept by a trigger on the decisions.
    status = models.CharField(
        _("answer"), max_length=24, choices=ClaimStatus, default=ClaimStatus.UNASSESSED, editable=False
    )

    objects = NationalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("nationality claim")
        verbose_name_plural = _("nationality claims")
        constraints = [
            models.UniqueConstraint(
                name="nationality_once_a_ground",
                fields=["child", "state", "basis"],
                violation_error_message=_("This claim is already recorded on this ground."),
            )
        ]
        indexes = [
            models.Index(fields=["state", "status"], name="nationality_state_status"),
            models.Index(fields=["-claimed_date", "-id"], name="nationality_claimed"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="claim_not_after_its_decisions",
                operation=pgtrigger.UpdateOf("claimed_date"),
                when=pgtrigger.Before,
                func=rules.CLAIM_NOT_AFTER_ITS_DECISIONS,
            )
        ]

    def __str__(self):
        return f"{self.state_id} {self.get_basis_display()}"


class ClaimDecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions on the claims that the user sees."""
        return self.filter(nationality__in=Nationality.objects.visible_to(user))

    def newest_first(self):
        return self.order_by("-decided_date", "-pk")


@tracked()
class ClaimDecision(PublicIdModel, Stamped):
    """One step of a claim: sent, queried, confirmed, refused …, on a day."""

    nationality = models.ForeignKey(
        Nationality, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("claim")
    )
    status = models.CharField(_("decision"), max_length=24, choices=ClaimStatus)
    response = models.CharField(_("answer of the State"), max_length=28, choices=StateResponse, blank=True)
    decided_date = models.DateField(_("on"))
    reference = models.CharField(
        _("reference"),
        max_length=120,
        blank=True,
        help_text=_("Number of the note or letter, without names."),
    )

    objects = ClaimDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a claim")
        verbose_name_plural = _("decisions on claims")
        indexes = [models.Index(fields=["nationality", "-decided_date", "-id"], name="claim_decision_latest")]
        triggers = [
            pgtrigger.Trigger(
                name="decision_not_before_claim",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=rules.DECISION_NOT_BEFORE_CLAIM,
            ),
            pgtrigger.Trigger(
                name="claim_takes_latest_decision",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                declare=[("claim_id", "bigint")],
                func=rules.CLAIM_TAKES_LATEST_DECISION,
            ),
        ]

    def __str__(self):
        return self.get_status_display()


class ContactPermissionQuerySet(OfChildQuerySet):
    def allowing(self, state):
        """Current permissions that let this State's officials learn of the child."""
        return self.current().filter(state_id=state, level__in=CONTACT_ALLOWED)

    @staticmethod
    def allows(state, child="pk", *, by_name=False):
        """Condition for a query on children: this State may learn of the child; with ``by_name``, who the child is."""
        leave = ContactPermission.objects.allowing(state).filter(child=OuterRef(child))
        return Exists(leave.exclude(level=ContactLevel.PERMITTED_ANONYMOUS) if by_name else leave)


@tracked()
class ContactPermission(PublicIdModel, Stamped):
    """Leave to contact one State about one child; a row missing means not assessed, and so no."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="contact_permissions", verbose_name=_("child")
    )
    state = models.ForeignKey(
        "cases.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("State")
    )
    level = models.CharField(
        _("contact"), max_length=20, choices=ContactLevel, default=ContactLevel.NOT_ASSESSED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    objects = ContactPermissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact permission")
        verbose_name_plural = _("contact permissions")
        constraints = [
            models.UniqueConstraint(
                name="contact_permission_one_current",
                fields=["child", "state"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("End the current permission for this State first."),
            ),
            period_in_order("contact_permission_in_order"),
        ]
        indexes = [
            models.Index(
                F("state"),
                F("child"),
                name="contact_permission_yes",
                condition=Q(to_date__isnull=True, level__in=CONTACT_ALLOWED),
            )
        ]

    def __str__(self):
        return f"{self.state_id} {self.get_level_display()}"
