"""Figures that governments and agencies published; beside our counts, never mixed into them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import FigureConfidence, FigureKind
from cases.models.base import PublicIdModel
from cases.policy.permissions import Permission


class PublishedFigureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public knowledge for all who read figures; an official sees the own State's and worldwide ones."""
        if not user.may(Permission.READ_PUBLISHED_FIGURES):
            return self.none()
        if user.state:
            return self.filter(Q(destination=user.state) | Q(destination__isnull=True))
        return self

    def totals_by(self, day):
        """Worldwide totals so far that were true on some day not after ``day``."""
        return self.filter(kind=FigureKind.CUMULATIVE, destination__isnull=True, date_latest__lte=day)

    def newest_first(self):
        return self.order_by("-date_latest", "reference")


class PublishedFigure(PublicIdModel):
    """One published number with its source, its date or range of dates, and what it says it counts."""

    reference = models.CharField(_("reference"), max_length=8, unique=True)
    kind = models.CharField(_("counts"), max_length=12, choices=FigureKind)
    departures = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("left from"),
        default=list,
        blank=True,
        help_text=_("Empty means any State."),
    )
    destination = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_figures",
        verbose_name=_("went to"),
        help_text=_("Empty means all States."),
    )
    date_earliest = models.DateField(_("not before"))
    date_latest = models.DateField(_("not after"))
    children = models.PositiveIntegerField(_("children"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    total = models.PositiveIntegerField(_("persons"), null=True, blank=True)
    as_published = models.CharField(_("in the words of the source"), max_length=300)
    publisher = models.CharField(_("published by"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True)
    confidence = models.CharField(_("how well attested"), max_length=8, choices=FigureConfidence)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = [
            models.CheckConstraint(
                name="published_figure_dates_in_order",
                condition=Q(date_earliest__lte=models.F("date_latest")),
                violation_error_message=_("The earliest date is after the latest."),
            )
        ]

    def __str__(self):
        return self.reference
