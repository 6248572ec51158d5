"""Comma-separated files (RFC 4180), written block by block so that a long table never stands in memory whole."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from cases.exports.sheet import Sheet, Value, as_text, is_number

CSV_TYPE = "text/csv; charset=utf-8"
ROWS_PER_BLOCK = 1_000
MEMORY_LIMIT = 2**20
BYTE_ORDER_MARK = "\ufeff"

# Spreadsheet programs run a text cell that begins with one of these as a formula (the last four are the
# full-width forms). OWASP, "CSV Injection".
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROL_STARTS = ("\t", "\r", "\n")


def csv_blocks(sheet: Sheet, *, bom: bool = True) -> Iterator[bytes]:
    """Yield the file in UTF-8, in blocks of ``ROWS_PER_BLOCK`` rows.

    With ``bom`` the file begins with the mark by which spreadsheet programs know UTF-8. Notes follow the
    rows after an empty line, in the first column, each line as wide as the table. Raises ``ValueError`` for
    rows that do not fit the columns.
    """
    headings = sheet.headings()
    notes = [[note, *[None] * (len(headings) - 1)] for note in sheet.notes]
    gap = [[None] * len(headings)] if notes else []
    lines = chain([[column.title for column in headings]], sheet.checked_rows(), gap, notes)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    if bom:
        buffer.write(BYTE_ORDER_MARK)
    for number, line in enumerate(lines, start=1):
        writer.writerow(_fields(line))
        if number % ROWS_PER_BLOCK == 0:
            yield _take(buffer)
    if buffer.tell():
        yield _take(buffer)


def csv_file(sheet: Sheet) -> BinaryIO:
    """Return the same as an open file at its start; closing it removes it.

    For what has to be read from the database before the answer begins.
    """
    file = cast(BinaryIO, SpooledTemporaryFile(max_size=MEMORY_LIMIT))  # noqa: SIM115 - handed over open
    try:
        for block in csv_blocks(sheet):
            file.write(block)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fields(line: Sequence[Value]) -> list[str]:
    return [str(value) if is_number(value) else _harmless(as_text(value)) for value in line]


def _harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would run as a formula."""
    if text.startswith(CONTROL_STARTS) or text.lstrip().startswith(FORMULA_STARTS):
        return "'" + text
    return text


def _take(buffer: io.StringIO) -> bytes:
    block = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return block
