"""Counts as protected readers see them: small ones marked, the others rounded, each by itself."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.disclosure import Audience, Mark, protect


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15"), (188, "190")],
)
def test_protected_text(count, text):
    assert protect(count, Audience.PROTECTED).text == text


def test_exact_reader_sees_the_count():
    cell = protect(3, Audience.EXACT)

    assert (cell.value, cell.text, cell.shown, cell.mark) == (3, "3", 3, Mark.EXACT)


def test_hidden_cell_carries_no_number_anywhere():
    cells = [protect(count, Audience.PROTECTED) for count in range(1, 5)]

    assert len(set(cells)) == 1
    assert len({repr(cell) for cell in cells}) == 1
    assert cells[0].value is None
    assert cells[0].is_hidden


def test_large_numbers_are_grouped_on_pages_and_plain_in_files():
    cell = protect(1208, Audience.PROTECTED)

    with translation.override("en"):
        assert cell.text == "1,210"
    assert cell.shown == 1210


def test_a_file_shows_the_mark_that_the_page_shows():
    assert protect(2, Audience.PROTECTED).shown == "<5"


def test_negative_count_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        protect(-1, Audience.PROTECTED)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_rounding_stays_within_two_and_never_shows_a_small_group(count):
    cell = protect(count, Audience.PROTECTED)

    if cell.value is None:
        assert 1 <= count <= 4
        return
    assert cell.value % 5 == 0
    assert abs(cell.value - count) <= 2
    assert (cell.value == 0) == (count == 0)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_small_group_is_not_divided(count):
    """Beside an exact total, a zero would tell what the few are."""
    cell = protect(count, Audience.PROTECTED, group=9)

    assert (cell.mark, cell.value) == (Mark.WITHHELD, None)


@pytest.mark.parametrize(("group", "text"), [(10, "<5"), (None, "<5")])
def test_a_group_of_ten_is_divided(group, text):
    assert str(protect(3, Audience.PROTECTED, group=group)) == text


def test_a_group_of_nobody_has_nothing_to_hide():
    assert str(protect(0, Audience.PROTECTED, group=0)) == "0"
    assert protect(3, Audience.EXACT, group=3).value == 3
