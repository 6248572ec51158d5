"""What a spreadsheet carries is read back with another library than the one that wrote it."""

import html
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from cases.disclosure import Audience, protect
from cases.errors import Refused
from cases.exports import Column, Kind, Mark, Sheet, TooManyRows, xlsx_file

TOTALS = [Column("State"), Column("Children", Kind.NUMBER), Column("Last", Kind.DATE)]


def read(*sheets):
    with xlsx_file(*sheets) as file:
        book = CalamineWorkbook.from_filelike(BytesIO(file.read()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(sheet, name):
    with xlsx_file(sheet) as file, zipfile.ZipFile(file) as parts:
        return parts.read(name).decode()


def test_numbers_dates_and_text_keep_their_kind():
    rows = [["Russia", 90, date(2019, 7, 10)], ["طاجيكستان", 84.5, date(2019, 4, 30)]]

    assert read(Sheet("Totals", TOTALS, rows))["Totals"] == [
        ["State", "Children", "Last"],
        ["Russia", 90, date(2019, 7, 10)],
        ["طاجيكستان", 84.5, date(2019, 4, 30)],
    ]


def test_a_time_keeps_its_clock_reading():
    rows = [[datetime(2019, 7, 10, 14, 5, tzinfo=UTC)]]

    assert read(Sheet("T", ["a"], rows))["T"][1] == [datetime(2019, 7, 10, 14, 5)]


def test_a_protected_cell_reads_as_on_the_page():
    rows = [[protect(count, Audience.PROTECTED).shown] for count in (0, 3, 12)]

    assert read(Sheet("T", [Column("n", Kind.NUMBER)], rows))["T"][1:] == [[0], ["<5"], [10]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "{=1}", "http://example.org/a", "12", "mailto:a@b.c"]
)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    sheet = Sheet("T", ["a"], [[text]])

    assert read(sheet)["T"][1] == [text]
    assert "<f>" not in part(sheet, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(sheet, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "value", [10**15, 10**400, -(10**18), float("inf"), float("nan"), Decimal("NaN"), date(1899, 12, 31)]
)
def test_what_a_spreadsheet_would_change_is_kept_as_text(value):
    assert read(Sheet("T", ["a"], [[value]]))["T"][1] == [str(value)]


def test_characters_that_no_file_may_carry_are_dropped_and_long_text_is_marked():
    cells = read(Sheet("T", ["a", "b"], [["A\x00mi\x1bna\ud800", "x" * 40_000]]))["T"][1]

    assert cells[0] == "Amina"
    assert len(cells[1]) == 32_767
    assert cells[1].endswith("…")


def test_true_and_false_are_text():
    assert read(Sheet("T", ["a", "b"], [[True, None]]))["T"][1][0] == "True"


def test_notes_stand_under_the_table():
    assert read(Sheet("T", ["a"], [["x"]], notes=["=note"]))["T"] == [["a"], ["x"], [""], ["=note"]]


def test_header_is_frozen_and_the_sheet_turns_with_the_language():
    left = part(Sheet("T", ["a"], []), "xl/worksheets/sheet1.xml")
    with translation.override("ar"):
        right = part(Sheet("T", ["a"], []), "xl/worksheets/sheet1.xml")

    assert 'state="frozen"' in left
    assert "rightToLeft" not in left
    assert 'rightToLeft="1"' in right


def test_sheet_names_are_made_fit_and_different():
    long = "Children: by State / year [all] and more than thirty-one letters"

    names = list(
        read(
            Sheet(long, ["a"], []), Sheet(long, ["a"], []), Sheet("'", ["a"], []), Sheet("History", ["a"], [])
        )
    )

    assert len({name.lower() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_rows_that_do_not_fit_are_a_mistake():
    with pytest.raises(ValueError, match="does not fit"):
        xlsx_file(Sheet("T", ["a", "b"], [["x"]]))


def test_a_table_longer_than_a_spreadsheet_is_refused(monkeypatch):
    monkeypatch.setattr("cases.exports.xlsx_writer.ROW_LIMIT", 4)

    with pytest.raises(TooManyRows) as refusal:
        xlsx_file(Sheet("T", ["a"], [["x"]] * 3))
    assert isinstance(refusal.value, Refused)


@pytest.mark.parametrize("words", ["For A & B", "9 to 5", "&P" * 200])
def test_a_mark_is_at_the_foot_of_every_sheet_and_no_code_is_read_in_it(words):
    mark = Mark(title="Export E-7K4M2-X", footer=words, author="Layla Haddad")

    with (
        xlsx_file(Sheet("A", ["a"], []), Sheet("B", ["b"], []), mark=mark) as file,
        zipfile.ZipFile(file) as parts,
    ):
        sheets = [parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
        about = parts.read("docProps/core.xml").decode()

    feet = [html.unescape(re.search(r"<oddFooter>(.*?)</oddFooter>", sheet)[1]) for sheet in sheets]
    assert len(set(feet)) == 1
    assert len(feet[0]) <= 255
    assert feet[0].endswith("&R&8&P / &N")
    said = feet[0].removeprefix("&L&8 ").removesuffix("&R&8&P / &N").replace("&&", "&")
    assert said == words or (said.endswith("…") and words.startswith(said[:-1]))
    assert "Layla Haddad" in about
    assert "Export E-7K4M2-X" in about
