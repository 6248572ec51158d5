"""A two-way table with its totals, as a network in which the attack on hidden cells can be computed exactly.

Each figure is an arc: source → row (row total), row → column (inner cell), column → sink (column total) and
sink → source (grand total). The sums of the table are then the rule that what flows into a point flows out
again, and the largest value a hidden figure can take is a maximum flow. Such flows have whole-number
answers, so the bounds found here are exactly those of the best linear attack over all margins.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

SMALL_RANGE = (1, 4)
INNER_FLOOR = 5
INTERVAL = 5
UNBOUNDED = 10**12

Position = tuple[int | None, int | None]


@dataclass(slots=True)
class Arc:
    """One figure: its place, its true value, and what a reader knows about it (``low`` to ``high``)."""

    position: Position
    tail: int
    head: int
    value: int
    cost: int
    low: int
    high: int
    known: bool = False
    small: bool = False

    @property
    def hidden(self) -> bool:
        """Whether the reader is left with a range."""
        return self.low != self.high

    def hide(self, *, small: bool) -> None:
        """Leave the reader with what the mark says: 1 to 4, or, withheld, not zero (and not 1 to 4 within)."""
        self.small = small
        inner = None not in self.position
        self.low, self.high = SMALL_RANGE if small else (INNER_FLOOR if inner else 1, UNBOUNDED)

    def reveal(self) -> None:
        """Show the true value again."""
        self.small = False
        self.low = self.high = self.value


class Network:
    """The arcs of one table; see the module text."""

    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        rows, columns = len(counts), len(counts[0])
        sink = rows + columns + 1
        row_totals = [sum(row) for row in counts]
        column_totals = [sum(column) for column in zip(*counts, strict=True)]
        world = sum(row_totals)
        self.arcs: list[Arc] = []
        self._size = sink + 1
        for i, row in enumerate(counts):
            for j, value in enumerate(row):
                self._add((i, j), 1 + i, 1 + rows + j, value, 1 + value)
            self._add((i, None), 0, 1 + i, row_totals[i], 1 + world + row_totals[i])
        for j, total in enumerate(column_totals):
            self._add((None, j), 1 + rows + j, sink, total, 1 + world + total)
        self._add((None, None), sink, 0, world, 1 + 3 * world)
        self._steps: list[list[tuple[int, bool, int]]] = [[] for _ in range(self._size)]
        for number, arc in enumerate(self.arcs):
            self._steps[arc.tail].append((number, True, arc.head))
            self._steps[arc.head].append((number, False, arc.tail))

    def _add(self, position: Position, tail: int, head: int, value: int, cost: int) -> None:
        self.arcs.append(Arc(position, tail, head, value, cost, value, value))

    def is_safe(self, number: int) -> bool:
        """Whether no attack narrows this hidden arc below what its mark says."""
        return self._missing(number, widen=None) == 0

    def make_safe(self, number: int) -> list[int] | None:
        """Hide further arcs until this one is safe; return their numbers, or ``None`` where nothing helps."""
        widened: list[int] = []
        return widened if self._missing(number, widen=widened) == 0 else None

    def _missing(self, number: int, widen: list[int] | None) -> int:
        arc = self.arcs[number]
        if arc.small:
            up, down = arc.high - arc.value, arc.value - arc.low
            return up - self._slack(number, True, up, widen) + down - self._slack(number, False, down, widen)
        rise = self._slack(number, True, INTERVAL, None)
        fall = self._slack(number, False, min(INTERVAL - rise, arc.value - arc.low), None)
        if rise + fall >= INTERVAL or widen is None:
            return INTERVAL - rise - fall
        rise = self._slack(number, True, INTERVAL, widen)
        return INTERVAL - rise - self._slack(number, False, min(INTERVAL - rise, arc.value - arc.low), widen)

    def _slack(self, number: int, upward: bool, wanted: int, widen: list[int] | None) -> int:
        """Return how far, up to ``wanted``, the arc's value can move one way while every shown figure stays.

        With a list in ``widen``, shown arcs may be hidden to reach ``wanted``; their numbers are appended
        to it.
        """
        arc = self.arcs[number]
        start, end = (arc.head, arc.tail) if upward else (arc.tail, arc.head)
        flow = [each.value for each in self.arcs]
        moved = 0
        while moved < wanted:
            path = self._cheapest_path(start, end, number, flow, widen is not None)
            if path is None:
                break
            moved += self._push(path, flow, wanted - moved, widen)
        return moved

    def _push(
        self, path: list[tuple[int, bool]], flow: list[int], limit: int, widen: list[int] | None
    ) -> int:
        for number, _forward in path:
            if widen is not None and not self.arcs[number].hidden:
                self.arcs[number].hide(small=False)
                widen.append(number)
        step = min(limit, *(self._room(number, forward, flow) for number, forward in path))
        for number, forward in path:
            flow[number] += step if forward else -step
        return step

    def _room(self, number: int, forward: bool, flow: list[int]) -> int:
        arc = self.arcs[number]
        return arc.high - flow[number] if forward else flow[number] - arc.low

    def _cost(self, number: int, forward: bool, flow: list[int], may_hide: bool) -> int | None:
        """Return what a step over this arc costs: nothing when hidden with room left, ``None`` when impossible."""
        arc = self.arcs[number]
        if arc.hidden:
            return 0 if self._room(number, forward, flow) > 0 else None
        if not may_hide or arc.known or arc.value == 0:
            return None
        floor = INNER_FLOOR if None not in arc.position else 1
        return arc.cost if forward or arc.value > floor else None

    def _cheapest_path(
        self, start: int, end: int, without: int, flow: list[int], may_hide: bool
    ) -> list[tuple[int, bool]] | None:
        best = [UNBOUNDED] * self._size
        came: dict[int, tuple[int, bool, int]] = {}
        best[start] = 0
        heap = [(0, start)]
        while heap:
            spent, here = heapq.heappop(heap)
            if here == end:
                return self._walk_back(came, start, end)
            if spent > best[here]:
                continue
            for number, forward, there in self._steps[here]:
                cost = None if number == without else self._cost(number, forward, flow, may_hide)
                if cost is not None and spent + cost < best[there]:
                    best[there] = spent + cost
                    came[there] = (number, forward, here)
                    heapq.heappush(heap, (best[there], there))
        return None

    @staticmethod
    def _walk_back(came: dict[int, tuple[int, bool, int]], start: int, end: int) -> list[tuple[int, bool]]:
        path = []
        while end != start:
            number, forward, end = came[end]
            path.append((number, forward))
        return path
