"""The demonstration is made once, and the same on every machine of a day."""

import pytest
from django.core.management import CommandError, call_command

from tests.seeding.reading import told

pytestmark = pytest.mark.usefixtures("demo")


def test_a_second_time_is_refused_and_changes_nothing():
    before = told()
    with pytest.raises(CommandError, match="already holds children"):
        call_command("seed", scenario="demo", verbosity=0)
    assert told() == before


def test_another_process_on_the_same_day_makes_the_same_caseload(emptied):
    here = told()
    with emptied():
        call_command("seed", scenario="demo", verbosity=0)
        there = told()
    for model, rows in here.items():
        assert there[model] == rows, model
