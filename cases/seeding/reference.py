"""The invented sites of a synthetic caseload, and which States are asked to take children back."""

from datetime import date

from cases.enums import PlaceKind, StatePolicy
from cases.models import Country, CountryPosition, Place, PlaceControl
from cases.seeding import chances

CAMP_CLOSED = date(2019, 2, 28)
AUTHORITY = "Host State authorities"

# Name, kind, State, area, ISO 3166-2 code, capacity, opened.
SITES = (
    ("Women’s prison", PlaceKind.WOMEN_PRISON, "IQ", "Baghdad", "IQ-BG", 900, date(2004, 3, 1)),
    ("Juvenile facility", PlaceKind.JUVENILE_FACILITY, "IQ", "Nineveh", "IQ-NI", 220, date(2011, 5, 1)),
    ("Home 1", PlaceKind.CHILDRENS_HOME, "IQ", "Baghdad", "IQ-BG", 120, date(1998, 9, 1)),
    ("Home 2", PlaceKind.CHILDRENS_HOME, "IQ", "Erbil", "IQ-AR", 80, date(2006, 2, 1)),
    ("Camp 1", PlaceKind.CAMP, "IQ", "Nineveh", "IQ-NI", 4000, date(2015, 11, 1)),
    ("Camp 2", PlaceKind.CAMP, "IQ", "Kirkuk", "IQ-KI", 2500, date(2015, 12, 1)),
)


def make_places():
    """Create the six sites, Camp 2 closed with Camp 1 as its successor; returns them by name."""
    places = {
        name: Place.objects.create(
            name=name,
            kind=kind,
            country_id=country,
            area=area,
            area_code=code,
            capacity=capacity,
            opened_date=opened,
        )
        for name, kind, country, area, code, capacity, opened in SITES
    }
    closed = places["Camp 2"]
    closed.closed_date, closed.successor = CAMP_CLOSED, places["Camp 1"]
    closed.save()
    for place in places.values():
        PlaceControl.objects.create(place=place, authority=AUTHORITY, from_date=place.opened_date)
    return places


def mark_destinations():
    """Mark the States of the caseload as asked to take children back, each with a position."""
    codes = [code for code, _weight in chances.STATES]
    Country.objects.filter(code__in=codes).update(is_destination=True)
    policies = (StatePolicy.ACTIVE, StatePolicy.CASE_BY_CASE, StatePolicy.CHILDREN_ONLY)
    for number, code in enumerate(codes):
        CountryPosition.objects.get_or_create(
            country_id=code,
            to_date=None,
            defaults={
                "policy": policies[number % len(policies)],
                "from_date": date(2018, 1, 1),
                "source": "Invented for the demonstration",
            },
        )
