"""Invented people never come among real ones, and never by half. Promise 24."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import Child, Office, Person, TransferBatch, User
from cases.seeding import demo
from cases.seeding.transfers import Transfers
from tests.factories import ChildFactory


@pytest.mark.parametrize("options", [{"scenario": "demo"}, {"children": 5}])
def test_a_database_with_a_real_child_is_refused(db, options):
    ChildFactory()
    with pytest.raises(CommandError):
        call_command("seed", verbosity=0, **options)
    assert Child.objects.count() == 1
    assert not Person.objects.filter(is_synthetic=True).exists()


def test_the_demonstration_does_not_move_into_somebody_elses_offices(office_north):
    with pytest.raises(CommandError, match="offices"):
        call_command("seed", scenario="demo", verbosity=0)
    assert list(Office.objects.all()) == [office_north]


@pytest.mark.parametrize("options", [{"scenario": "demo"}, {"children": 5}])
def test_it_is_whole_or_not_at_all(db, monkeypatch, options):
    def fail(self):
        raise RuntimeError("the power went")

    monkeypatch.setattr(Transfers, "settle", fail)
    with pytest.raises(RuntimeError):
        call_command("seed", verbosity=0, **options)
    for model in (Child, Person, TransferBatch, Office, User):
        assert not model.objects.exists(), model


def test_a_plan_that_contradicts_what_was_published_is_refused(db, monkeypatch, tmp_path):
    plan = demo.PLAN.read_text(encoding="utf-8").replace("F013,2018-12-14", "F013,2018-11-14")
    changed = tmp_path / "plan.csv"
    changed.write_text(plan, encoding="utf-8")
    monkeypatch.setattr(demo, "PLAN", changed)
    with pytest.raises(ValueError, match="F013"):
        call_command("seed", scenario="demo", verbosity=0)
    assert not Child.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "5000001", "many", "1.5"])
def test_a_number_that_is_none_is_refused(db, number):
    with pytest.raises(CommandError):
        call_command("seed", "--children", number)


def test_it_asks_which_of_the_two(db):
    with pytest.raises(CommandError):
        call_command("seed")
    with pytest.raises(CommandError):
        call_command("seed", "--children", "5", "--scenario", "demo")
