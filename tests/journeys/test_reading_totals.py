"""Journey: a coordinator reads how many children have returned by a day, and takes the table along as a file."""

import csv
import datetime
import io
import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from cases.enums import Role
from tests.journeys.families import one_child, sent_home
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

# What was published of July 2019: 473 by the 15th, 33 of them to Russia on the 10th.
LATER, EARLIER, BETWEEN = "2019-07-15", "2019-07-09", "2019-07-10"


@two_walks
def test_a_coordinator_reads_the_total_and_takes_it_along(visitor, live_app):
    given_a_coordinator_on_the_dashboard(visitor)

    when_the_day_is_set(visitor, LATER)
    then_the_total_is(visitor, 473)

    when_the_day_is_set(visitor, EARLIER)
    then_the_total_is(visitor, 440)

    when_the_table_of_states_is_opened(visitor)
    then_a_state_received(visitor, "Russia", 57)
    when_the_day_is_set(visitor, LATER)
    then_a_state_received(visitor, "Russia", 90)
    then_a_state_received(visitor, "All States", 473)
    visitor.looks_around()

    when_the_departures_of_that_state_are_opened(visitor)
    then_one_day_saw(visitor, BETWEEN, 33)


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
def test_a_file_holds_what_the_page_shows_cell_by_cell(visitor, live_app, kind):
    given_a_coordinator_on_the_dashboard(visitor)
    visitor.opens(f"/reports/totals/?as_of={LATER}")
    shown = _cells_of_the_page(visitor)
    assert len(shown) == 12  # heads, ten States, all of them

    rows = _rows_of(visitor.downloads(kind), kind)
    assert rows[: len(shown)] == shown


def test_a_departure_of_today_is_in_the_total_of_today(visitor, live_app):
    given_a_coordinator_on_the_dashboard(visitor)
    before = _figure_of_the_world(visitor)
    russia = _children_of(visitor, "Russia")

    when_one_child_leaves_for("RU")

    visitor.opens("/")
    then_the_total_is(visitor, before + 1)
    when_the_table_of_states_is_opened(visitor)
    then_a_state_received(visitor, "Russia", russia + 1)
    when_the_day_is_set(visitor, LATER)
    then_a_state_received(visitor, "All States", 473)


def given_a_coordinator_on_the_dashboard(visitor):
    visitor.enters_as(Role.COORDINATOR)
    visitor.has_heading("Children returned")
    visitor.looks_around()


def when_the_day_is_set(visitor, day):
    visitor.writes("As of", day)
    visitor.presses("Apply")
    visitor.is_at(re.compile(rf".*[?&]as_of={day}.*"))


def when_the_table_of_states_is_opened(visitor):
    visitor.follows("Girls, boys and ages per State")
    visitor.has_heading("Totals per State")


def when_the_departures_of_that_state_are_opened(visitor):
    visitor.follows("Russia")
    visitor.has_heading("Russia")
    visitor.looks_around()


def when_one_child_leaves_for(state):
    sent_home(one_child("Amina Sonova"), state)


def then_the_total_is(visitor, count):
    expect(visitor.page.locator("#total")).to_have_text(str(count))
    visitor.looks_around()


def then_a_state_received(visitor, state, count):
    expect(_row_of(visitor, state).get_by_role("cell").first).to_have_text(str(count))


def then_one_day_saw(visitor, day, count):
    rows = visitor.part("Transfers made").get_by_role("row")
    row = rows.filter(has=visitor.page.locator(f"time[datetime='{day}']"))
    expect(row.get_by_role("cell").filter(has_text=re.compile(rf"^\s*{count}\s*$"))).to_be_visible()


def _row_of(visitor, state):
    head = visitor.page.get_by_role("rowheader", name=visitor.words(state), exact=True)
    return visitor.main.get_by_role("row").filter(has=head)


def _figure_of_the_world(visitor):
    return int(visitor.page.locator("#total").inner_text())


def _children_of(visitor, state):
    visitor.opens("/reports/totals/")
    return int(_row_of(visitor, state).get_by_role("cell").first.inner_text())


def _cells_of_the_page(visitor):
    """The table of the page as text, days in ISO 8601."""
    return visitor.main.get_by_role("table").evaluate(
        """table => [...table.rows].map(row => [...row.cells].map(cell => {
            const day = cell.querySelector("time");
            return day ? day.dateTime : cell.textContent.trim();
        }))"""
    )


def _rows_of(body, kind):
    if kind == "CSV":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    return [[_text(value) for value in row] for row in sheet.to_python()]


def _text(value):
    if isinstance(value, float):
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
