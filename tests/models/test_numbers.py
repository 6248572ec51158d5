"""Case and transfer numbers: random, and a slip of the pen is found, in Python and in Postgres alike."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cases.models.numbers import (
    ALPHABET,
    CASE_NUMBER_FORMAT,
    TRANSFER_NUMBER_FORMAT,
    checked_number,
    is_checked_number,
)

forms = st.sampled_from([CASE_NUMBER_FORMAT, TRANSFER_NUMBER_FORMAT])
seeds = st.integers(min_value=0, max_value=2**32)


@given(forms, seeds)
def test_a_new_number_checks(form, seed):
    number = checked_number(form, random.Random(seed))
    assert is_checked_number(number)
    assert is_checked_number(number.lower())


@given(forms, seeds, st.integers(min_value=0), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(form, seed, position, character):
    number = checked_number(form, random.Random(seed))
    places = [place for place, sign in enumerate(form) if sign in "?!"]
    place = places[position % len(places)]
    slip = number[:place] + character + number[place + 1 :]
    assert is_checked_number(slip) == (slip == number)


@given(seeds, st.integers(min_value=0, max_value=6))
def test_two_swapped_characters_are_found(seed, place):
    number = checked_number("????????-!", random.Random(seed))
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_checked_number(swapped) == (swapped == number)


@given(st.text(max_size=20))
def test_any_text_may_be_asked(text):
    assert is_checked_number(text) in (True, False)


@pytest.mark.django_db
def test_postgres_agrees():
    rng = random.Random(7)
    numbers = [
        checked_number(form, rng) for form in (CASE_NUMBER_FORMAT, TRANSFER_NUMBER_FORMAT) for _ in range(50)
    ]
    slips = [number[:-1] + ALPHABET[(ALPHABET.index(number[-1]) + 1) % 31] for number in numbers]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_number_checks(number) FROM unnest(%s) AS number", [[*numbers, *slips, "", "T-2"]]
        )
        found = [checks for (checks,) in cursor.fetchall()]
    assert found == [True] * 100 + [False] * 102
