"""Family groups: people who belong together over a time."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cases.enums import Confidence, UnityDecision
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.models.people import Person, PersonPeriodQuerySet
from cases.policy.permissions import Permission


class FamilyGroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Groups that the user's office keeps."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(office_id=user.office_id)


@tracked()
class FamilyGroup(PublicIdModel, Stamped):
    """People who belong together, and the decision whether the siblings travel together."""

    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="family_groups", verbose_name=_("office")
    )
    name = models.CharField(_("name of the group"), max_length=200)
    unity = models.CharField(
        _("siblings"), max_length=12, choices=UnityDecision, default=UnityDecision.UNDECIDED
    )
    unity_decided_date = models.DateField(_("decided on"), null=True, blank=True)
    unity_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = FamilyGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("family group")
        verbose_name_plural = _("family groups")
        constraints = [
            models.CheckConstraint(
                name="family_group_decision_has_date",
                condition=Q(unity=UnityDecision.UNDECIDED) | Q(unity_decided_date__isnull=False),
                violation_error_message=_("A decision on the siblings has a date."),
            )
        ]

    def __str__(self):
        return self.name


class FamilyMembershipQuerySet(PersonPeriodQuerySet):
    def with_group(self):
        """Memberships that hold now, each with its group and ``group_size``, how many belong to it now."""
        belonging = FamilyMembership.objects.current().filter(group=OuterRef("group")).order_by()
        size = belonging.values("group").annotate(size=Count("pk")).values("size")
        return self.current().select_related("group").annotate(group_size=Subquery(size))


@tracked()
class FamilyMembership(PublicIdModel, Stamped):
    """One person in one family group over a time; a person may belong to several."""

    group = models.ForeignKey(
        FamilyGroup, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("family group")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="family_memberships", verbose_name=_("person")
    )
    from_date = models.DateField(_("since"), null=True, blank=True)
    to_date = models.DateField(_("until"), null=True, blank=True)
    confidence = models.CharField(
        _("how sure"), max_length=12, choices=Confidence, default=Confidence.REPORTED
    )

    objects = FamilyMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("family membership")
        verbose_name_plural = _("family memberships")
        constraints = [
            models.UniqueConstraint(
                name="family_membership_once",
                fields=["group", "person"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("This person already belongs to this family group."),
            ),
            period_in_order("family_membership_in_order"),
        ]

    def __str__(self):
        return str(self.public_id)
