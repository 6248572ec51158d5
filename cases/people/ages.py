"""Age on a day, from a range of birth dates: full years, the band of a report, child or adult. No database."""

from datetime import date

from cases.enums import AGE_BAND_YEARS, AgeBand, CountedAs, PassengerRole

COMING_OF_AGE = 18
# A mother who was younger is looked at once more; nobody is refused.
YOUNGEST_MOTHER = 12


def full_years_on(day, born):
    """Full years on ``day`` of somebody born on ``born``; who was born on 29 February turns on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_range_on(day, earliest, latest):
    """Youngest and oldest possible age in full years on ``day``.

    ``None`` when the birth is not known, or lies certainly after that day.
    """
    if earliest is None or latest is None or earliest > day:
        return None
    return max(full_years_on(day, latest), 0), full_years_on(day, earliest)


def age_band_on(day, earliest, latest):
    """The ``AgeBand`` on ``day``; uncertain where the range straddles two bands or is not known."""
    ages = age_range_on(day, earliest, latest)
    if ages is None:
        return AgeBand.UNCERTAIN
    youngest, oldest = ages
    if youngest >= COMING_OF_AGE:
        return AgeBand.ADULT
    for band, (first, last) in AGE_BAND_YEARS.items():
        if first <= youngest and oldest <= last:
            return band
    return AgeBand.UNCERTAIN


def counted_as_on(day, role, earliest, latest):
    """Whether a passenger in this ``PassengerRole`` counts as a child or an adult on ``day``.

    Whoever has a child's place is a child unless certainly of age; a parent, carer or escort is an adult
    unless certainly under age. Raises ``ValueError`` for a role that is not one.
    """
    ages = age_range_on(day, earliest, latest)
    if PassengerRole(role) == PassengerRole.CHILD:
        of_age = ages is not None and ages[0] >= COMING_OF_AGE
        return CountedAs.ADULT if of_age else CountedAs.CHILD
    under_age = ages is not None and ages[1] < COMING_OF_AGE
    return CountedAs.CHILD if under_age else CountedAs.ADULT


def turning_between(years, earliest, latest):
    """First and last day on which somebody may turn ``years``."""
    return _birthday(earliest, years), _birthday(latest, years)


def _birthday(born, years):
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def oldest_at_birth(mother_earliest, child_latest):
    """How old a mother was at most, in full years, when a child was born; below zero where she was born later.

    ``None`` where one of the two births is not known.
    """
    if mother_earliest is None or child_latest is None:
        return None
    return full_years_on(child_latest, mother_earliest)
