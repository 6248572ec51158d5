"""The attack on released tables: what can a reader work out from its margins and from
what was public before?

The attacker of these tests shares no code with the suppression. It looks for whole tables ("witnesses")
that agree with everything published; as long as a witness exists at both ends of what a mark says, the mark
holds.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.disclosure import Audience, CannotRelease, Cell, Mark, protect, suppress_for_publication

TOTAL = None
LARGE = 400


def as_grid(counts):
    """The true figures by position, totals included."""
    grid = {(i, j): value for i, row in enumerate(counts) for j, value in enumerate(row)}
    grid |= {(i, TOTAL): sum(row) for i, row in enumerate(counts)}
    grid |= {(TOTAL, j): sum(column) for j, column in enumerate(zip(*counts, strict=True))}
    return grid | {(TOTAL, TOTAL): sum(map(sum, counts))}


def released_grid(table):
    """The published cells by position."""
    grid = {(i, j): cell for i, row in enumerate(table.cells) for j, cell in enumerate(row)}
    grid |= {(i, TOTAL): cell for i, cell in enumerate(table.row_totals)}
    grid |= {(TOTAL, j): cell for j, cell in enumerate(table.column_totals)}
    return grid | {(TOTAL, TOTAL): table.grand_total}


def believed(position, cell, true, known):
    """The range that the attacker starts from, knowing how the marks are given."""
    if cell.value is not None:
        return cell.value, cell.value
    if position in known:
        return true, true
    if cell.mark is Mark.SMALL:
        return 1, 4
    return (1 if TOTAL in position else 5), LARGE


def covers(inner, position):
    return all(wanted is TOTAL or place == wanted for place, wanted in zip(inner, position, strict=True))


def witness_exists(true, ranges):
    """Whether whole numbers within ``ranges`` add up everywhere, by search near the true table."""
    inner = [position for position in ranges if TOTAL not in position]
    sums = [[at for at in inner if covers(at, position)] for position in ranges if TOTAL in position]
    limits = [ranges[position] for position in ranges if TOTAL in position]
    chosen = dict(ranges)

    def still_possible():
        for members, (low, high) in zip(sums, limits, strict=True):
            if sum(chosen[at][0] for at in members) > high or sum(chosen[at][1] for at in members) < low:
                return False
        return True

    def search(open_cells):
        if not still_possible():
            return False
        if not open_cells:
            return True
        at, rest = open_cells[0], open_cells[1:]
        low, high = chosen[at]
        near = sorted(
            range(max(low, true[at] - 6), min(high, true[at] + 6) + 1), key=lambda v: abs(v - true[at])
        )
        for value in near:
            chosen[at] = (value, value)
            if search(rest):
                return True
        chosen[at] = (low, high)
        return False

    return search([at for at in inner if ranges[at][0] != ranges[at][1]])


def broken_marks(counts, table, known=()):
    """The positions where the attack learns more than the mark says."""
    true, cells = as_grid(counts), released_grid(table)
    ranges = {at: believed(at, cell, true[at], known) for at, cell in cells.items()}

    def can_be(at, value):
        return ranges[at][0] <= value <= ranges[at][1] and witness_exists(true, ranges | {at: (value, value)})

    broken = []
    for at, cell in cells.items():
        if cell.value is not None or at in known:
            continue
        if cell.mark is Mark.SMALL:
            safe = can_be(at, 1) and can_be(at, 4)
        else:
            lows = range(max(0, true[at] - 5), true[at] + 1)
            safe = any(can_be(at, low) and can_be(at, low + 5) for low in lows)
        if not safe:
            broken.append(at)
    return broken


figure = st.one_of(st.integers(0, 9), st.sampled_from([0, 0, 12, 30, 60]))


@st.composite
def tables(draw, rows=3, columns=3):
    width = draw(st.integers(1, columns))
    return draw(st.lists(st.lists(figure, min_size=width, max_size=width), min_size=1, max_size=rows))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_attack_on_any_table_learns_no_more_than_the_marks_say(counts):
    assert broken_marks(counts, suppress_for_publication(counts)) == []


@settings(max_examples=150, deadline=None)
@given(tables())
def test_shown_figures_are_true_and_zeros_and_only_zeros_show_as_zero(counts):
    true, cells = as_grid(counts), released_grid(suppress_for_publication(counts))

    for at, cell in cells.items():
        assert cell.value is None or cell.value == true[at]
        assert not 1 <= true[at] <= 4 or cell.value is None
        assert cell.mark is not Mark.SMALL or 1 <= true[at] <= 4
        assert true[at] != 0 or cell.value == 0


@settings(max_examples=100, deadline=None)
@given(tables(rows=2, columns=3), st.data())
def test_attack_with_earlier_releases_learns_nothing_more_or_the_table_is_refused(counts, data):
    known = data.draw(st.sets(st.sampled_from(sorted(as_grid(counts), key=str)), max_size=3))

    try:
        table = suppress_for_publication(counts, known=known)
    except CannotRelease:
        return
    assert broken_marks(counts, table, known) == []


def test_the_attack_breaks_a_table_with_only_its_small_cells_hidden():
    counts = [[3, 20, 30], [10, 10, 10], [12, 40, 9]]
    naive = suppress_for_publication([[0, 20, 30], [10, 10, 10], [12, 40, 9]])
    hidden = Cell(None, Mark.SMALL)
    exact = {at: protect(value, Audience.EXACT) for at, value in as_grid(counts).items()}
    naive = type(naive)(
        cells=((hidden, exact[0, 1], exact[0, 2]), *naive.cells[1:]),
        row_totals=tuple(exact[i, TOTAL] for i in range(3)),
        column_totals=tuple(exact[TOTAL, j] for j in range(3)),
        grand_total=exact[TOTAL, TOTAL],
    )

    assert broken_marks(counts, naive) == [(0, 0)]


def test_a_table_without_small_cells_is_published_whole():
    counts = [[5, 0], [30, 12]]

    assert all(cell.value is not None for cell in released_grid(suppress_for_publication(counts)).values())


def test_totals_stay_visible_where_inner_cells_can_carry_the_protection():
    table = suppress_for_publication([[3, 20, 30], [10, 10, 10], [12, 40, 9]])

    assert [cell.value for cell in table.row_totals] == [53, 30, 61]
    assert table.grand_total.value == 144


def test_a_small_total_of_two_cells_does_not_cap_them():
    table = suppress_for_publication([[2, 2], [30, 40]])

    assert [cell.mark for cell in table.cells[0]] == [Mark.SMALL, Mark.SMALL]
    assert table.row_totals[0].mark is Mark.WITHHELD


def test_a_small_cell_that_the_public_can_already_work_out_cannot_be_released():
    with pytest.raises(CannotRelease):
        suppress_for_publication([[3, 20]], known={(0, 1), (0, TOTAL), (TOTAL, TOTAL)})


@pytest.mark.parametrize("counts", [[], [[]], [[1, 2], [3]], [[4, -1]]])
def test_a_table_that_is_no_table_is_a_mistake(counts):
    with pytest.raises(ValueError, match=r"A table needs|same number"):
        suppress_for_publication(counts)
