"""Transfers, families and departures for the tests of transfers, in one word each."""

import datetime

from django.urls import reverse

from cases.batches import actions, moves
from cases.enums import PassengerResult, Relationship, TransferMode, TransferStatus, UnityDecision
from cases.models import Country, Passenger
from tests import factories

LEFT_AT = datetime.datetime(2019, 7, 10, 6, 12, tzinfo=datetime.UTC)
WAY = (TransferStatus.PROPOSED, TransferStatus.CONFIRMED, TransferStatus.BOARDING)

MOMENT = {"date": "2019-07-10", "time": "09:12", "zone": "Asia/Baghdad"}


def url_of(name, transfer, *args):
    """The address of a page about one transfer."""
    return reverse(f"batches:{name}", args=[transfer.public_id, *args])


def tajikistan():
    return Country.objects.get(pk="TJ")


def russia():
    return Country.objects.get(pk="RU")


def draft(user, **fields):
    """A transfer that ``user`` began."""
    fields.setdefault("planned_date", datetime.date(2019, 7, 10))
    return actions.create_transfer(
        by=user, mode=TransferMode.CHARTER_FLIGHT, departure_country_id="IQ", **fields
    )


def add(user, transfer, *children, to=None, **options):
    """Put children on a list."""
    return actions.add_people(
        by=user,
        transfer=transfer,
        persons=[child.person for child in children],
        destination=to or tajikistan(),
        **options,
    )


def moved(user, transfer, *way):
    """Move a transfer along plain moves."""
    for to in way:
        transfer.refresh_from_db()
        transfer = moves.move(by=user, transfer=transfer, to=to, reason="A reason", version=transfer.version)
    return transfer


def depart(user, transfer, *, stayed=None, at=LEFT_AT, zone="Asia/Baghdad"):
    """Record a departure; ``stayed`` maps passengers to the reason why they did not travel."""
    transfer.refresh_from_db()
    waiting = transfer.passengers.filter(result=PassengerResult.PENDING)
    stayed = {passenger.pk: reason for passenger, reason in (stayed or {}).items()}
    results = {passenger: _result(stayed.get(passenger.pk)) for passenger in waiting}
    return moves.depart(
        by=user, transfer=transfer, departed_at=at, zone=zone, results=results, version=transfer.version
    )


def _result(reason):
    if reason is None:
        return PassengerResult.TRAVELLED, ""
    return PassengerResult.NOT_TRAVELLED, reason


def departed(user, *children, stayed=None, **options):
    """A transfer that has left with these children."""
    transfer = draft(user)
    add(user, transfer, *children)
    moved(user, transfer, *WAY)
    return depart(user, transfer, stayed=stayed, **options)


def family(office, *names, unity=UnityDecision.UNDECIDED, **fields):
    """A family group with one child a name; returns the group and the children."""
    if unity != UnityDecision.UNDECIDED:
        fields.setdefault("unity_decided_date", datetime.date(2019, 7, 1))
    group = factories.FamilyGroupFactory(office=office, unity=unity, **fields)
    children = [factories.ChildFactory(office=office, name=name) for name in names]
    for child in children:
        factories.FamilyMembershipFactory(group=group, person=child.person)
    return group, children


def mother_of(*children):
    """One mother of these children; a ``Guardian``."""
    mother = factories.GuardianFactory(office=children[0].office)
    for child in children:
        factories.GuardianshipFactory(child=child, guardian=mother, relationship=Relationship.MOTHER)
    return mother


def row_of(transfer, child):
    """The passenger row of a child."""
    return Passenger.objects.get(transfer=transfer, person=child.person)
