"""Layout of charts for our SVG templates: 1 unit = 1 px, once wide and once narrow, no reading of any record.

Templates print what stands here and compute nothing. In right-to-left languages every x is mirrored and text keeps
its logical anchor, since "start" and "end" follow the direction of the page; only figures, which are always written
left to right, swap theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cases.reports.charts.bars import bar_chart
from cases.reports.charts.measures import Size
from cases.reports.charts.shapes import Bar, BarChart, BarValue, Mark, NamedPoint, Point, StepChart, Tick
from cases.reports.charts.steps import step_chart

__all__ = [
    "Bar",
    "BarChart",
    "BarValue",
    "Drawing",
    "Mark",
    "NamedPoint",
    "Point",
    "Size",
    "StepChart",
    "Tick",
    "bar_chart",
    "draw_bars",
    "draw_steps",
    "step_chart",
]

Chart = TypeVar("Chart", StepChart, BarChart)


@dataclass(frozen=True, slots=True)
class Drawing(Generic[Chart]):
    """The two drawings of one chart, for the ``wide`` and ``narrow`` inputs of the chart template."""

    wide: Chart
    narrow: Chart


def draw_steps(
    points: Sequence[Point], *, marks: Sequence[NamedPoint] = (), rtl: bool | None = None
) -> Drawing[StepChart]:
    """Return both drawings of a running total; ``rtl`` left open follows the active language."""
    return Drawing(
        wide=step_chart(points, marks=marks, size=Size.WIDE, rtl=rtl),
        narrow=step_chart(points, marks=marks, size=Size.NARROW, rtl=rtl),
    )


def draw_bars(bars: Sequence[BarValue], *, rtl: bool | None = None) -> Drawing[BarChart]:
    """Return both drawings of a set of bars; ``rtl`` left open follows the active language."""
    return Drawing(
        wide=bar_chart(bars, size=Size.WIDE, rtl=rtl), narrow=bar_chart(bars, size=Size.NARROW, rtl=rtl)
    )
