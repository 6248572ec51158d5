"""Measuring the search among invented people: it prints, it changes nothing, it refuses real ones."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import Child, Person, PersonName
from cases.seeding.crowd import caseworker, make_crowd
from cases.seeding.searching import EVERYBODY, KEYS, OFFICE, measure
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_prints_both_ways_for_each_kind_and_changes_nothing(capsys):
    call_command("bench_search", people=150, queries=5, seed=3)
    before = list(PersonName.objects.order_by("pk").values_list("pk", "full"))
    call_command("bench_search", queries=5, seed=3)
    told = capsys.readouterr().out.splitlines()
    lines = told[len(told) // 2 + 3 :]
    kinds = ["other script", "begun, other", "typo", "begun", "fewer parts"]
    assert [line[:14].strip() for line in lines] == [kind for kind in kinds for _scope in range(2)]
    assert [line[14:26].strip() for line in lines] == ["everybody", "one office"] * 5
    assert all(float(share) <= 1 for line in lines for share in line[32:50].split())
    assert list(PersonName.objects.order_by("pk").values_list("pk", "full")) == before


def test_a_crowd_is_made_once_with_offices_families_and_keys():
    assert make_crowd(120, 1) >= 120
    assert make_crowd(120, 1) == 0
    user = caseworker()
    assert 0 < Child.objects.visible_to(user).count() < Child.objects.count()
    assert not Person.objects.filter(is_synthetic=False).exists()
    assert not PersonName.objects.with_older_keys().exists()
    assert all(child.guardianships.count() == 2 for child in Child.objects.all())


def test_who_is_asked_for_is_there_and_answers():
    make_crowd(120, 1)
    found = measure(4, 1)
    assert found["typo", EVERYBODY, KEYS].asked == 4
    assert found["typo", EVERYBODY, KEYS].recall == found["typo", OFFICE, KEYS].recall == 1


def test_nobody_to_ask_is_said(office_north):
    with pytest.raises(CommandError, match="no caseworker"):
        call_command("bench_search", queries=5)


def test_it_refuses_where_people_are_not_invented(office_north):
    factories.ChildFactory(office=office_north)
    with pytest.raises(CommandError, match="not marked as invented"):
        call_command("bench_search", queries=5)


@pytest.mark.parametrize("queries", [0, 100_001])
def test_it_takes_a_number_of_queries_that_makes_sense(queries):
    with pytest.raises(CommandError):
        call_command("bench_search", queries=queries)


@pytest.mark.parametrize("people", [-1, 5_000_001])
def test_it_takes_a_number_of_people_that_makes_sense(people):
    with pytest.raises(CommandError):
        call_command("bench_search", people=people)
