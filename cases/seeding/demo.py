"""The demonstration caseload: transfers shaped on the published ones, and the cases that teach something.

What was published (size, day, State) is read from ``PublishedFigure``; ``data/demo_transfers.csv`` says in which
order, and holds the smaller transfers invented to fill up to the published total. The page of each says so.
"""

import csv
import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from cases.enums import TransferStatus
from cases.errors import Refused
from cases.matching.duplicates import find_all
from cases.models import Child, Office, PublishedFigure
from cases.seeding import teaching
from cases.seeding.access import add_access
from cases.seeding.between import add_traffic
from cases.seeding.caseload import family_sizes
from cases.seeding.cast import make_cast
from cases.seeding.days import add_days
from cases.seeding.ending import add_ends
from cases.seeding.families import Setting, Trip, add_family
from cases.seeding.printed import add_printed_names
from cases.seeding.reference import make_places, mark_destinations
from cases.seeding.restricted import add_restricted
from cases.seeding.sealed import add_sealed
from cases.seeding.tables import Tables, prepare_transaction
from cases.seeding.trail import add_trail
from cases.seeding.transfers import Transfers
from cases.seeding.twins import add_twins

PLAN = Path(__file__).resolve().parent / "data" / "demo_transfers.csv"
SEED = 20190715
WAITING = (("RU", 46), ("TJ", 24), ("UZ", 20), ("AZ", 18), ("TR", 12), ("FR", 8), ("DE", 8), ("UA", 10))
# Who is on the list of the next transfer: State and about how many children.
OPEN_LIST = (("TJ", 22), ("RU", 12))
SEATS = 48

PUBLISHED_NOTE = (
    "Size, day and State are as published (figure %(reference)s). Every person on the list is invented."
)
INVENTED_NOTE = (
    "Invented for the demonstration, to fill up to the published total. No such transfer was announced."
)


def seed_demo(*, today=None, progress=lambda made: None):
    """Fill an empty database with the demonstration; the published figures have been loaded before.

    Returns the number of children. Raises ``Refused`` when there are children or offices already.
    """
    if Child.objects.exists() or Office.objects.exists():
        raise Refused(
            "This database already holds children or offices; the demonstration starts from an empty one."
        )
    rng = random.Random(SEED)  # nosec B311
    with transaction.atomic():
        prepare_transaction()
        offices, users = make_cast()
        setting = _setting(rng, today or date.today(), offices, users)
        transfers = Transfers(setting)
        for legs in _plan().values():
            _add_transfer(setting, transfers, legs)
        teaching.add_lessons(setting, transfers)
        _add_waiting(setting, transfers)
        transfers.settle()
        add_twins(setting)
        add_printed_names(setting)
        add_trail(offices, users, today=setting.today)
        # With dice of its own, so that the caseload stays the one it was.
        add_days(users, rng=random.Random(SEED), today=setting.today)  # nosec B311
        add_sealed(rng=random.Random(SEED))  # nosec B311
        add_traffic(offices, users, today=setting.today)
        find_all()
        add_restricted(offices, users)
        add_access(offices, users, today=setting.today)
        add_ends(offices, users, today=setting.today)
    count = Child.objects.count()
    progress(count)
    return count


def _setting(rng, today, offices, users):
    places = make_places()
    mark_destinations()
    return Setting(
        tables=Tables(rng),
        rng=rng,
        today=today,
        caseworkers={
            offices["north"]: [users["Layla Haddad"], users["Karim Daoud"]],
            offices["west"]: [users["Rana Aziz"]],
        },
        prisons=[places["Women’s prison"]],
        other_places=[place for name, place in places.items() if name not in ("Women’s prison", "Camp 2")],
        camp_that_closed=places["Camp 2"],
    )


def _plan():
    """Legs (figure or ``None``, day, State, children, lesson) by transfer, in order."""
    with open(PLAN, encoding="utf-8", newline="") as file:
        plan = defaultdict(list)
        for row in csv.DictReader(file):
            plan[row["transfer"]].append(_leg(row))
    return plan


def _leg(row):
    if not row["figure"]:
        return None, date.fromisoformat(row["day"]), row["state"], int(row["children"]), row["lesson"]
    figure = PublishedFigure.objects.get(reference=row["figure"])
    # A month was published for F013; the plan names a day in it.
    day = date.fromisoformat(row["day"]) if row["day"] else figure.date_earliest
    if not figure.date_earliest <= day <= figure.date_latest:
        raise ValueError(f"{figure.reference} was not published for {day}")
    return figure, day, figure.destination_id, figure.children, row["lesson"]


def _add_transfer(setting, transfers, legs):
    families = []
    extra = {}
    for _figure, day, state, children, lesson in legs:
        if lesson == "toddler":
            families.append(teaching.toddler_with_nationality_open(setting, day, state))
            children -= 1
        for size in _leg_sizes(setting.rng, children):
            families.append(add_family(setting, state=state, size=size, trip=Trip(day, state)))
        if lesson == "stayed":
            extra["dropped"] = teaching.who_stayed(setting, state, day)
        if lesson == "came_of_age":
            extra["came_of_age"] = teaching.who_came_of_age(setting, state, day)
    figure, day = legs[0][:2]
    note = PUBLISHED_NOTE % {"reference": figure.reference} if figure else INVENTED_NOTE
    transfers.add_departed(day=day, families=families, note=note, **extra)


def _leg_sizes(rng, children):
    # The two published transfers of three children were siblings.
    return [3] if children == 3 else family_sizes(rng, children)


def _add_waiting(setting, transfers):
    """Children who wait; some families are on the list of the next transfer."""
    families = []
    for state, children in WAITING:
        for size in family_sizes(setting.rng, children):
            families.append(add_family(setting, state=state, size=size))
    teaching.decide_on_siblings(setting, families)
    teaching.half_siblings(setting, families)
    listed = [teaching.turns_18_before_travel(setting)]
    north = next(iter(setting.caseworkers))
    for state, children in OPEN_LIST:
        listed += _first_of(families, state, children)
    listed.sort(key=lambda family: family.office is not north)
    transfers.add_open(
        day=setting.today + timedelta(days=15), families=listed, status=TransferStatus.PROPOSED, seats=SEATS
    )


def _first_of(families, state, children):
    """The first families of a State, until they have about so many children."""
    chosen = []
    for family in families:
        if family.state == state and sum(len(one.children) for one in chosen) < children:
            chosen.append(family)
    return chosen
