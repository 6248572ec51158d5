"""What went between the two offices of the demonstration: a case offered, a file shown, one opened in an emergency."""

from datetime import timedelta

from django.utils import timezone

from cases.audit.record import overridden
from cases.enums import CaseStatus, EmergencyKind, ReferralPart
from cases.models import Child, EmergencyNotice, EmergencyOpening, FamilyMembership
from cases.models.traffic import LONGEST_EMERGENCY
from cases.traffic.actions import offer
from cases.traffic.along import siblings_of
from cases.traffic.emergencies import SUBJECT
from cases.traffic.referring import refer

SHOWN_FOR = timedelta(days=30)
OFFER = (
    "The family was moved to the camp in your town.",
    "The eldest asks about school each time. The grandmother calls on Sundays.",
)
REFERRAL = "You visit the same home: the younger ones need shoes and a place at the clinic."
EMERGENCY = "The hospital needs to know at once which medicine the child takes. No one answered the phone."


def add_traffic(offices, users, *, today):
    """One of each, so that the first office has something to answer, to read, and to be told of. Nothing is drawn."""
    north, west = offices["north"], offices["west"]
    offered, shown = _families(west)[:2]
    opened = _families(north)[0]
    offer(
        by=users["Rana Aziz"],
        children=[offered, *siblings_of(offered)],
        office=north,
        reason=OFFER[0],
        briefing=OFFER[1],
    )
    parts = (ReferralPart.WHERE, ReferralPart.FAMILY, ReferralPart.NEEDS)
    refer(
        by=users["Rana Aziz"],
        child=shown,
        office=north,
        parts=parts,
        until=today + SHOWN_FOR,
        reason=REFERRAL,
    )
    _open(opened, by=users["Salma Tahir"], told=users["Omar Rashid"])


def _families(office):
    """The eldest of some families of an office who wait with a brother or sister there, and are on no list."""
    waiting = Child.objects.filter(office=office, status=CaseStatus.ACTIVE, person__passages__isnull=True)
    found, seen = [], set()
    for child in waiting.select_related("person").order_by("pk"):
        groups = set(FamilyMembership.objects.filter(person=child.person).values_list("group", flat=True))
        siblings = siblings_of(child)
        if groups & seen or not siblings or any(one.person.passages.exists() for one in siblings):
            continue
        seen |= groups
        found.append(child)
        if len(found) == 2:
            break
    return found


def _open(child, *, by, told):
    now = timezone.now()
    opening = EmergencyOpening.objects.create(
        child=child,
        office_id=child.office_id,
        opened_by=by,
        opened_for_id=by.office_id,
        kind=EmergencyKind.MEDICAL,
        reason=EMERGENCY,
        opened_at=now,
        until_at=now + LONGEST_EMERGENCY,
    )
    overridden(by=by, subject=SUBJECT, ids=[child.public_id, opening.public_id])
    EmergencyNotice.objects.create(opening=opening, user=told)
