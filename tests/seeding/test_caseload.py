"""Caseloads of any size: the same seed makes the same one, every rule holds, and totals are those of a recount."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cases import models
from cases.models import Child, Person, TransferBatch
from cases.reports import counting
from cases.reports.scope import Scope
from cases.seeding.caseload import seed_caseload
from tests.seeding.reading import TOLD, check_every_constraint, every_day, recount, told

TODAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize("size", [1, 2, 17, 300])
def test_it_has_the_children_asked_for(db, size):
    call_command("seed", children=size, seed=3, verbosity=0)
    assert Child.objects.count() == size
    assert not Person.objects.filter(is_synthetic=False).exists()
    assert not Person.objects.filter(names=None).exists()
    check_every_constraint()


@pytest.mark.parametrize("seed", [1, 2])
def test_totals_of_each_state_are_those_of_a_naive_recount(db, seed):
    seed_caseload(300, seed, today=TODAY)
    assert TransferBatch.objects.departed().exists()
    for day in (*every_day()[::7], TODAY):
        for departure in (None, "IQ", "SY"):
            departures = (departure,) if departure else ()
            asked = counting.Selection(scope=Scope.everything(), as_of=day, departures=departures)
            found = counting.totals(asked)
            expected = recount(day, departure)
            assert {state: line.children for state, line in found.states.items()} == expected
            assert found.world.children == sum(expected.values())


def test_it_has_rows_of_every_kind(db):
    seed_caseload(300, 1, today=TODAY)
    for model in TOLD:
        assert model.objects.exists(), model
    assert {office.name for office in models.Office.objects.filter(children__isnull=False)} == {
        "Office North",
        "Office West",
    }


def test_one_seed_makes_one_caseload_and_another_seed_another(db):
    first = _told_by(5)
    assert _told_by(5) == first
    assert _told_by(6)["PersonName"] != first["PersonName"]


def _told_by(seed):
    with transaction.atomic():
        seed_caseload(40, seed, today=TODAY)
        found = told()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_twice_adds_other_children(db):
    """Somebody who asks for more of the same gets more, and no broken rule."""
    seed_caseload(20, 1, today=TODAY)
    seed_caseload(20, 1, today=TODAY)
    assert Child.objects.count() == 40
    check_every_constraint()


def test_it_may_be_added_to_the_demonstration(demo):
    before = Child.objects.count()
    call_command("seed", children=30, seed=9, verbosity=0)
    assert Child.objects.count() == before + 30
    check_every_constraint()


def test_nothing_is_dated_in_the_future(db):
    today = timezone.localdate()
    seed_caseload(120, 4, today=today)
    assert not Child.objects.filter(registered_date__gt=today).exists()
    assert not models.ClaimDecision.objects.filter(decided_date__gt=today).exists()
    assert not models.Whereabouts.objects.filter(from_date__gt=today).exists()
    assert not TransferBatch.objects.departed().filter(departure_date__gt=today).exists()


def test_history_is_kept_of_what_was_copied(db):
    """Promise 6: bulk writing is no way round."""
    seed_caseload(20, 1, today=TODAY)
    events = Child.pgh_event_model.objects.filter(pgh_label="insert")
    assert set(events.values_list("pgh_obj_id", flat=True)) == set(Child.objects.values_list("pk", flat=True))
