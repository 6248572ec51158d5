"""What goes into a chart, and what the templates print: plain values and coordinates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Point:
    """The running total after one day: ends of months, or dates of transfers."""

    on: date
    total: int


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """An event worth a dot and words: ``value`` "33" in bold, ``label`` "to Russia, 10 Jul", ``short`` "Russia"."""

    on: date
    total: int
    value: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class BarValue:
    """One bar; ``value`` is ``None`` for a figure that is hidden, and ``text`` what is printed for it."""

    label: str
    value: int | None
    text: str
    second: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A line (x, y to x2, y2) and its label; ``base`` is the zero line."""

    axis: str
    x: float
    y: float
    x2: float
    y2: float
    label: str
    label_x: float
    label_y: float
    anchor: str
    base: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot on the line and its words; both texts are empty where no place is free, since the table has them."""

    x: float
    y: float
    value: str
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class StepChart:
    """A running total, ready to print; ``path`` and ``area`` are SVG path data."""

    width: float
    height: float
    path: str
    area: str
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to draw."""
        return not self.path


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label before it and its figure behind it; ``few`` is a hatched stub of one fixed length."""

    x: float
    y: float
    width: float
    height: float
    few: bool
    second: bool
    label: str
    label_x: float
    label_y: float
    label_anchor: str
    value: str
    value_x: float
    value_y: float
    value_anchor: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from a common axis."""

    width: float
    height: float
    axis_x: float
    axis_y1: float
    axis_y2: float
    bars: tuple[Bar, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to draw."""
        return not self.bars

    @property
    def has_few(self) -> bool:
        """Whether a bar is hatched, so that the page explains the hatching."""
        return any(bar.few for bar in self.bars)
