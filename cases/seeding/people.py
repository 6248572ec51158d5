"""Invented persons: birth as somebody in the field would have learnt it, names, status, whereabouts."""

from datetime import date, timedelta

from cases.enums import (
    BirthBasis,
    BirthPrecision,
    Confidence,
    NameKind,
    Sex,
    SourceKind,
    WhereaboutsKind,
)
from cases.models import Person, PersonName, PersonStatus, Whereabouts
from cases.seeding import chances
from cases.seeding.learnt import own_dice, sure_of_birth

DAY = timedelta(days=1)


def birth_fields(rng, born, *, has_papers, known_by):
    """What is recorded of a true day of birth: exact with a recognised paper, else a range up to ``known_by``."""
    if has_papers:
        return {
            "birth_earliest": born,
            "birth_latest": born,
            "birth_precision": BirthPrecision.DAY,
            "birth_basis": BirthBasis.DOCUMENT,
        }
    precision = rng.choice(
        (BirthPrecision.MONTH, BirthPrecision.YEAR, BirthPrecision.RANGE, BirthPrecision.MONTH)
    )
    earliest, latest = _range_around(rng, born, precision)
    return {
        "birth_earliest": earliest,
        "birth_latest": min(latest, known_by),
        "birth_precision": precision if latest <= known_by else BirthPrecision.RANGE,
        "birth_basis": chances.draw(rng, chances.BIRTH_BASES),
    }


def _range_around(rng, born, precision):
    if precision == BirthPrecision.MONTH:
        first = born.replace(day=1)
        return first, (first + 31 * DAY).replace(day=1) - DAY
    if precision == BirthPrecision.YEAR:
        return date(born.year, 1, 1), date(born.year, 12, 31)
    return born - rng.randint(30, 150) * DAY, born + rng.randint(30, 150) * DAY


def add_person(tables, rng, names, *, office, sex, born, known_by, has_papers=False, **fields):
    """Add a person born on ``born`` and first seen on ``known_by``, with its written names; returns the person."""
    person = tables.add(
        Person(
            office_id=office.pk,
            sex=sex,
            is_synthetic=True,
            **birth_fields(rng, born, has_papers=has_papers, known_by=known_by),
            **fields,
        )
    )
    dice = own_dice(person)
    person.birth_confidence = sure_of_birth(dice, person.birth_basis)
    source = SourceKind.DOCUMENT if has_papers else SourceKind.MOTHER if sex != Sex.U else SourceKind.CARER
    written = add_written(tables, person, names, source)
    if len(written) > 1 and dice.random() < chances.USES_ONE_SPELLING:
        dice.choice(written).is_own = True
    return person


def rename(tables, person, names, *, dice):
    """Give a person other names than those collected so far; ``dice`` leave the chances of all others as they are."""
    collected = tables.of(PersonName)
    before = [row for row in collected if row.person_id == person.pk]
    for row in before:
        collected.remove(row)
    add_written(tables, person, names, before[0].source, dice=dice)


def add_written(tables, person, names, source=SourceKind.UNKNOWN, *, dice=None):
    """Add the written names of a person, the first in each script preferred; returns the rows."""
    seen, written = set(), []
    for name in names:
        row = tables.add(
            PersonName.written(
                name.full,
                person_id=person.pk,
                script=name.script,
                kind=name.kind or NameKind.CURRENT,
                given=name.given,
                patronymic=name.patronymic,
                father_given=name.father_given,
                grandfather_given=name.grandfather_given,
                family=name.family,
                nisba=name.nisba,
                source=source,
                is_preferred=name.script not in seen,
            ),
            dice=dice,
        )
        seen.add(name.script)
        written.append(row)
    return written


def add_status(
    tables, person, status, *, since, confidence=Confidence.CONFIRMED, source=SourceKind.AUTHORITY
):
    """Say what is known of a person from a day on; returns the row."""
    return tables.add(
        PersonStatus(
            person_id=person.pk, status=status, from_date=since, confidence=confidence, source=source
        )
    )


def add_stay(tables, person, place, *, since, until=None):
    """Confirmed days at a place; the day of leaving belongs to the next place."""
    return tables.add(
        Whereabouts(
            person_id=person.pk,
            kind=WhereaboutsKind.AT_PLACE,
            place_id=place.pk,
            from_date=since,
            to_date=until,
            confidence=Confidence.CONFIRMED,
            source=SourceKind.STAFF,
        )
    )


def add_arrival(tables, person, country, *, since):
    """Put a person in a State from the day of arrival on; returns the row."""
    return tables.add(
        Whereabouts(
            person_id=person.pk,
            kind=WhereaboutsKind.IN_COUNTRY,
            country_id=country,
            from_date=since,
            confidence=Confidence.CONFIRMED,
            source=SourceKind.AUTHORITY,
        )
    )


def add_lost_sight(tables, person, *, since):
    """The site closed and nobody knows where the person went."""
    return tables.add(
        Whereabouts(
            person_id=person.pk,
            kind=WhereaboutsKind.UNKNOWN_AFTER_CLOSURE,
            from_date=since,
            confidence=Confidence.CONFIRMED,
            source=SourceKind.STAFF,
        )
    )
