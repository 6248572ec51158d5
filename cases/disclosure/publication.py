"""Tables released to the public: small cells are hidden, and as many others as it takes to keep them hidden."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.disclosure.cells import BASE, Cell, Mark
from cases.disclosure.network import Arc, Network, Position
from cases.errors import Refused

Line = tuple[Cell, ...]


class CannotRelease(Refused):
    """What is already public leaves no way to keep a small cell of this table hidden."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This table cannot be released: together with figures already public it would show a small group."
            )
        )


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table ready for release; the totals are cells like the others and may be hidden too."""

    cells: tuple[Line, ...]
    row_totals: Line
    column_totals: Line
    grand_total: Cell


def suppress_for_publication(
    counts: Sequence[Sequence[int]], *, known: Collection[Position] = ()
) -> PublishedTable:
    """Return the table of ``counts`` with its totals, safe to release.

    Counts of 1 to 4 are hidden and marked "<5"; then further figures are withheld until no reasoning over
    all rows, columns and totals, and over the figures in ``known``, narrows a "<5" below 1 to 4 or a
    withheld figure to an interval under 5. Zeros are published. What is still shown is exact.

    ``known`` holds positions that the public has from earlier releases, as ``(row, column)`` with ``None``
    for a total. Raises ``CannotRelease`` where they leave no safe table, ``ValueError`` for ragged or
    negative counts.
    """
    if not counts or not counts[0]:
        raise ValueError("A table needs at least one row and one column.")
    if any(len(row) != len(counts[0]) or min(row) < 0 for row in counts):
        raise ValueError("All rows need the same number of counts, none of them negative.")
    network = Network(counts)
    for arc in network.arcs:
        arc.known = arc.position in known
    needed = _hide_small(network)
    _hide_complements(network, needed)
    _show_needless(network, needed)
    return _published(network, len(counts), len(counts[0]))


def _hide_small(network: Network) -> list[int]:
    """Hide every figure from 1 to 4 and return their numbers.

    A total that small with several cells in it is withheld without the mark "<5": the mark would cap those
    cells.
    """
    filled = [arc for arc in network.arcs if None not in arc.position and arc.value]
    needed = []
    for number, arc in enumerate(network.arcs):
        if arc.known or not 0 < arc.value < BASE:
            continue
        arc.hide(small=sum(1 for inner in filled if _adds_up(inner.position, arc.position)) == 1)
        needed.append(number)
    return needed


def _adds_up(inner: Position, total: Position) -> bool:
    return all(wanted is None or place == wanted for place, wanted in zip(inner, total, strict=True))


def _hide_complements(network: Network, needed: Sequence[int]) -> None:
    """Withhold the cheapest further figures: a hidden one more never makes another less safe, so one pass is enough."""
    waiting = list(needed)
    while waiting:
        more = network.make_safe(waiting.pop())
        if more is None:
            raise CannotRelease
        waiting.extend(more)


def _show_needless(network: Network, needed: Collection[int]) -> None:
    """Show again what turns out not to be needed, the most useful figures (large totals) first."""
    complements = [n for n, arc in enumerate(network.arcs) if arc.hidden and n not in needed]
    for number in sorted(complements, key=lambda n: -network.arcs[n].cost):
        arc = network.arcs[number]
        arc.reveal()
        if not all(network.is_safe(n) for n, other in enumerate(network.arcs) if other.hidden):
            arc.hide(small=False)


def _published(network: Network, rows: int, columns: int) -> PublishedTable:
    cell = {arc.position: _cell(arc) for arc in network.arcs}
    return PublishedTable(
        cells=tuple(tuple(cell[i, j] for j in range(columns)) for i in range(rows)),
        row_totals=tuple(cell[i, None] for i in range(rows)),
        column_totals=tuple(cell[None, j] for j in range(columns)),
        grand_total=cell[None, None],
    )


def _cell(arc: Arc) -> Cell:
    if not arc.hidden:
        return Cell(arc.value, Mark.EXACT)
    return Cell(None, Mark.SMALL if arc.small else Mark.WITHHELD)
