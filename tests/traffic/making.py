"""Rows of what goes between offices, as they stand in the database."""

import datetime
import re
import uuid

from django.utils import timezone

from cases.enums import EmergencyKind, ReferralPart
from cases.models import CaseMove, EmergencyNotice, EmergencyOpening, OfferedChild, Referral, User
from tests import factories

WHY = "The family moved to the other town"
EMERGENCY = "The hospital asks which medicine she takes"


def days(count):
    """The day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=count)


def offer_of(*children, to, by, **more):
    """An offer of ``children`` to an office that waits for its answer."""
    fields = {"reason": WHY, "briefing": "The aunt calls on Sundays", "lapses_date": days(14)} | more
    move = CaseMove.objects.create(from_office=children[0].office, to_office=to, offered_by=by, **fields)
    for child in children:
        OfferedChild.objects.create(move=move, child=child)
    return move


def referral_of(child, *, to, by, parts=(ReferralPart.NEEDS,), since=0, until=10, **more):
    """A referral of parts of a file to an office; days are counted from today."""
    return Referral.objects.create(
        child=child,
        giving_office=child.office,
        to_office=to,
        given_by=by,
        parts=[str(part) for part in parts],
        **{"reason": WHY, "from_date": days(since), "until_date": days(until)} | more,
    )


def opening_of(child, *, by, office, hours_ago=0, **more):
    """A file opened in an emergency by somebody of another office."""
    at = timezone.now() - datetime.timedelta(hours=hours_ago)
    return EmergencyOpening.objects.create(
        child=child,
        office=child.office,
        opened_by=by,
        opened_for=office,
        **{"kind": EmergencyKind.MEDICAL, "reason": EMERGENCY} | more,
        opened_at=at,
        until_at=at + datetime.timedelta(hours=4),
    )


def one_of_each(child, user):
    """One row of each table around a case that ``user`` works on; the other side of each is an office of its own."""
    other = factories.OfficeFactory()
    stranger = User.objects.create_user(email=f"{uuid.uuid4()}@example.org", full_name="Salma Tahir")
    offer_of(child, to=other, by=user)
    referral_of(child, to=other, by=user)
    opening = opening_of(child, by=stranger, office=other)
    EmergencyNotice.objects.create(opening=opening, user=user)


_TOKEN = re.compile(rb'value="[0-9a-zA-Z]{64}"')
_PATH = re.compile(rb'value="/between-offices/[^"]*"')


def plain(response):
    """Status and bytes of an answer without its token and its own address."""
    return response.status_code, _PATH.sub(b"ADDRESS", _TOKEN.sub(b"TOKEN", response.content))
