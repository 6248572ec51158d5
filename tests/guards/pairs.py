"""Pairs of records that may be one person or of one family, and requests between two offices, for the walk."""

import datetime

from cases.enums import MatchAnswer, MatchKind
from tests import factories

LONG_AGO = datetime.datetime(2019, 7, 10, tzinfo=datetime.UTC)


def matches_of(child, other, tie, worker):
    """Two records to compare, and two children of whom somebody said that they are of one family."""
    first, second = sorted((child.person, tie.guardian.person), key=lambda person: person.pk)
    siblings = sorted((child.person, other.person), key=lambda person: person.pk)
    return {
        "match": factories.PossibleMatchFactory(first=first, second=second),
        "family_match": factories.PossibleMatchFactory(
            first=siblings[0],
            second=siblings[1],
            kind=MatchKind.SAME_FAMILY,
            answer=MatchAnswer.SAME,
            answered_by=worker,
            answered_at=LONG_AGO,
        ),
    }


def requests_between(rows, users):
    """A pair of the two offices, and a request of each that the other has received; on pairs of their own."""
    north, west = rows["North"], rows["West"]
    for mine, theirs, role in ((north, west, "caseworker"), (west, north, "stranger")):
        match = _across(mine["child"], theirs["other"])
        theirs["received"] = mine["sent"] = factories.MatchRequestFactory(
            match=match,
            asking_office=mine["office"],
            holding_office=theirs["office"],
            asked_by=users[role],
        )
    rows["both"]["across"] = _across(north["other"], west["other"])


def _across(one, other):
    first, second = sorted((one.person, other.person), key=lambda person: person.pk)
    return factories.PossibleMatchFactory(first=first, second=second)
