"""A running total as a stepped line over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cases.reports.charts.measures import (
    BASELINE,
    GAP,
    MARK_DISTANCE,
    Size,
    figure,
    is_rtl,
    mirrored,
    nice_step,
    text_width,
)
from cases.reports.charts.shapes import Mark, NamedPoint, Point, StepChart, Tick

DOT = 6.0
ASCENT, DESCENT = 11.0, 5.0


@dataclass(frozen=True, slots=True)
class StepFrame:
    """Measures of a step line: the canvas, the plot within it, and how many labels it bears."""

    width: float
    height: float
    top: float
    base: float
    intervals: int
    time_labels: int


STEP_FRAMES = {
    Size.WIDE: StepFrame(width=770, height=306, top=14, base=280, intervals=5, time_labels=9),
    Size.NARROW: StepFrame(width=326, height=236, top=14, base=210, intervals=5, time_labels=4),
}


def step_chart(
    points: Sequence[Point],
    *,
    marks: Sequence[NamedPoint] = (),
    size: Size = Size.WIDE,
    rtl: bool | None = None,
) -> StepChart:
    """Lay out a running total as a stepped line over time, from a zero baseline.

    ``marks`` are named in order of importance: the first ones get the best places, and one that has no room without
    touching another keeps its dot and loses its words. No points give an empty chart.
    """
    frame = STEP_FRAMES[size]
    if not points:
        return StepChart(frame.width, frame.height, "", "", (), ())
    ordered = sorted(points, key=lambda point: point.on)
    peak = max(*(point.total for point in ordered), *(mark.total for mark in marks), 0)
    step = nice_step(peak, frame.intervals)
    figures = range(0, max(-(-peak // step), 1) * step + 1, step)
    plane = _Plane(frame, ordered, figures[-1], figure(figures[-1]), is_rtl(rtl))
    corners = plane.corners(ordered)
    return StepChart(
        frame.width,
        frame.height,
        plane.path(corners),
        plane.path([(0.0, frame.base), *corners, (plane.right, frame.base)]) + "Z",
        (*_figure_ticks(plane, figures), *_time_ticks(plane)),
        tuple(_placed_marks(plane, marks, ordered, corners, prefer_short=size is Size.NARROW)),
    )


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where days and totals fall on the canvas, and the mirror for right-to-left pages."""

    frame: StepFrame
    points: Sequence[Point]
    top_figure: int
    widest: str
    rtl: bool

    @property
    def right(self) -> float:
        return self.frame.width - GAP - text_width(self.widest)

    def x_of(self, day: date) -> float:
        first, last = self.points[0].on.toordinal(), self.points[-1].on.toordinal()
        if first == last:
            return self.right
        return (day.toordinal() - first) / (last - first) * self.right

    def y_of(self, total: int) -> float:
        share = min(max(total, 0) / self.top_figure, 1.0)
        return self.frame.base - share * (self.frame.base - self.frame.top)

    def place(self, x: float) -> float:
        return mirrored(x, self.frame.width, self.rtl)

    def corners(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        """Return the line: level up to each day, then up to its total."""
        corners = [(0.0, self.y_of(points[0].total))]
        for point in points:
            x, y = self.x_of(point.on), self.y_of(point.total)
            if x != corners[-1][0]:
                corners.append((x, corners[-1][1]))
            if y != corners[-1][1]:
                corners.append((x, y))
        return corners if len(corners) > 1 else [*corners, (self.right, corners[0][1])]

    def path(self, corners: Iterable[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{self.place(x):g} {round(y, 1):g}" for x, y in corners)


def _figure_ticks(plane: _Plane, figures: Iterable[int]) -> Iterable[Tick]:
    for value in figures:
        y = round(plane.y_of(value), 1)
        yield Tick(
            "y",
            plane.place(0),
            y,
            plane.place(plane.right),
            y,
            figure(value),
            plane.place(plane.right + GAP),
            round(y + 4, 1),
            "start",
            base=value == 0,
        )


def _time_ticks(plane: _Plane) -> Iterable[Tick]:
    """Yield the month in which the line begins, then the years, or the months of a line too short for years."""
    taken = -GAP
    for day, label in _time_labels(plane.points[0].on, plane.points[-1].on, plane.frame.time_labels):
        x, width = plane.x_of(day), text_width(label)
        at_start = taken < 0
        left = 0.0 if at_start else x - width / 2
        if left < taken + GAP / 2 or left + width > plane.frame.width:
            continue
        taken = left + width
        at, base = plane.place(0.0 if at_start else x), plane.frame.base
        anchor = "start" if at_start else "middle"
        yield Tick("x", at, base, at, base + 5, label, at, base + 20, anchor)


def _time_labels(first: date, last: date, most: int) -> Iterable[tuple[date, str]]:
    yield first, f"{first.month}/{first.year}"
    years = range(first.year + 1, last.year + 1)
    if years:
        every = nice_step(len(years), most)
        yield from ((date(year, 1, 1), str(year)) for year in years if year % every == 0)
        return
    months = range(first.month + 1, last.month + 1)
    every = nice_step(len(months), most)
    yield from ((date(first.year, month, 1), f"{month}/{first.year}") for month in months[every - 1 :: every])


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle on the canvas that text or dots take up."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def _placed_marks(
    plane: _Plane,
    marks: Sequence[NamedPoint],
    points: Sequence[Point],
    corners: Sequence[tuple[float, float]],
    *,
    prefer_short: bool,
) -> Iterable[Mark]:
    dots = [_dot(plane, mark, points) for mark in marks]
    words = [_Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]
    line = [
        _Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1)
        for a, b in pairwise(corners)
    ]
    for mark, (x, y) in zip(marks, dots, strict=True):
        label = mark.short if mark.short and prefer_short else mark.label
        spot = _free_spot(plane, x, y, f"{mark.value} {label}", words, line)
        if spot is None and mark.short:
            label = mark.short
            spot = _free_spot(plane, x, y, f"{mark.value} {label}", words, line)
        place_x, place_y = plane.place(x), round(y, 1)
        if spot is None:
            yield Mark(place_x, place_y, "", "", place_x, place_y, "start")
            continue
        box, anchor = spot
        words.append(box)
        text_x = plane.place(box.right if anchor == "end" else box.left)
        yield Mark(place_x, place_y, mark.value, label, text_x, round(box.bottom - DESCENT, 1), anchor)


def _dot(plane: _Plane, mark: NamedPoint, points: Sequence[Point]) -> tuple[float, float]:
    """Return the place of a dot: on the rise of the first point that counts the event, so that it sits on the line."""
    day = next((point.on for point in points if point.on >= mark.on), points[-1].on)
    return plane.x_of(day), plane.y_of(mark.total)


def _free_spot(
    plane: _Plane, x: float, y: float, text: str, words: Sequence[_Box], line: Sequence[_Box]
) -> tuple[_Box, str] | None:
    """Return the first free box for a label, before the dot or behind it, level or higher or lower.

    Places clear of the line come first; across the line comes next (the label has a white edge), never over words.
    """
    width = text_width(text)
    spots = [
        (_Box(left, level - ASCENT, left + width, level + DESCENT), anchor)
        for level in (y + BASELINE + shift for shift in (0, -14, -22, 16, 24))
        for left, anchor in ((x - MARK_DISTANCE - width, "end"), (x + MARK_DISTANCE, "start"))
    ]
    free = [
        (box, anchor)
        for box, anchor in spots
        if box.left >= 0
        and box.right <= plane.right
        and box.top >= 0
        and box.bottom <= plane.frame.base
        and not any(box.touches(other) for other in words)
    ]
    clear = (spot for spot in free if not any(spot[0].touches(piece) for piece in line))
    return next(clear, free[0] if free else None)
