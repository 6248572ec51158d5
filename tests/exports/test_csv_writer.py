"""What a CSV file carries is read back with Python's own reader."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.exports import Column, Kind, Sheet, csv_blocks

STATE = Column("State")
CHILDREN = Column("Children", Kind.NUMBER)


def read(sheet, **options):
    content = b"".join(csv_blocks(sheet, **options)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def test_a_table_comes_back_as_it_was():
    rows = [["Türkiye", 188], ["روسيا", 90], ['Says "so", twice', 0], ["line\nbreak", None]]

    assert read(Sheet("Totals", [STATE, CHILDREN], rows)) == [
        ["State", "Children"],
        ["Türkiye", "188"],
        ["روسيا", "90"],
        ['Says "so", twice', "0"],
        ["line\nbreak", ""],
    ]


def test_dates_are_iso_and_big_numbers_whole():
    rows = [[date(2019, 7, 10), datetime(2019, 7, 10, 14, 5, tzinfo=UTC), 10**30, Decimal("0.10")]]

    assert read(Sheet("T", ["a", "b", "c", "d"], rows))[1] == [
        "2019-07-10",
        "2019-07-10T14:05:00+00:00",
        "1000000000000000000000000000000",
        "0.10",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1+1", "\uff1d1+1", "-"]
)
def test_text_that_would_run_as_a_formula_is_made_harmless(text):
    assert read(Sheet("T", [text], [[text]])) == [["'" + text], ["'" + text]]


def test_numbers_below_zero_stay_numbers():
    assert read(Sheet("T", ["a", "b"], [[-5, -0.5]]))[1] == ["-5", "-0.5"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_no_text_begins_a_formula_and_none_breaks_the_file(rows):
    back = read(Sheet("T", ["a", "b"], rows))

    assert len(back) == len(rows) + 1
    for line in back:
        assert len(line) == 2
        for field in line:
            assert "\x00" not in field
            assert not field.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_characters_that_no_file_may_carry_are_dropped():
    assert read(Sheet("T", ["a"], [["A\x00mi\x1bna\ud800"]]))[1] == ["Amina"]


def test_byte_order_mark_is_the_callers_choice():
    sheet = Sheet("T", ["a"], [["b"]])

    assert next(csv_blocks(sheet)).startswith(b"\xef\xbb\xbfa\r\n")
    assert next(csv_blocks(sheet, bom=False)) == b"a\r\nb\r\n"


def test_notes_stand_under_the_table_as_wide_as_it():
    sheet = Sheet("T", ["a", "b"], [["x", 1]], notes=[gettext_lazy("Made for a test"), "=cmd"])

    assert read(sheet)[2:] == [["", ""], ["Made for a test", ""], ["'=cmd", ""]]


def test_a_long_table_is_written_in_blocks_as_its_rows_arrive():
    arrived = []

    def rows():
        for number in range(2_500):
            arrived.append(number)
            yield [number]

    blocks = csv_blocks(Sheet("T", ["n"], rows()))
    next(blocks)

    assert len(arrived) < 1_001
    assert len(list(blocks)) == 2
    assert len(arrived) == 2_500


@pytest.mark.parametrize(("columns", "row"), [(["a", "b"], ["x"]), (["a"], ["x", "y"]), ([], [])])
def test_rows_that_do_not_fit_are_a_mistake(columns, row):
    with pytest.raises(ValueError, match="column"):
        read(Sheet("T", columns, [row]))
