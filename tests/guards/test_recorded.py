"""That the guard over the trail is awake; the walk itself is in ``test_doors.py``. Promise 7."""

import pytest

from cases.audit import pages, record
from tests.guards.expectations import EXPECTED
from tests.guards.recorded import complaints
from tests.guards.walk import ask, cells_of


def _complaints(name, world):
    page = EXPECTED[name]
    cells = [
        cell for cell in cells_of(name, page, world) if cell.role == "caseworker" and cell.method == "GET"
    ]
    return complaints({cell: ask(cell, world) for cell in cells}, page, world)


@pytest.mark.parametrize("name", ["home:start", "batches:detail", "matching:review", "guardians:detail"])
def test_a_page_that_names_people_and_does_not_say_so_is_noticed(name, world, monkeypatch):
    assert _complaints(name, world) == []
    monkeypatch.setattr(pages, "printed", lambda person: None)
    assert any("the trail does not name them" in complaint for complaint in _complaints(name, world))


@pytest.mark.parametrize(
    "name", ["casefile:detail", "nationalities:detail", "notes:detail", "people:edit_name"]
)
def test_a_page_about_somebody_that_leaves_no_entry_is_noticed(name, world, monkeypatch):
    monkeypatch.setattr(pages, "opened", lambda row: None)
    assert any("no entry of a read says so" in complaint for complaint in _complaints(name, world))


def test_a_list_that_records_nobody_is_noticed(world, monkeypatch):
    monkeypatch.setattr(record, "shown", lambda page, **who: None)
    assert any(
        "the trail does not name them" in complaint for complaint in _complaints("children:list", world)
    )
