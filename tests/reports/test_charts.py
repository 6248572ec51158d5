"""Charts are laid out in Python: what the templates print must be right, inside the canvas and mirrored."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.disclosure import Audience, protect
from cases.reports.charts import (
    BarValue,
    NamedPoint,
    Point,
    Size,
    bar_chart,
    draw_bars,
    draw_steps,
    step_chart,
)
from cases.reports.charts.measures import nice_step, text_width

START = date(2017, 10, 31)
PUBLISHED = [
    Point(START, 3),
    Point(date(2018, 8, 31), 33),
    Point(date(2019, 4, 30), 229),
    Point(date(2019, 5, 29), 420),
    Point(date(2019, 7, 10), 473),
]
NAMED = [
    NamedPoint(date(2019, 7, 10), 473, "33", "to Russia, 10 Jul", "Russia"),
    NamedPoint(date(2019, 5, 29), 420, "188", "to Turkey, 29 May", "Turkey"),
    NamedPoint(date(2019, 4, 30), 229, "84", "to Tajikistan, 30 Apr", "Tajikistan"),
]

sizes = st.sampled_from(Size)
labels = st.text(min_size=1, max_size=60)


@st.composite
def running_totals(draw):
    rises = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10**6)), min_size=1, max_size=40))
    day, total, points = START, 0, []
    for days, more in rises:
        day, total = day + timedelta(days=days), total + more
        points.append(Point(day, total))
    chosen = draw(st.lists(st.sampled_from(points), max_size=6, unique_by=lambda point: point.on))
    marks = [NamedPoint(p.on, p.total, str(p.total), draw(labels), draw(st.text(max_size=9))) for p in chosen]
    return points, marks


def corners(path):
    return [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.e+-]+ [\d.e+-]+", path)]


def extent(x, anchor, text):
    width = text_width(text)
    return {"start": (x, x + width), "end": (x - width, x), "middle": (x - width / 2, x + width / 2)}[anchor]


@settings(deadline=None)
@given(running_totals(), sizes)
def test_the_line_only_goes_on_and_up_and_stays_on_the_canvas(totals, size):
    chart = step_chart(totals[0], marks=totals[1], size=size, rtl=False)
    line = corners(chart.path)

    assert [x for x, _ in line] == sorted(x for x, _ in line)
    assert [y for _, y in line] == sorted((y for _, y in line), reverse=True)
    assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in line)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line))


@settings(deadline=None)
@given(running_totals(), sizes)
def test_all_words_stand_inside_the_canvas(totals, size):
    chart = step_chart(totals[0], marks=totals[1], size=size, rtl=False)

    for item in (*chart.ticks, *chart.marks):
        text = item.label if item in chart.ticks else f"{item.value} {item.label}".strip()
        left, right = extent(item.label_x, item.anchor, text)
        assert left >= -0.1
        assert right <= chart.width + 0.1
        assert 8 <= item.label_y <= chart.height


@settings(deadline=None)
@given(running_totals(), sizes)
def test_no_words_lie_over_others(totals, size):
    chart = step_chart(totals[0], marks=totals[1], size=size, rtl=False)
    boxes = [
        (*extent(mark.label_x, mark.anchor, f"{mark.value} {mark.label}"), mark.label_y)
        for mark in chart.marks
        if mark.label
    ]

    for one, other in combinations(boxes, 2):
        beside = one[1] <= other[0] + 0.2 or other[1] <= one[0] + 0.2
        assert beside or abs(one[2] - other[2]) > 12


@settings(deadline=None)
@given(running_totals(), sizes)
def test_right_to_left_is_the_mirror_image_with_the_same_anchors(totals, size):
    left = step_chart(totals[0], marks=totals[1], size=size, rtl=False)
    right = step_chart(totals[0], marks=totals[1], size=size, rtl=True)

    def turn(x):
        return pytest.approx(left.width - x, abs=0.01)

    assert [x for x, _ in corners(right.path)] == [turn(x) for x, _ in corners(left.path)]
    assert [y for _, y in corners(right.area)] == [y for _, y in corners(left.area)]
    for one, other in zip((*left.ticks, *left.marks), (*right.ticks, *right.marks), strict=True):
        assert (other.x, other.label_x) == (turn(one.x), turn(one.label_x))
        assert (other.y, other.label_y, other.anchor, other.label) == (
            one.y,
            one.label_y,
            one.anchor,
            one.label,
        )


def test_marks_sit_on_the_line_and_keep_their_words():
    chart = step_chart(PUBLISHED, marks=NAMED, rtl=False)
    line = corners(chart.path)

    assert [(mark.value, mark.label) for mark in chart.marks] == [(n.value, n.label) for n in NAMED]
    assert all((mark.x, mark.y) in line for mark in chart.marks)


def test_a_phone_gets_the_short_words():
    chart = step_chart(PUBLISHED, marks=NAMED, size=Size.NARROW, rtl=False)

    assert [mark.label for mark in chart.marks] == ["Russia", "Turkey", "Tajikistan"]


def test_a_mark_without_room_keeps_its_dot():
    crowd = [NamedPoint(date(2019, 7, 10), 473, "33", "to Russia, 10 Jul " + "x" * 20)] * 12

    marks = step_chart(PUBLISHED, marks=crowd, size=Size.NARROW, rtl=False).marks

    assert len(marks) == 12
    assert {mark.label for mark in marks} >= {""}


def test_figures_start_at_zero_in_round_steps():
    ticks = [tick for tick in step_chart(PUBLISHED, rtl=False).ticks if tick.axis == "y"]

    assert [tick.label for tick in ticks] == ["0", "100", "200", "300", "400", "500"]
    assert [tick.base for tick in ticks] == [True] + [False] * 5
    assert ticks[0].y == corners(step_chart([replace(PUBLISHED[0], total=0)], rtl=False).path)[0][1]


def test_time_is_labelled_by_its_first_month_and_years():
    ticks = [tick.label for tick in step_chart(PUBLISHED, rtl=False).ticks if tick.axis == "x"]

    assert ticks == ["10/2017", "2018", "2019"]


def test_a_line_within_a_year_is_labelled_by_months():
    points = [Point(date(2019, 1, 2), 1), Point(date(2019, 6, 28), 6)]

    ticks = [tick.label for tick in step_chart(points, rtl=False).ticks if tick.axis == "x"]

    assert ticks == ["1/2019", "2/2019", "3/2019", "4/2019", "5/2019", "6/2019"]


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 9))
def test_steps_are_round_few_and_reach_the_peak(peak, intervals):
    step = nice_step(peak, intervals)

    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step * intervals >= peak
    assert step == 1 or step * intervals < max(peak, 1) * 2.5


def test_nothing_to_draw():
    steps, bars = draw_steps([], marks=NAMED), draw_bars([])

    assert steps.wide.is_empty
    assert steps.narrow.ticks == ()
    assert bars.wide.is_empty
    assert not bars.wide.has_few


def test_a_single_day_is_a_level_line():
    chart = step_chart([Point(START, 5)], rtl=False)

    assert len({y for _, y in corners(chart.path)}) == 1
    assert not chart.is_empty


bar_values = st.builds(
    lambda label, count: BarValue(label, (cell := protect(count, Audience.PROTECTED)).value, cell.text),
    st.text(max_size=80),
    st.integers(0, 10**7),
)


@settings(deadline=None)
@given(st.lists(bar_values, min_size=1, max_size=12), sizes, st.booleans())
def test_bars_labels_and_figures_stand_inside_the_canvas(values, size, rtl):
    chart = bar_chart(values, size=size, rtl=rtl)

    for bar in chart.bars:
        away = "start" if rtl else "end"  # the label's anchor as seen from the left
        for x, anchor, text in ((bar.label_x, away, bar.label), (bar.value_x, bar.value_anchor, bar.value)):
            left, right = extent(x, anchor, text)
            assert left >= -0.1
            assert right <= chart.width + 0.1
        assert 0 <= bar.x <= bar.x + bar.width <= chart.width + 0.1
        assert 0 <= bar.y <= bar.y + bar.height <= chart.height


@settings(deadline=None)
@given(st.lists(bar_values, min_size=1, max_size=12), sizes)
def test_right_to_left_bars_are_the_mirror_image(values, size):
    left, right = bar_chart(values, size=size, rtl=False), bar_chart(values, size=size, rtl=True)

    assert right.axis_x == pytest.approx(left.width - left.axis_x, abs=0.01)
    for one, other in zip(left.bars, right.bars, strict=True):
        assert other.x == pytest.approx(left.width - one.x - one.width, abs=0.11)
        assert other.label_x == pytest.approx(left.width - one.label_x, abs=0.01)
        assert other.value_x == pytest.approx(left.width - one.value_x, abs=0.01)
        assert (other.label_anchor, one.label_anchor) == ("end", "end")
        assert (one.value_anchor, other.value_anchor) == ("start", "end")


def test_hidden_figures_are_stubs_of_one_length():
    cells = [protect(count, Audience.PROTECTED) for count in (400, 1, 4, 0)]
    chart = bar_chart([BarValue("State", cell.value, cell.text) for cell in cells], rtl=False)

    assert [bar.few for bar in chart.bars] == [False, True, True, False]
    assert chart.bars[1].width == chart.bars[2].width > chart.bars[3].width == 0
    assert chart.has_few


def test_bars_are_as_long_as_their_figures_say():
    chart = bar_chart([BarValue("A", 200, "200"), BarValue("B", 50, "50")], rtl=False)

    assert chart.bars[1].width == pytest.approx(chart.bars[0].width / 4, abs=0.1)


def test_direction_follows_the_language():
    with translation.override("ar"):
        arabic = draw_bars([BarValue("A", 1, "1")])

    assert arabic.wide == bar_chart([BarValue("A", 1, "1")], rtl=True)
    assert arabic.narrow == bar_chart([BarValue("A", 1, "1")], size=Size.NARROW, rtl=True)
