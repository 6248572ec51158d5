"""Countries, their stated positions, and places where children are found, held or received."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases.enums import PlaceKind, StatePolicy
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.policy.permissions import Permission


class CountryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """States whose page the user may open: all of them, an official's own only."""
        if not user.may(Permission.VIEW_STATES):
            return self.none()
        if user.state:
            return self.filter(code=user.state)
        return self

    def by_name(self):
        """A list in the alphabetical order of the reader's language."""
        order = {code: place for place, (code, _name) in enumerate(countries)}
        return sorted(self, key=lambda country: order.get(country.code, len(order)))


class Country(models.Model):
    """A State or territory: ISO 3166-1 alpha-2 code, and XK for Kosovo (user-assigned code)."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    is_destination = models.BooleanField(
        _("asked to take children back"),
        default=False,
        help_text=_("Offered first where a State has to be chosen."),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("State")
        verbose_name_plural = _("States")
        constraints = [
            models.CheckConstraint(
                name="country_code_is_alpha_2",
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                violation_error_message=_("A State is named by its two-letter ISO code."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Name in the reader's language."""
        return countries.name(self.code) or self.code


class CountryPositionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Positions of the States that the user sees."""
        return self.filter(country__in=Country.objects.visible_to(user))

    def current(self):
        return self.filter(to_date__isnull=True)

    def newest_first(self):
        return self.order_by("-from_date", "-pk")


@tracked()
class CountryPosition(PublicIdModel, Stamped):
    """What a State said about returns, from a date on."""

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="positions", verbose_name=_("State")
    )
    policy = models.CharField(_("position"), max_length=20, choices=StatePolicy)
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = CountryPositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position of a State")
        verbose_name_plural = _("positions of States")
        constraints = [
            period_in_order("country_position_in_order"),
            models.UniqueConstraint(
                name="country_position_one_current",
                fields=["country"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("This State already has a current position; end it first."),
            ),
        ]

    def __str__(self):
        return f"{self.country_id} {self.get_policy_display()}"


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Places are reference data, shared by all offices."""
        return self if user.may(Permission.VIEW_PLACES) else self.none()

    def open(self):
        return self.filter(closed_date__isnull=True)

    def by_name(self):
        return self.order_by("name", "pk")


@tracked()
class Place(PublicIdModel, Stamped):
    """A camp, prison, home or other site. A closed site stays, with its successor where there is one."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=24, choices=PlaceKind)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="places", verbose_name=_("State")
    )
    area = models.CharField(
        _("area"), max_length=120, blank=True, help_text=_("Governorate, region or district.")
    )
    area_code = models.CharField(
        _("area code"), max_length=24, blank=True, help_text=_("ISO 3166-2 code or P-code.")
    )
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    opened_date = models.DateField(_("opened"), null=True, blank=True)
    closed_date = models.DateField(_("closed"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Where people were moved when the site closed."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            period_in_order(
                "place_closed_after_opened",
                "opened_date",
                "closed_date",
                _("A place cannot close before it opened."),
            ),
            models.UniqueConstraint(
                name="place_name_once_a_country",
                fields=["country", "name"],
                violation_error_message=_("There is already a place of this name in this State."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        return self.closed_date is None


class PlaceControlQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who controlled the places that the user sees."""
        return self.filter(place__in=Place.objects.visible_to(user))

    def newest_first(self):
        return self.order_by("-from_date", "-pk")


@tracked()
class PlaceControl(PublicIdModel, Stamped):
    """Which authority controlled a place, and when."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="controls", verbose_name=_("place")
    )
    authority = models.CharField(_("authority"), max_length=200)
    is_recognised = models.BooleanField(_("recognised authority"), default=True)
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    objects = PlaceControlQuerySet.as_manager()

    class Meta:
        verbose_name = _("controlling authority")
        verbose_name_plural = _("controlling authorities")
        constraints = [period_in_order("place_control_in_order")]

    def __str__(self):
        return self.authority
