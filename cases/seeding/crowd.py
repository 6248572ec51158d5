"""A crowd: very many invented people with names, offices and family ties and nothing else, to measure searches among."""

import random
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from cases.enums import OfficeKind, ParentSide, Relationship, Role, Sex
from cases.models import Child, Guardian, Guardianship, Membership, Office, Person, User
from cases.models.numbers import CASE_NUMBER_FORMAT, checked_number
from cases.seeding import chances
from cases.seeding.caseload import ensure_only_synthetic
from cases.seeding.corpus import FamilyNames, make_family
from cases.seeding.people import add_written
from cases.seeding.tables import Tables, prepare_transaction

# Half of the crowd is with the first office, the others share the rest.
OFFICES = ("Office of the crowd", *(f"Office beside the crowd {number}" for number in range(1, 10)))
IN_THE_FIRST = 0.5
REGISTERED = date(2019, 1, 1)
WRITTEN_AT_ONCE = 20_000
# New names wait in a list of each index until it is so long, and are sorted in together with so much memory.
WAITING, MEMORY = "512MB", "256MB"
# With a list as short as this the next name that is written sorts in all that wait.
NONE_WAITING = "64kB"


@dataclass
class Crowd:
    """What is being made: the rows, the dice, the offices, the case numbers that are taken."""

    rng: random.Random
    tables: Tables
    offices: list[Office]
    numbers: set[str] = field(default_factory=set)

    def new_number(self):
        while (number := checked_number(CASE_NUMBER_FORMAT, self.rng)) in self.numbers:
            pass
        self.numbers.add(number)
        return number

    def any_office(self):
        first, *others = self.offices
        return first if self.rng.random() < IN_THE_FIRST else self.rng.choice(others)


def caseworker():
    """The caseworker of the first office of the crowd; made, with all the offices, where there is none yet."""
    offices = [
        Office.objects.get_or_create(name=name, kind=OfficeKind.NGO, country_id="IQ")[0] for name in OFFICES
    ]
    found = User.objects.filter(memberships__office=offices[0]).first()
    if found is None:
        found = User.objects.create_user(email="crowd@example.org", full_name="Nobody")
        Membership.objects.create(user=found, role=Role.CASEWORKER, office=offices[0], from_date=REGISTERED)
    return found


def make_crowd(people, seed, *, progress=lambda made, total: None):
    """Add families until there are ``people`` persons; returns how many were added.

    What is made stays made when it is broken off, and a second call goes on. ``progress`` hears how many of how many
    there are. Raises ``Refused`` where people are not invented.
    """
    ensure_only_synthetic()
    caseworker()
    there = before = Person.objects.count()
    rng = random.Random(f"{seed} after {before}")  # nosec B311
    crowd = Crowd(rng, Tables(rng), list(Office.objects.filter(name__in=OFFICES).order_by("pk")))
    crowd.numbers.update(Child.objects.values_list("case_number", flat=True))
    while there < people:
        with transaction.atomic():
            _prepare()
            there += _add_families(crowd, min(WRITTEN_AT_ONCE, people - there))
            crowd.tables.write()
        progress(min(there, people), people)
    if there > before:
        there += _sort_in(crowd)
    return there - before


def _sort_in(crowd):
    """Add one family more, after which nothing waits outside of the indexes, as PostgreSQL does by itself in time."""
    with transaction.atomic():
        _prepare(waiting=NONE_WAITING)
        made = _add_families(crowd, 1)
        crowd.tables.write()
    return made


def _prepare(*, waiting=WAITING):
    prepare_transaction()
    with connection.cursor() as cursor:
        for name, value in (("gin_pending_list_limit", waiting), ("work_mem", MEMORY)):
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def _add_families(crowd, people):
    """Add families of at least so many people together; returns of how many."""
    made = 0
    while made < people:
        size = chances.draw(crowd.rng, chances.FAMILY_SIZES)
        names = make_family(crowd.rng, chances.draw(crowd.rng, chances.STATES), crowd=True)
        _add_family(crowd, names, size)
        made += size + 2
    return made


def _add_family(crowd, names: FamilyNames, size):
    add, office = crowd.tables.add, crowd.any_office()
    parents = [
        (add(Guardian(person=_add_person(crowd, written, office, sex))), relationship, side)
        for written, sex, relationship, side in (
            (names.mother, Sex.F, Relationship.MOTHER, ParentSide.MOTHER),
            (names.father, Sex.M, Relationship.FATHER, ParentSide.FATHER),
        )
    ]
    for _number in range(size):
        sex = crowd.rng.choice((Sex.F, Sex.M))
        child = add(
            Child(
                person=_add_person(crowd, names.child(sex), office, sex),
                office=office,
                case_number=crowd.new_number(),
                registered_date=REGISTERED,
            )
        )
        for guardian, relationship, side in parents:
            add(Guardianship(child=child, guardian=guardian, relationship=relationship, side=side))


def _add_person(crowd, written, office, sex):
    person = crowd.tables.add(Person(office=office, sex=sex, is_synthetic=True))
    add_written(crowd.tables, person, written)
    return person
