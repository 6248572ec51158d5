"""Offers, referrals and emergency openings between two offices, for the walk; of children whom no other page shows."""

import uuid

from cases.enums import ReferralPart, Role
from cases.models import EmergencyNotice
from tests import factories
from tests.people import make_user
from tests.traffic.making import offer_of, opening_of, referral_of

NAMES = {"North": "Ruslan Omarov", "West": "Madina Isayeva"}


def traffic_between(rows, users):
    """One of each way for each office: ``{kind: [(label, row or ids, who sees it), …]}``, unknown ones last."""
    salma = make_user("Salma Tahir", Role.SUPERVISOR, office=rows["West"]["office"])
    north, west = ({"caseworker", "colleague", "supervisor"}, {"stranger"})
    sides = (
        ("North", "West", users["caseworker"], users["supervisor"], north, west),
        ("West", "North", users["stranger"], salma, west, north),
    )
    found = {kind: [] for kind in ("offer_sent", "offer_received", "referral_given", "referral_read")}
    found |= {kind: [] for kind in ("opening_read", "opening", "notice")}
    for mine, theirs, worker, head, my_people, their_people in sides:
        offered, shown, opened = (
            factories.ChildFactory(office=rows[mine]["office"], name=f"{NAMES[mine]} {number}")
            for number in ("a", "b", "c")
        )
        move = offer_of(offered, to=rows[theirs]["office"], by=worker)
        referral = referral_of(shown, to=rows[theirs]["office"], by=worker, parts=ReferralPart)
        other_head = salma if head is not salma else users["supervisor"]
        opening = opening_of(opened, by=other_head, office=rows[theirs]["office"])
        notice = EmergencyNotice.objects.create(opening=opening, user=worker)
        reader = {"supervisor"} if other_head is users["supervisor"] else set()
        told = {"caseworker"} if worker is users["caseworker"] else {"stranger"}
        for kind, row, seen_by in (
            ("offer_sent", move, my_people),
            ("offer_received", move, their_people),
            ("referral_given", referral, my_people),
            ("referral_read", referral, their_people),
            ("opening_read", opening, reader),
            ("opening", opening, {"officer"}),
            ("notice", notice, told),
        ):
            found[kind].append((f"{kind} of {mine}", row, frozenset(seen_by)))
    # What the first office sees stands first.
    for kind in ("offer_received", "referral_read", "opening_read"):
        found[kind].reverse()
    return found


def with_unknown(targets, make):
    """``Target`` rows of one kind, and one that does not exist; ``make`` builds one of label, ids and who sees it."""
    known = [make(label, {"public_id": row.public_id}, seen_by) for label, row, seen_by in targets]
    return [*known, make("unknown", {"public_id": uuid.uuid4()}, frozenset())]
