"""Words of the tests about closing a site: who is there, the closing itself, where somebody is then."""

import datetime

from cases.places import closing
from tests.factories import ChildFactory, WhereaboutsFactory

DAY = datetime.date(2019, 5, 3)


def child_at(office, place, **fields):
    child = ChildFactory(office=office)
    WhereaboutsFactory(person=child.person, place=place, **fields)
    return child


def close(by, place, *, successor=None, choices=None, **fields):
    return closing.close_place(
        by=by,
        place=place,
        closing=closing.Closing(day=DAY, successor=successor, **fields),
        reviewed=closing.Reviewed(who=closing.who_is_at(place), choices=choices or {}),
    )


def now(child):
    """The open whereabouts of a child, as (kind, place, since, confidence)."""
    open_rows = child.person.whereabouts.current().order_by("pk")
    return [(row.kind, row.place, row.from_date, row.confidence) for row in open_rows]
