"""How people like their lists: views they saved, columns they chose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseList
from cases.models.base import PublicIdModel, Stamped
from cases.policy.permissions import Permission


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own views, and those that colleagues share with the office."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(Q(user_id=user.pk) | Q(is_shared=True), office_id=user.office_id)

    def by_name(self):
        return self.order_by("name", "pk")


class SavedView(PublicIdModel, Stamped):
    """A list with its filters, order and columns under a name. It never holds what was typed into a search."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="saved_views", verbose_name=_("user")
    )
    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office")
    )
    list_name = models.CharField(_("list"), max_length=16, choices=CaseList)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filters and order"), max_length=1000, blank=True)
    columns = models.JSONField(_("columns"), default=list)
    is_shared = models.BooleanField(_("shared with the office"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                name="saved_view_name_once",
                fields=["user", "office", "list_name", "name"],
                violation_error_message=_("You already have a view of this name."),
            ),
            models.CheckConstraint(
                name="saved_view_has_a_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Give the view a name."),
            ),
        ]

    def __str__(self):
        return self.name


class ColumnChoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own choices."""
        return self.filter(user_id=user.pk)


class ColumnChoice(PublicIdModel, Stamped):
    """Which columns one person wants to see in a list, in their order."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="column_choices", verbose_name=_("user")
    )
    list_name = models.CharField(_("list"), max_length=16, choices=CaseList)
    columns = models.JSONField(_("columns"), default=list)

    objects = ColumnChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of columns")
        verbose_name_plural = _("choices of columns")
        constraints = [
            models.UniqueConstraint(
                name="column_choice_once_a_list",
                fields=["user", "list_name"],
                violation_error_message=_("There is already a choice of columns for this list."),
            )
        ]

    def __str__(self):
        return self.get_list_name_display()
