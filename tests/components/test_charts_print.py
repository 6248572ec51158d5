"""Chart templates print what the chart layouts give; a name that differs would raise or leave a gap."""

import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cases.reports.charts import BarValue, NamedPoint, Point, draw_bars, draw_steps

DAYS = [datetime.date(2019, month, 1) for month in (1, 4, 7)]


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_step_line_prints_every_point_and_tick(language):
    with translation.override(language):
        drawing = draw_steps(
            [Point(day, total) for day, total in zip(DAYS, (10, 1200, 1473), strict=True)],
            marks=[NamedPoint(DAYS[2], 1473, "273", "to Turkey")],
        )
        for chart in (drawing.wide, drawing.narrow):
            html = render_to_string("components/chart_steps.html", {"chart": chart, "label": "Running total"})
            assert html.count("<line ") == len(chart.ticks)
            assert html.count("<circle ") == len(chart.marks)
            assert chart.path in html
            assert_no_gap(html)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_bars_print_figures_and_hatch_hidden_ones(language):
    with translation.override(language):
        drawing = draw_bars([BarValue("Turkey", 188, "188"), BarValue("Finland", None, "<5")])
        for chart in (drawing.wide, drawing.narrow):
            html = render_to_string(
                "components/chart_bars.html", {"chart": chart, "label": "By State", "pattern": "few"}
            )
            assert html.count("<rect ") == 2
            assert html.count('fill="url(#few)"') == 1
            assert 'id="few"' in html
            assert "&lt;5" in html
            assert_no_gap(html)


def test_chart_stands_with_its_table():
    """Whoever cannot see the drawing reads the same figures."""
    drawing = draw_bars([BarValue("Turkey", 188, "188")])
    table = {"heads": ["State", "Children"], "rows": [["Turkey", 188]]}
    context = {"template": "components/chart_bars.html", "wide": drawing.wide, "narrow": drawing.narrow}
    html = render_to_string(
        "components/chart.html", {**context, "title": "By State", "table": table, "id": "x"}
    )
    assert html.count('role="img" aria-label="By State"') == 2
    assert '<th scope="row">Turkey</th><td class="n"><bdi>188</bdi></td>' in html


def assert_no_gap(html):
    """No coordinate is empty or written with a comma."""
    assert not re.search(r'\b(?:x|y|x1|y1|x2|y2|cx|cy|width|height)="(?!-?\d+(?:\.\d+)?")', html)
