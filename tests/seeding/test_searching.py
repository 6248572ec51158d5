"""Measuring the search among invented people: it prints, it changes nothing, it refuses real ones."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import PersonName
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_prints_both_ways_for_each_kind_and_changes_nothing(capsys):
    call_command("seed", children=60, seed=3, verbosity=0)
    before = list(PersonName.objects.order_by("pk").values_list("pk", "full"))
    call_command("bench_search", queries=5)
    told = capsys.readouterr().out.splitlines()
    ways = [line[14:24].strip() for line in told[2:]]
    assert ways == ["find", "pg_trgm"] * 3
    assert all(float(line.split()[-3]) <= 1 for line in told[2:])
    assert list(PersonName.objects.order_by("pk").values_list("pk", "full")) == before


def test_it_refuses_where_people_are_not_invented(office_north):
    factories.ChildFactory(office=office_north)
    with pytest.raises(CommandError, match="not marked as invented"):
        call_command("bench_search", queries=5)


@pytest.mark.parametrize("queries", [0, 100_001])
def test_it_takes_a_number_of_queries_that_makes_sense(queries):
    with pytest.raises(CommandError):
        call_command("bench_search", queries=queries)
