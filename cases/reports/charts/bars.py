"""Horizontal bars from a common axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.reports.charts.measures import (
    BASELINE,
    GAP,
    MARK_DISTANCE,
    Size,
    is_rtl,
    mirrored,
    shortened,
    text_width,
)
from cases.reports.charts.shapes import Bar, BarChart, BarValue

STUB = 10.0  # one length for every hidden figure, so that length says nothing


@dataclass(frozen=True, slots=True)
class BarFrame:
    """Measures of horizontal bars; the height follows their number."""

    width: float
    thickness: float
    pitch: float
    least_label: float
    most_label: float


BAR_FRAMES = {
    Size.WIDE: BarFrame(width=542, thickness=24, pitch=38.4, least_label=110, most_label=210),
    Size.NARROW: BarFrame(width=326, thickness=22, pitch=34, least_label=86, most_label=130),
}
MARGIN = 3.0


def bar_chart(bars: Sequence[BarValue], *, size: Size = Size.WIDE, rtl: bool | None = None) -> BarChart:
    """Lay out horizontal bars from the longest figure down to stubs, in the order given.

    Labels too long for their column end in an ellipsis; the table under the chart has them whole.
    """
    frame, turned = BAR_FRAMES[size], is_rtl(rtl)
    wanted = max((text_width(bar.label) for bar in bars), default=0.0) + MARK_DISTANCE
    start = min(max(wanted, frame.least_label), frame.most_label)
    tail = max((text_width(bar.text) for bar in bars), default=0.0) + 2 * GAP
    room = max(frame.width - start - tail, STUB)
    peak = max((bar.value or 0 for bar in bars), default=0)
    height = MARGIN * 2 + max(len(bars) - 1, 0) * frame.pitch + (frame.thickness if bars else 0)

    def place(x: float) -> float:
        return mirrored(x, frame.width, turned)

    def laid_out(number: int, bar: BarValue) -> Bar:
        length = STUB if bar.value is None else room * (max(bar.value, 0) / max(peak, 1))
        y = MARGIN + number * frame.pitch
        text_y = round(y + frame.thickness / 2 + BASELINE, 1)
        return Bar(
            x=round(min(place(start), place(start + length)), 1),
            y=round(y, 1),
            width=round(abs(place(start + length) - place(start)), 1),
            height=frame.thickness,
            few=bar.value is None,
            second=bar.second,
            label=shortened(bar.label, start - MARK_DISTANCE),
            label_x=place(start - MARK_DISTANCE),
            label_y=text_y,
            label_anchor="end",
            value=bar.text,
            value_x=place(start + length + GAP),
            value_y=text_y,
            value_anchor="end" if turned else "start",
        )

    laid = tuple(laid_out(number, bar) for number, bar in enumerate(bars))
    return BarChart(frame.width, round(height, 1), place(start), 0.0, round(height, 1), laid)
