"""How people keep an eye on cases: flags with a day, and cases they follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import FlagKind
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.models.children import Child, OfChildQuerySet


class CaseFlagQuerySet(OfChildQuerySet):
    def raised(self):
        """Flags that nobody has lowered yet."""
        return self.filter(lowered_date__isnull=True)

    def due_first(self):
        return self.order_by("due_date", "pk")


@tracked()
class CaseFlag(PublicIdModel, Stamped):
    """Something on a case to be looked at by a day, and why; lowered when it is done."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="flags", verbose_name=_("child"))
    kind = models.CharField(_("kind"), max_length=16, choices=FlagKind)
    due_date = models.DateField(_("by"))
    reason = models.CharField(_("reason"), max_length=300)
    raised_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    lowered_date = models.DateField(_("lowered"), null=True, blank=True)
    lowered_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lowered by"),
    )
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)

    objects = CaseFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.CheckConstraint(
                name="case_flag_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the flag is raised."),
            ),
            models.CheckConstraint(
                name="case_flag_lowered_by_somebody",
                condition=Q(lowered_date__isnull=True, lowered_by__isnull=True)
                | Q(lowered_date__isnull=False, lowered_by__isnull=False),
                violation_error_message=_("A flag is lowered by somebody on a day."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["child", "due_date", "id"],
                name="case_flag_raised",
                condition=Q(lowered_date__isnull=True),
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class FollowedCaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The cases that the user follows, as long as the user may see them."""
        return self.filter(user_id=user.pk, child__in=Child.objects.visible_to(user))


class FollowedCase(PublicIdModel, Stamped):
    """Somebody wants to hear of changes to a case without being responsible for it."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="followed_cases", verbose_name=_("user")
    )
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="followers", verbose_name=_("child")
    )

    objects = FollowedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed case")
        verbose_name_plural = _("followed cases")
        constraints = [
            models.UniqueConstraint(
                name="followed_case_once",
                fields=["user", "child"],
                violation_error_message=_("You already follow this case."),
            )
        ]

    def __str__(self):
        return str(self.public_id)
