"""The table model, the running total by month, and the cut of long lists."""

import datetime

from django.utils import translation

from cases.disclosure import Audience
from cases.exports import Kind
from cases.reports import counting, running
from cases.reports.columns import Column, Entry, Row, Table, exact, figure
from cases.reports.counting import Movement
from cases.reports.definitions import departures
from cases.reports.scope import Scope

DAY = datetime.date
COLUMNS = [Column("name", "State", sortable=True), Column("count", "Children", Kind.NUMBER, sortable=True)]


def row(name, count, **more):
    return Row({"name": Entry(name), "count": figure(count, Audience.PROTECTED)}, **more)


def table(*rows):
    return Table("Totals", COLUMNS, rows, notes=["Counted once."], protection="Small ones are hidden.")


def names(sorted_table):
    return [each.entries["name"].text for each in sorted_table.rows]


def test_hidden_figures_sort_alike_so_that_their_order_tells_nothing():
    """Promise 5."""
    shown = table(row("A", 4), row("B", 1), row("C", 9), row("D", 2), row("All", 16, is_total=True))
    assert names(shown.sorted_by("count")) == ["A", "B", "D", "C", "All"]
    assert names(shown.sorted_by("-count")) == ["C", "A", "B", "D", "All"]
    assert names(shown.sorted_by("-name")) == ["D", "C", "B", "A", "All"]
    assert shown.sorted_by("secret") is shown


def test_a_file_holds_what_is_shown():
    """Promise 5."""
    sheet = table(row("A", 4), row("B", 12)).sheet()
    assert list(sheet.rows) == [["A", "<5"], ["B", 10]]
    assert sheet.notes == ["Counted once.", "Small ones are hidden."]


def test_a_source_keeps_its_address_in_a_file_and_a_link_within_does_not():
    assert (
        Entry("Ministry", "https://example.org/1", under="F1").shown == "Ministry\nF1\nhttps://example.org/1"
    )
    assert exact(3, "/reports/travelled/").shown == 3


def test_no_figure_of_nobody_leads_anywhere():
    assert exact(0, "/reports/travelled/").url == ""


def moved(on, children, came_from=None, to="RU"):
    return Movement(on, "IQ", to, came_from, children, frozenset([on.toordinal()]))


def test_the_table_by_month_has_each_month_with_a_change():
    journeys = [
        moved(DAY(2018, 12, 14), 3),
        moved(DAY(2018, 12, 30), 30),
        moved(DAY(2019, 2, 10), 27),
        moved(DAY(2019, 3, 1), 2, came_from="RU", to="DE"),
    ]
    assert running.by_month(journeys)["rows"][:2] == [
        ["December 2018", "33", "33"],
        ["February 2019", "27", "60"],
    ]
    assert running.by_month(journeys, "RU")["rows"][-1] == ["March 2019", "−2", "58"]


def test_the_drawing_names_the_latest_and_the_largest_departures():
    journeys = [moved(DAY(2018, 1, 1 + number), number + 1) for number in range(9)]
    drawing = running.drawing(journeys, DAY(2018, 2, 1))
    assert [mark.value for mark in drawing.wide.marks][:1] == ["9"]
    assert len(drawing.wide.marks) == 3
    with translation.override("ar"):
        mirrored = running.drawing(journeys, DAY(2018, 2, 1))
    assert mirrored.wide.path != drawing.wide.path


def test_nobody_travelled_is_no_drawing():
    assert running.drawing([], DAY(2019, 7, 15)) is None
    assert running.by_month([])["rows"] == []


def test_a_long_list_is_cut_at_whole_days_and_says_so():
    selection = counting.Selection(Scope.everything(), DAY(2020, 1, 1))
    found = [
        counting.Departure(DAY(2019, 1, 1) + datetime.timedelta(days=number // 2), "IQ", "RU", 1, 1)
        for number in range(departures.MOST_ROWS * 2)
    ]
    cut = departures.table_of(selection, found)
    days = [each.entries["on"].value for each in cut.rows]
    assert len(days) == departures.MOST_ROWS
    assert days == sorted(days, reverse=True)
    assert str(days[-1].day) in str(cut.notes[-1])
    assert len(departures.table_of(selection, found[:10]).notes) == 1
