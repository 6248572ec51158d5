"""How places read on a page."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Person, Whereabouts
from cases.policy.permissions import Permission
from cases.templatetags.look import day


@dataclass(frozen=True)
class Here:
    """How many persons of the reader's office are at a place now."""

    children: int = 0
    others: int = 0


@dataclass(frozen=True)
class Fact:
    """One row of a summary list."""

    label: str
    value: object
    detail: object = ""


def here_now(user, places):
    """``{place id: Here}`` for the reader's office; ``None`` for readers who open no case files."""
    if not user.may(Permission.VIEW_CASES):
        return None
    is_child = Q(person__child__isnull=False)
    counts = (
        Whereabouts.objects.current()
        .filter(place__in=places, person__in=Person.objects.visible_to(user))
        .values("place")
        .annotate(
            children=Count("person", filter=is_child, distinct=True),
            others=Count("person", filter=~is_child, distinct=True),
        )
    )
    return {row["place"]: Here(row["children"], row["others"]) for row in counts}


class PlacePresenter:
    """One place; ``here`` is its ``Here``, or ``None`` where the reader may not know."""

    def __init__(self, place, *, here=None):
        self.place = place
        self.here = here
        self.name = place.name
        self.url = reverse("places:detail", args=[place.public_id])

    @property
    def kind(self):
        return self.place.get_kind_display()

    @property
    def state(self):
        return self.place.country.name

    @property
    def where(self):
        """ "Nineveh, Iraq", or the State alone."""
        if not self.place.area:
            return self.state
        return _("%(area)s, %(state)s") % {"area": self.place.area, "state": self.state}

    @property
    def kind_and_where(self):
        return _("%(kind)s · %(where)s") % {"kind": self.kind, "where": self.where}

    @property
    def is_open(self):
        return self.place.is_open

    @property
    def now(self):
        """ "Open" or "Closed"."""
        return _("Open") if self.is_open else _("Closed")

    @property
    def facts(self):
        """The rows of the summary."""
        place = self.place
        area = place.area or place.area_code
        code = place.area_code if place.area else ""
        return [
            Fact(_("Kind"), self.kind),
            Fact(_("State"), self.state),
            Fact(_("Area"), area, code),
            Fact(_("Capacity"), "" if place.capacity is None else str(place.capacity)),
            Fact(_("Opened"), day(place.opened_date)),
            Fact(_("Closed"), _("Still open") if self.is_open else day(place.closed_date)),
        ]

    @property
    def successor(self):
        """Where people were moved, or ``None``."""
        return PlacePresenter(self.place.successor) if self.place.successor else None


@dataclass(frozen=True)
class ControlRow:
    """One authority over one time."""

    authority: str
    is_recognised: bool
    since: object
    until: object
    is_current: bool


def control_rows(controls):
    """The history of control, newest first."""
    return [
        ControlRow(
            authority=control.authority,
            is_recognised=control.is_recognised,
            since=day(control.from_date),
            until=day(control.to_date),
            is_current=control.to_date is None,
        )
        for control in controls
    ]
