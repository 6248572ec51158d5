"""``manage.py totals``: the figures of the whole database, for scripts and for people."""

import datetime
import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.factories import ChildFactory, travelled


@pytest.fixture
def two_transfers(db):
    for state, leaving, day in (("RU", "IQ", 10), ("RU", "IQ", 10), ("TJ", "SY", 12)):
        travelled(ChildFactory().person, on=datetime.date(2019, 7, day), to=state, leaving=leaving)


def said(**options):
    out = io.StringIO()
    call_command("totals", stdout=out, **options)
    return out.getvalue()


def test_json_is_the_figures_and_nothing_else(two_transfers):
    assert json.loads(said(as_of="2019-07-15", as_json=True)) == {
        "as_of": "2019-07-15",
        "world": 3,
        "states": {"RU": 2, "TJ": 1},
    }


def test_one_departure_country(two_transfers):
    answer = json.loads(said(as_of="2019-07-15", departure="SY", as_json=True))
    assert answer == {"as_of": "2019-07-15", "world": 1, "states": {"TJ": 1}}


def test_an_empty_database(db):
    assert json.loads(said(as_of="2019-07-15", as_json=True)) == {
        "as_of": "2019-07-15",
        "world": 0,
        "states": {},
    }


def test_the_table_is_readable(two_transfers):
    lines = said(as_of="2019-07-15").splitlines()
    assert lines[0] == "Children who travelled, as of 2019-07-15"
    assert [line.split() for line in lines[2:]] == [
        ["Russia", "2"],
        ["Tajikistan", "1"],
        ["All", "States", "3"],
    ]


@pytest.mark.parametrize(
    "as_of", ["2019-02-30", "yesterday", "", "15.07.2019", "2019-07\x00-15", "99999999-01-01"]
)
def test_a_wrong_date_is_a_sentence(db, as_of):
    with pytest.raises(CommandError, match=r"^(Write|Name) the day"):
        said(as_of=as_of)


@pytest.mark.parametrize("departure", ["ZZ", "IRQ", "iq", "\x00"])
def test_a_wrong_country_is_a_sentence(db, departure):
    with pytest.raises(CommandError, match="no State with this code"):
        said(as_of="2019-07-15", departure=departure)


def test_the_arguments_are_those_that_are_documented():
    asked = subprocess.run(
        [sys.executable, "manage.py", "totals", "--help"], capture_output=True, text=True, check=True
    )
    assert all(word in asked.stdout for word in ("--as-of", "--departure", "--json"))
