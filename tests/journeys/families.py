"""Children of the demonstration's first office that a journey needs to know by name, registered as anybody would."""

from datetime import date

from django.utils import timezone

from cases.batches import actions as batches
from cases.batches import moves
from cases.components.partial_dates import PartialDate
from cases.enums import (
    BirthPrecision,
    ClaimBasis,
    PassengerResult,
    PersonState,
    Separation,
    Sex,
    TransferMode,
    TransferStatus,
)
from cases.intake import actions
from cases.models import Country, Place, User
from cases.people.actions import Birth

CASEWORKER = "Layla Haddad"


def two_siblings(sister, brother, *, mother):
    """A sister and a brother with one mother, held before her trial, in one family group; the sister's ``Child``."""
    held = actions.NewParent(names={"Latn": mother}, status=PersonState.DETAINED_PRETRIAL)
    first = _register(sister, Sex.F, 2013, mother=held, family=actions.NewFamily())
    known = actions.KnownParent(guardian=actions.known_parent_of(first, "mother"))
    _register(brother, Sex.M, 2015, mother=known, family=actions.FamilyOf(sibling=first))
    return first


def one_child(name):
    """A girl with a claim on Russia; her ``Child``."""
    claim = actions.Claim(state=Country.objects.get(pk="RU"), basis=ClaimBasis.JUS_SANGUINIS_MOTHER)
    return _register(name, Sex.F, 2014, claims=[claim])


def _register(name, sex, year, **more):
    place = Place.objects.get(name="Women’s prison")
    registration = actions.Registration(
        names={"Latn": name},
        sex=sex,
        birth=Birth(when=PartialDate(date(year, 1, 1), date(year, 12, 31), BirthPrecision.YEAR)),
        where=actions.Where(place=place),
        company=Separation.WITH_MOTHER,
        **more,
    )
    return actions.register_child(by=User.objects.get(full_name=CASEWORKER), registration=registration)


def begun_transfer():
    """A transfer planned for today, without anybody on it yet."""
    return batches.create_transfer(
        by=User.objects.get(full_name=CASEWORKER),
        mode=TransferMode.CHARTER_FLIGHT,
        departure_country_id="IQ",
        planned_date=timezone.localdate(),
    )


def boarding(children, state):
    """A transfer of today for ``state`` with these children alone, moved up to boarding."""
    by = User.objects.get(full_name=CASEWORKER)
    transfer = begun_transfer()
    batches.add_people(
        by=by,
        transfer=transfer,
        persons=[child.person for child in children],
        destination=Country.objects.get(pk=state),
    )
    for to in (TransferStatus.PROPOSED, TransferStatus.CONFIRMED, TransferStatus.BOARDING):
        transfer.refresh_from_db()
        transfer = moves.move(by=by, transfer=transfer, to=to, version=transfer.version)
    transfer.refresh_from_db()
    return transfer


def sent_home(child, state):
    """A transfer that left now for ``state`` with this child."""
    transfer = boarding([child], state)
    moves.depart(
        by=User.objects.get(full_name=CASEWORKER),
        transfer=transfer,
        departed_at=timezone.now(),
        zone="UTC",
        results=dict.fromkeys(transfer.passengers.all(), (PassengerResult.TRAVELLED, "")),
        version=transfer.version,
    )
