"""Spreadsheets, written row by row to a temporary file in constant memory."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

import xlsxwriter
from django.utils.translation import gettext_lazy as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cases.errors import Refused
from cases.exports.sheet import Column, Kind, Mark, Sheet, Value, as_text, is_number

Number = int | float | Decimal

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROW_LIMIT = 1_048_576
TEXT_LIMIT = 32_767
EXACT_LIMIT = 10**15
FIRST_YEAR = 1900
MEMORY_LIMIT = 2**20
SHEET_NAME_LIMIT = 31
FOOTER_LIMIT = 255
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
WIDTHS = {Kind.TEXT: 28, Kind.NUMBER: 14, Kind.DATE: 18}


class TooManyRows(Refused):
    """The table is longer than a spreadsheet can be."""

    def __init__(self) -> None:
        super().__init__(
            _("This table is too long for a spreadsheet. Take the CSV file, or filter it first.")
        )


def xlsx_file(*sheets: Sheet, mark: Mark | None = None) -> BinaryIO:
    """Return an open file with one worksheet per sheet, at its start; closing it removes it.

    ``mark`` stands at the foot of each printed page and in the properties of the file.

    Numbers stay numbers and dates dates; text is always text, never a formula or a link. Notes follow the
    rows after an empty line. Raises ``TooManyRows``, and ``ValueError`` for rows that do not fit the
    columns.
    """
    file = cast(BinaryIO, SpooledTemporaryFile(max_size=MEMORY_LIMIT))  # noqa: SIM115 - handed over open
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with xlsxwriter.Workbook(file, options) as book:
            styles = _Styles(book)
            if mark:
                book.set_properties(
                    {"title": mark.title, "author": mark.author, "comments": as_text(mark.comments)}
                )
            taken: set[str] = set()
            for sheet in sheets:
                page = book.add_worksheet(_sheet_name(sheet, taken))
                if mark:
                    page.set_footer(_footer(mark.footer))
                _write(sheet, page, styles)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EDF1F2"}
        self.heading: Format = book.add_format(head)
        self.number_heading: Format = book.add_format({**head, "align": "right"})
        self.date: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.mark: Format = book.add_format({"align": "right"})
        self.note: Format = book.add_format({"italic": True})


def _write(sheet: Sheet, page: Worksheet, styles: _Styles) -> None:
    headings = sheet.headings()
    if sheet.is_right_to_left():
        page.right_to_left()
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for place, column in enumerate(headings):
        page.set_column(place, place, WIDTHS[column.kind])
        style = styles.number_heading if column.kind is Kind.NUMBER else styles.heading
        page.write_string(0, place, _fit(as_text(column.title)), style)
    last = 0
    for last, row in enumerate(sheet.checked_rows(), start=1):
        if last + len(sheet.notes) + 1 >= ROW_LIMIT:
            raise TooManyRows
        _write_row(page, last, row, headings, styles)
    for number, note in enumerate(sheet.notes, start=last + 2):
        page.write_string(number, 0, _fit(as_text(note)), styles.note)


def _write_row(
    page: Worksheet, number: int, row: Sequence[Value], headings: Sequence[Column], styles: _Styles
) -> None:
    for place, (value, column) in enumerate(zip(row, headings, strict=True)):
        if value is None:
            continue
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            _write_date(page, number, place, value, styles)
        elif is_number(value) and _is_exact(cast(Number, value)):
            page.write_number(number, place, cast(Number, value))
        else:
            # A mark such as "<5" stands where the numbers stand.
            style = styles.mark if column.kind is Kind.NUMBER else None
            page.write_string(number, place, _fit(as_text(value)), style)


def _write_date(page: Worksheet, number: int, place: int, value: date, styles: _Styles) -> None:
    """Write a date as the spreadsheet's own; a time keeps its clock reading, which has no zone there."""
    if isinstance(value, datetime):
        page.write_datetime(number, place, value.replace(tzinfo=None), styles.moment)
    else:
        page.write_datetime(number, place, value, styles.date)


def _is_exact(value: Number) -> bool:
    """Whether a spreadsheet, which keeps 15 digits, would keep this number as it is."""
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return -EXACT_LIMIT < value < EXACT_LIMIT


def _fit(text: str) -> str:
    """Shorten what no cell can hold, and show that it was shortened."""
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


def _footer(text: str) -> str:
    """The words at the left, the page at the right; "&" begins a code there, and no more than 255 signs are kept."""
    pages = "&R&8&P / &N"
    room = FOOTER_LIMIT - len(pages) - len("&L&8 ")
    words = as_text(text)
    while len(words.replace("&", "&&")) > room:
        words = words.removesuffix("…")[:-1] + "…"
    # After a size a digit would be read as part of it.
    return f"&L&8 {words.replace('&', '&&')}{pages}"


def _sheet_name(sheet: Sheet, taken: set[str]) -> str:
    """Return a name that spreadsheet programs accept: short, without their reserved signs, each only once."""
    plain = FORBIDDEN_IN_SHEET_NAME.sub(" ", as_text(sheet.title)).strip(" '\t\r\n")
    name = plain[:SHEET_NAME_LIMIT].strip(" '") or "1"
    suffix = 1
    while name.lower() in taken or name.lower() == "history":
        suffix += 1
        name = f"{plain[: SHEET_NAME_LIMIT - 4].strip()} {suffix}"
    taken.add(name.lower())
    return name
