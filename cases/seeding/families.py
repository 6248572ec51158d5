"""Invented families: who belongs together, when they were found, and what is recorded of each."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from cases.enums import (
    CaseStatus,
    ClosureReason,
    Confidence,
    ParentSide,
    PersonState,
    Question,
    Relationship,
    Script,
    Separation,
    Sex,
    SourceKind,
)
from cases.models import (
    CaseAssignment,
    Child,
    FamilyGroup,
    FamilyMembership,
    Guardian,
    Guardianship,
    Office,
    Person,
    Place,
    SeparationPeriod,
    User,
)
from cases.models.numbers import CASE_NUMBER_FORMAT, checked_number
from cases.seeding import chances
from cases.seeding.claims import add_claims
from cases.seeding.corpus import make_family as make_names
from cases.seeding.learnt import add_learnt, add_unanswered, own_dice
from cases.seeding.papers import add_papers
from cases.seeding.people import add_arrival, add_lost_sight, add_person, add_status, add_stay
from cases.seeding.tables import Tables

YEAR = timedelta(days=365.25)


@dataclass
class Setting:
    """Where a caseload plays: the rows being made, the dice, offices with their caseworkers, places, today."""

    tables: Tables
    rng: random.Random
    today: date
    caseworkers: dict[Office, list[User]]
    prisons: list[Place]
    other_places: list[Place]
    camp_that_closed: Place | None = None
    case_numbers: set[str] = field(default_factory=set)

    def new_case_number(self):
        """A case number that this caseload has not drawn yet."""
        while (number := checked_number(CASE_NUMBER_FORMAT, self.rng)) in self.case_numbers:
            pass
        self.case_numbers.add(number)
        return number


@dataclass(frozen=True)
class Trip:
    """When a family's children travelled, to which State, and whether the mother came along."""

    day: date
    state: str
    with_mother: bool = False
    entry_only: bool = False


@dataclass
class Family:
    """What was made, for those who add more to it."""

    office: Office
    state: str
    group: FamilyGroup
    mother: Guardian
    father: Guardian
    trip: Trip | None = None
    children: list[Child] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)


def add_family(
    setting,
    *,
    state,
    size,
    trip=None,
    office=None,
    found=None,
    ages=None,
    sexes=None,
    place=None,
    claimed=True,
):
    """Add a family of ``size`` children of one State of origin; ``trip`` if they have travelled.

    ``ages`` in years, on the day of the trip or today, are drawn if not given; so are ``sexes``, ``found``,
    the day of the first record, and ``place``. Without ``claimed`` no State is claimed yet. Returns the ``Family``.
    """
    rng, tables = setting.rng, setting.tables
    office = office or rng.choice(list(setting.caseworkers))
    ages_on = trip.day if trip else setting.today
    found = found or ages_on - timedelta(days=rng.randint(90, 620))
    names = make_names(rng, state)
    with_mother = rng.random() < chances.LIVES_WITH_MOTHER
    place = place or _draw_place(setting, found, with_mother)

    mother = _add_parent(setting, names.mother, office, Sex.F, ages_on)
    mother_state = chances.draw(rng, chances.MOTHER_STATES)
    add_status(tables, mother.person, mother_state, since=found)
    add_stay(tables, mother.person, setting.prisons[0], since=found)
    father = _add_parent(setting, names.father, office, Sex.M, ages_on)
    _add_fathers_fate(setting, father.person, found)

    dice = own_dice(father.person)
    if trip is None and dice.random() < chances.FATHER_NEVER_FOUND:
        add_unanswered(setting, dice, father.person, Question.WHERE_NOW)

    group = tables.add(FamilyGroup(office_id=office.pk, name=_name_of_group(names.father)))
    family = Family(office, state, group, mother, father, trip)
    for parent in (mother, father):
        _add_to_group(tables, group, parent.person)
    caseworker = rng.choice(setting.caseworkers[office])
    for number, age in enumerate(ages or sibling_ages(rng, size)):
        born = ages_on - age * YEAR
        seen = max(found, born + timedelta(days=10))
        sex = sexes[number] if sexes else None
        child = _add_child(
            setting, family, names, born=born, found=seen, trip=trip, with_mother=with_mother, sex=sex
        )
        tables.add(
            CaseAssignment(
                child_id=child.pk, office_id=office.pk, user_id=caseworker.pk, from_date=child.registered_date
            )
        )
        _add_stays(setting, child, place, seen, trip)
        _add_company(setting, child, with_mother, seen, trip)
        add_learnt(setting, child, place=place, found=seen, trip=trip)
        if claimed:
            add_claims(setting, child, state=state, found=seen, trip=trip)
        add_papers(setting, child, state=state, found=seen, trip=trip)
    return family


def _name_of_group(names):
    """The father's family name, in Latin letters where it was written so."""
    name = next((name for name in names if name.script == Script.LATIN), names[0])
    return name.family or name.given


def sibling_ages(rng, size):
    """Ages in years of ``size`` siblings, youngest first, all under 18."""
    low, high = chances.draw(rng, chances.YOUNGEST_AGE_YEARS)
    ages = [rng.uniform(low, min(high, 17.8))]
    while len(ages) < size:
        ages.append(ages[-1] + rng.uniform(0.9, 2.6))
    over = ages[-1] - 17.9
    return [max(0.05, age - over) for age in ages] if over > 0 else ages


def _add_parent(setting, names, office, sex, ages_on):
    born = ages_on - setting.rng.uniform(21, 42) * YEAR
    person = add_person(
        setting.tables, setting.rng, names, office=office, sex=sex, born=born, known_by=ages_on
    )
    guardian = setting.tables.add(Guardian(person_id=person.pk))
    guardian.person = person
    return guardian


def _add_fathers_fate(setting, person, found):
    state = chances.draw(setting.rng, chances.FATHER_STATES)
    confirmed = state in (PersonState.CONFIRMED_DEAD, PersonState.DETAINED_UNKNOWN)
    add_status(
        setting.tables,
        person,
        state,
        since=found - timedelta(days=setting.rng.randint(60, 900)),
        confidence=Confidence.CONFIRMED if confirmed else Confidence.REPORTED,
        source=SourceKind.AUTHORITY if confirmed else SourceKind.MOTHER,
    )


def _add_child(setting, family, names, *, born, found, trip, with_mother, sex=None):
    rng, tables = setting.rng, setting.tables
    sex = sex or (rng.choice((Sex.F, Sex.M)) if rng.random() < 0.985 else Sex.U)
    abroad = rng.random() < chances.BORN_OUTSIDE_THE_STATE_CLAIMED
    person = add_person(
        tables,
        rng,
        names.child(sex if sex != Sex.U else Sex.M),
        office=family.office,
        sex=sex,
        born=born,
        known_by=found,
        has_papers=rng.random() < chances.PAPERS_COMPLETE,
        birth_country_id=rng.choice(("SY", "IQ")) if abroad else family.state,
        region_of_origin=rng.choice(chances.CYRILLIC_HOME_REGIONS) if family.state == "RU" else "",
    )
    closed = trip is not None and (setting.today - trip.day).days > 400
    status = CaseStatus.POST_RETURN if trip else chances.draw(rng, chances.WAITING_CASES)
    last_day = trip.day if trip else setting.today
    registered = min(found + timedelta(days=rng.randint(0, 20)), last_day)
    touched = max(registered, last_day - timedelta(days=rng.randint(1, 45)))
    # Midnight where it was touched today: later today may still be to come.
    hour = rng.randint(6, 14) if touched < setting.today else 0
    child = tables.add(
        Child(
            person_id=person.pk,
            office_id=family.office.pk,
            case_number=setting.new_case_number(),
            status=CaseStatus.CLOSED if closed else status,
            closure_reason=ClosureReason.GOALS_MET if closed else "",
            registered_date=registered,
            updated_at=datetime.combine(touched, time(hour), UTC),
        )
    )
    child.person = person
    family.children.append(child)
    family.persons.append(person)
    _add_to_group(tables, family.group, person)
    for guardian, relationship, side in (
        (family.mother, Relationship.MOTHER, ParentSide.MOTHER),
        (family.father, Relationship.FATHER, ParentSide.FATHER),
    ):
        cares = with_mother and guardian is family.mother
        add_tie(setting, child, guardian, relationship, side, found, cares=cares)
    return child


def add_tie(setting, child, guardian, relationship, side, found, *, confidence=None, cares=False):
    """Add what ``guardian`` is to ``child``, who ``cares`` or not; a mother is confirmed more often than a father."""
    sure = setting.rng.random() < (0.8 if relationship == Relationship.MOTHER else 0.35)
    return setting.tables.add(
        Guardianship(
            child_id=child.pk,
            guardian_id=guardian.pk,
            relationship=relationship,
            side=side,
            confidence=confidence or (Confidence.CONFIRMED if sure else Confidence.REPORTED),
            source=SourceKind.MOTHER,
            is_carer=cares,
            carer_from_date=found if cares else None,
        )
    )


def _add_to_group(tables, group, person):
    tables.add(FamilyMembership(group_id=group.pk, person_id=person.pk, confidence=Confidence.CONFIRMED))


def _draw_place(setting, found, with_mother):
    closed = setting.camp_that_closed
    if closed and found < closed.closed_date and setting.rng.random() < 0.15:
        return closed
    return setting.rng.choice(setting.prisons if with_mother else setting.other_places)


def _add_stays(setting, child, place, found, trip):
    """Where the child was: moved on when the site closed, and to the State of destination by the trip."""
    tables, person = setting.tables, child.person
    left = trip and trip.day
    closed = place.closed_date
    if closed and found >= closed:
        # Born after the family was moved on.
        add_stay(tables, person, place.successor, since=found, until=left)
    elif closed is None or (left and left <= closed):
        add_stay(tables, person, place, since=found, until=left)
    else:
        add_stay(tables, person, place, since=found, until=closed)
        if trip or setting.rng.random() < 0.6:
            add_stay(tables, person, place.successor, since=closed, until=left)
        else:
            add_lost_sight(tables, person, since=closed)
    if trip:
        add_arrival(tables, person, trip.state, since=trip.day)


def _add_company(setting, child, with_mother, found, trip):
    """With whom the child was: a transfer without the mother separates on that day."""
    first = Separation.WITH_MOTHER
    if not with_mother:
        first = setting.rng.choice((Separation.SEPARATED, Separation.UNACCOMPANIED))
    parted = trip is not None and with_mother and not trip.with_mother
    setting.tables.add(
        SeparationPeriod(
            child_id=child.pk,
            status=first,
            from_date=found,
            to_date=trip.day if parted else None,
            source=SourceKind.STAFF,
        )
    )
    if parted:
        setting.tables.add(
            SeparationPeriod(
                child_id=child.pk,
                status=Separation.SEPARATED,
                from_date=trip.day,
                source=SourceKind.STAFF,
            )
        )
