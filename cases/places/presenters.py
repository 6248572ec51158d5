"""How places read on a page."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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

    @property
    def shows_here(self):
        """Whether the numbers of people say something: not to every reader, and not of a closed site that is empty."""
        return self.here is not None and (self.is_open or self.here != Here())

    @property
    def occupancy(self):
        """ "42 of 200 places" taken by people of the reader's office; ``None`` without a capacity to compare with."""
        if self.here is None or not self.place.capacity or not self.is_open:
            return None
        return Occupancy(self.here.children + self.here.others, self.place.capacity)


@dataclass(frozen=True)
class Occupancy:
    """How many of the places of a site the people of one office take."""

    taken: int
    capacity: int

    @property
    def text(self):
        words = ngettext("%(taken)s of %(places)s place", "%(taken)s of %(places)s places", self.capacity)
        return words % {"taken": self.taken, "places": self.capacity}


@dataclass(frozen=True)
class ControlRow:
    """One authority over one time."""

    authority: str
    is_recognised: bool
    since: object
    until: object
    is_current: bool
    public_id: object


def control_rows(controls):
    """The history of control, newest first."""
    return [
        ControlRow(
            authority=control.authority,
            is_recognised=control.is_recognised,
            since=day(control.from_date),
            until=day(control.to_date),
            is_current=control.to_date is None,
            public_id=control.public_id,
        )
        for control in controls
    ]


@dataclass(frozen=True)
class Entry:
    """One moment in the history of a place, as the timeline takes it."""

    when: object
    icon: str
    text: str
    detail: str = ""
    url: str = ""


def history(place, controls):
    """The ``Entry`` rows of a place, newest first: opened, who took control of it, closed and replaced."""
    dated = [(control.from_date, _control_entry(control)) for control in controls]
    if place.opened_date:
        dated.append((place.opened_date, Entry(day(place.opened_date), "plus", _("The site opened"))))
    if place.closed_date:
        dated.append((place.closed_date, _closing_entry(place)))
    return [entry for _day, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _control_entry(control):
    until = day(control.to_date) if control.to_date else _("now")
    standing = _("recognised authority") if control.is_recognised else _("non-recognised authority")
    return Entry(
        when=day(control.from_date),
        icon="flag",
        text=_("Controlled by %(authority)s") % {"authority": control.authority},
        detail=format_html(_("{standing}, until {until}"), standing=standing, until=until),
    )


def _closing_entry(place):
    if place.successor is None:
        return Entry(day(place.closed_date), "archive", _("The site closed, without a successor"))
    return Entry(
        when=day(place.closed_date),
        icon="archive",
        text=_("The site closed; replaced by %(name)s") % {"name": place.successor.name},
        url=reverse("places:detail", args=[place.successor.public_id]),
    )
