"""Relations to a row besides one's own office's and another's: restricted to named people, referred, opened by glass."""

import uuid

from cases.enums import ReferralPart
from tests import factories
from tests.guards.aims import NOBODY, Target
from tests.guards.cast import NORTH, WEST
from tests.restrictions.making import restriction_of
from tests.traffic.making import opening_of, referral_of

RESTRICTED, OPENED = "North, restricted", "West, referred and opened"
# Files of North that name a caseworker and another supervisor (ending.py).
NOT_NAMED = "North, named to another"
NAMED = frozenset({"supervisor"})
# Who may read of the children of each relation; everybody else may not be shown a mark of them.
READERS = {"North": NORTH, "West": WEST, RESTRICTED: NAMED, OPENED: WEST}
# Whoever confirms erasures and keeps watch is told numbers.
READERS[NOT_NAMED] = frozenset({"caseworker", "officer"})
# A transfer on which somebody of a restricted file is stays the office's to plan; who it is, it does not say.
OF_TRANSFERS = {"transfer", "passenger", "boarding", "departed", "arrived"}


def beside(north, west, users, rows_of):
    """Rows by relation: all of a file that names the supervisor alone, and of one of West that North was shown."""
    restricted = rows_of(north, "Sadiya Halimova", users["supervisor"])
    for kind in ("child", "other", "gone", "come", "outside"):
        restriction_of(restricted[kind], named=[users["supervisor"]])
    opened = rows_of(west, "Firuza Sharipova", users["stranger"])
    referral_of(opened["child"], to=north, by=users["stranger"], parts=ReferralPart)
    opening_of(opened["child"], by=users["supervisor"], office=north)
    return {RESTRICTED: restricted, OPENED: opened}


def seen_beside(kind):
    """Who is shown a row of a kind, by relation."""
    return {RESTRICTED: NORTH if kind in OF_TRANSFERS else NAMED, OPENED: WEST}


def restrictions_of(north, west, users):
    """Restrictions of files of two offices: whoever is named sees them, and nobody else of the office."""
    found = [
        Target(f"restriction of {office.name}", {"public_id": _restriction(office, named).public_id}, seen_by)
        for office, named, seen_by in (
            (north, users["supervisor"], NAMED),
            (west, users["stranger"], frozenset({"stranger"})),
        )
    ]
    return [*found, Target("unknown restriction", {"public_id": uuid.uuid4()}, NOBODY)]


def _restriction(office, named):
    return restriction_of(factories.ChildFactory(office=office, name="Madina Yusupova"), named=[named])
