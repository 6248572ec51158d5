"""A synthetic caseload of any size: the same seed and day always make the same families."""

import random
from datetime import date, timedelta

from django.db import transaction

from cases.enums import NotTravelledReason, Role, TransferStatus
from cases.errors import Refused
from cases.models import Child, Office, Place, User
from cases.seeding import chances
from cases.seeding.cast import make_cast
from cases.seeding.families import Setting, Trip, add_family
from cases.seeding.reference import make_places, mark_destinations
from cases.seeding.tables import Tables, prepare_transaction
from cases.seeding.transfers import Transfers

TRAVELLED_SHARE = 0.55
OPEN_TRANSFER_SHARE = 0.05
FIRST_TRANSFER = date(2017, 10, 1)
ROWS_IN_MEMORY = 150_000


def ensure_only_synthetic():
    """Raise ``Refused`` when the database holds a child that is not marked as invented."""
    if Child.objects.filter(person__is_synthetic=False).exists():
        raise Refused("This database holds children that are not marked as invented; nothing was added.")


def setting_for(rng, today):
    """Offices, caseworkers and places to play with: those that are there, or new ones."""
    if not Office.objects.filter(memberships__role=Role.CASEWORKER).exists():
        make_cast()
    if not Place.objects.exists():
        make_places()
        mark_destinations()
    workers = User.objects.active_in_role(Role.CASEWORKER).order_by("pk")
    caseworkers = {}
    for worker in workers:
        caseworkers.setdefault(worker.office, []).append(worker)
    places = list(Place.objects.open().order_by("pk"))
    return Setting(
        tables=Tables(rng),
        rng=rng,
        today=today,
        caseworkers=caseworkers,
        prisons=places[:1],
        other_places=places[1:],
        case_numbers=set(Child.objects.values_list("case_number", flat=True)),
    )


def seed_caseload(children, seed, *, today, progress=lambda made: None):
    """Add ``children`` synthetic children with all that belongs to them, whole or not at all.

    ``progress`` is called with the number of children made so far. Raises ``Refused`` where real ones are.
    """
    ensure_only_synthetic()
    # On top of what is there already: the same seed a second time makes other children, not the same ids again.
    rng = random.Random(f"{seed} after {Child.objects.count()}")  # nosec B311
    made = 0
    with transaction.atomic():
        prepare_transaction()
        setting = setting_for(rng, today)
        transfers = Transfers(setting)
        while made < children:
            left = children - made
            if rng.random() < TRAVELLED_SHARE:
                made += _add_transfer(setting, transfers, min(left, _list_size(rng)))
            elif rng.random() < OPEN_TRANSFER_SHARE:
                made += _add_open_transfer(setting, transfers, min(left, 12))
            else:
                made += _add_waiting(setting, min(left, 60))
            if setting.tables.size > ROWS_IN_MEMORY:
                transfers.settle()
                progress(made)
        transfers.settle()
    progress(made)
    return made


def _list_size(rng):
    return rng.choice((1, 3, 8, 15, 30, 60, 90, 140))


def family_sizes(rng, total):
    """Sizes of families that add up to ``total`` children."""
    while total > 0:
        size = min(total, chances.draw(rng, chances.FAMILY_SIZES))
        yield size
        total -= size


def _add_transfer(setting, transfers, children):
    rng = setting.rng
    span = (setting.today - FIRST_TRANSFER).days - 1
    day = FIRST_TRANSFER + timedelta(days=rng.randint(0, max(span, 0)))
    states = {chances.draw(rng, chances.STATES) for _ in range(2 if rng.random() < 0.15 else 1)}
    sizes = list(family_sizes(rng, children))
    somebody_stays = children > 1 and rng.random() < chances.DROPPED * len(sizes)
    families = []
    for size in family_sizes(rng, children - 1) if somebody_stays else sizes:
        trip = Trip(day, rng.choice(sorted(states)), with_mother=rng.random() < 0.1)
        families.append(add_family(setting, state=trip.state, size=size, trip=trip))
    dropped = []
    if somebody_stays:
        stayed = add_family(setting, state=families[0].state, size=1, office=families[0].office)
        dropped.append((stayed.children[0], stayed.state, rng.choice(list(NotTravelledReason))))
    departure = chances.draw(rng, chances.DEPARTURES)
    transfers.add_departed(day=day, families=families, departure=departure, dropped=dropped)
    return children


def _add_waiting(setting, children):
    for size in family_sizes(setting.rng, children):
        add_family(setting, state=chances.draw(setting.rng, chances.STATES), size=size)
    return children


def _add_open_transfer(setting, transfers, children):
    rng = setting.rng
    state = chances.draw(rng, chances.STATES)
    families = [add_family(setting, state=state, size=size) for size in family_sizes(rng, children)]
    status = rng.choice((TransferStatus.DRAFT, TransferStatus.PROPOSED, TransferStatus.CONFIRMED))
    day = setting.today + timedelta(days=rng.randint(5, 60))
    transfers.add_open(day=day, families=families, status=status)
    return children
