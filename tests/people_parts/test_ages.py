"""Age is a range until a recognised document says otherwise; nobody is counted by a guess."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import AGE_BAND_YEARS, AgeBand, CountedAs, PassengerRole
from cases.people.ages import (
    age_band_on,
    age_range_on,
    counted_as_on,
    full_years_on,
    oldest_at_birth,
    turning_between,
)
from cases.people.motherhood import young_mother_words

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(sorted)


def test_who_is_born_on_a_leap_day_turns_on_the_first_of_march():
    assert full_years_on(date(2030, 2, 28), date(2012, 2, 29)) == 17
    assert full_years_on(date(2030, 3, 1), date(2012, 2, 29)) == 18
    assert turning_between(18, date(2012, 2, 29), date(2012, 2, 29)) == (date(2030, 3, 1), date(2030, 3, 1))


def test_a_range_of_births_is_a_range_of_ages():
    assert age_range_on(date(2019, 7, 15), date(2010, 3, 3), date(2011, 2, 28)) == (8, 9)


def test_no_birth_or_one_after_the_day_is_no_age():
    assert age_range_on(date(2019, 7, 15), None, None) is None
    assert age_range_on(date(2019, 7, 15), date(2019, 7, 16), date(2019, 8, 1)) is None


@given(day=DAYS, span=SPANS, share=st.floats(0, 1))
def test_every_possible_birthday_has_an_age_within_the_range(day, span, share):
    earliest, latest = span
    born = earliest + timedelta(days=int(share * (latest - earliest).days))
    ages = age_range_on(day, earliest, latest)
    if born > day:
        return
    assert ages[0] <= full_years_on(day, born) <= ages[1]


@given(day=DAYS, span=SPANS)
def test_a_band_is_given_only_where_every_possible_age_lies_in_it(day, span):
    band = age_band_on(day, *span)
    ages = age_range_on(day, *span)
    fitting = [
        one for one, (first, last) in AGE_BAND_YEARS.items() if ages and first <= ages[0] and ages[1] <= last
    ]
    if ages and ages[0] >= 18:
        fitting = [AgeBand.ADULT]
    assert band == (fitting[0] if fitting else AgeBand.UNCERTAIN)


@pytest.mark.parametrize(
    ("role", "span", "expected"),
    [
        (PassengerRole.CHILD, (date(2001, 7, 9), date(2001, 7, 10)), CountedAs.ADULT),
        (PassengerRole.CHILD, (date(2001, 7, 9), date(2001, 7, 11)), CountedAs.CHILD),
        (PassengerRole.CHILD, (None, None), CountedAs.CHILD),
        (PassengerRole.PARENT, (date(2001, 7, 11), date(2003, 1, 1)), CountedAs.CHILD),
        (PassengerRole.PARENT, (date(2001, 7, 10), date(2003, 1, 1)), CountedAs.ADULT),
        (PassengerRole.PARENT, (None, None), CountedAs.ADULT),
        (PassengerRole.ESCORT, (None, None), CountedAs.ADULT),
    ],
)
def test_a_child_is_an_adult_only_if_certainly_of_age_and_a_parent_a_child_only_if_certainly_not(
    role, span, expected
):
    assert counted_as_on(date(2019, 7, 10), role, *span) == expected


def test_an_unknown_role_is_an_error():
    with pytest.raises(ValueError, match="pilot"):
        counted_as_on(date(2019, 7, 10), "pilot", None, None)


@given(day=DAYS, span=SPANS, years=st.sampled_from((3, 9, 12, 18)))
def test_a_legal_clock_has_run_out_exactly_when_the_youngest_possible_age_is_reached(day, span, years):
    _first, last = turning_between(years, *span)
    ages = age_range_on(day, *span)
    assert (last <= day) == bool(ages and ages[0] >= years)


@pytest.mark.parametrize(
    ("mother", "child", "years"),
    [
        (date(2000, 5, 1), date(2012, 4, 30), 11),
        (date(2000, 5, 1), date(2012, 5, 1), 12),
        (date(2012, 5, 2), date(2012, 5, 1), -1),
        (None, date(2012, 5, 1), None),
        (date(2000, 5, 1), None, None),
    ],
)
def test_how_old_a_mother_was_at_most_at_a_birth(mother, child, years):
    assert oldest_at_birth(mother, child) == years


def test_a_mother_who_may_have_been_twelve_is_no_warning():
    called = {"mother": "Gulnora", "child": "Zarina"}
    assert young_mother_words(date(2000, 5, 1), date(2012, 5, 1), **called) == ""
    assert "at most 11 years old" in young_mother_words(date(2000, 5, 1), date(2012, 4, 30), **called)
    assert "was born after Zarina" in young_mother_words(date(2012, 5, 2), date(2012, 5, 1), **called)
