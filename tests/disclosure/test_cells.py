"""Counts as protected readers see them: small ones marked, the others rounded, each by itself."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.disclosure import Audience, Mark, SmallGroup, protect, protect_row, protect_table, require_group
from cases.errors import Refused


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


def test_totals_are_rounded_from_the_true_total_and_not_summed():
    row = protect_row({"girls": 7, "boys": 7, "all": 14}, Audience.PROTECTED)

    assert [str(cell) for cell in row.values()] == ["5", "5", "15"]


def test_exact_columns_pass_and_the_others_do_not():
    table = protect_table(
        {"RU": {"children": 33, "girls": 3}, "FI": {"children": 2, "girls": 0}},
        Audience.PROTECTED,
        exact={"children"},
    )

    assert [str(cell) for cell in table["RU"].values()] == ["33", "<5"]
    assert [str(cell) for cell in table["FI"].values()] == ["2", "0"]


@pytest.mark.parametrize("size", [0, 1, 9])
def test_small_group_is_refused_with_words_that_do_not_tell_its_size(size):
    with pytest.raises(SmallGroup) as refusal:
        require_group(size, Audience.PROTECTED)

    assert isinstance(refusal.value, Refused)
    assert str(refusal.value) == str(SmallGroup())
    assert not any(character.isdigit() for character in str(refusal.value))


@pytest.mark.parametrize(
    ("size", "audience"), [(10, Audience.PROTECTED), (0, Audience.EXACT), (3, Audience.EXACT)]
)
def test_large_group_and_exact_reader_pass(size, audience):
    assert require_group(size, audience) is None
