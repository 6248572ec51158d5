"""One table of figures, made once and used for the page, the CSV file and the workbook alike."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils import formats
from django.utils.functional import Promise

from cases.disclosure import Audience, Cell, protect
from cases.exports import Column as FileColumn
from cases.exports import Kind, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its head, what it holds, and whether the table may be sorted by it.

    ``folds`` leaves it out of the card that a row becomes on a phone when it says nothing there.
    """

    key: str
    title: str | Promise
    kind: Kind = Kind.TEXT
    sortable: bool = False
    folds: bool = False

    @property
    def is_number(self):
        return self.kind is Kind.NUMBER

    @property
    def is_words(self):
        return self.kind is Kind.TEXT


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a table: a protected figure, a day or words.

    ``url`` leads to the rows behind a figure, for those who may, or to a source; ``under`` is a second line.
    """

    value: Cell | datetime.date | str | Promise | None
    url: str = ""
    under: str = ""

    @property
    def is_day(self):
        return isinstance(self.value, datetime.date)

    @property
    def is_empty(self):
        return self.value in (None, "")

    @property
    def is_figure(self):
        return isinstance(self.value, Cell)

    @property
    def is_zero(self):
        return isinstance(self.value, Cell) and self.value.value == 0

    @property
    def text(self):
        """As the page prints it."""
        if self.value is None:
            return ""
        return formats.date_format(self.value, "j M Y") if self.is_day else str(self.value)

    @property
    def is_source(self):
        """Whether the address leads outside."""
        return self.url.startswith(("https://", "http://"))

    @property
    def shown(self):
        """As a file carries it: figures as numbers, hidden ones as the words of the page, days as days."""
        if isinstance(self.value, Cell):
            return self.value.shown
        if self.value is None:
            return ""
        more = [self.under, self.url if self.is_source else ""]
        return "\n".join([str(self.value), *filter(None, more)]) if any(more) else self.value

    @property
    def order(self):
        """What a sorted table goes by: only what is shown, so that the order tells nothing more."""
        value = self.value.value if isinstance(self.value, Cell) else self.value
        if value is None:
            return (0, 0)
        return (1, value if isinstance(value, (int, datetime.date)) else str(value).casefold())


@dataclass(frozen=True, slots=True)
class Row:
    """One row: entries by the key of their column; ``is_total`` keeps it at the end in every order."""

    entries: dict[str, Entry]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the notes that belong under it wherever it goes.

    ``protection`` is the note on protected figures: the page gives it a place of its own, a file puts it last.
    """

    title: str | Promise
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str | Promise] = ()
    protection: str | Promise = ""

    @property
    def lines(self):
        """``(row, [(column, entry), …])`` for the template."""
        return [(row, [(column, row.entries[column.key]) for column in self.columns]) for row in self.rows]

    @property
    def words(self):
        """Heads and rows as the table under a chart takes them."""
        return {
            "heads": [column.title for column in self.columns],
            "rows": [[entry.text for _column, entry in cells] for _row, cells in self.lines],
        }

    @property
    def has_rows(self):
        """Whether there is more than a row of totals."""
        return any(not row.is_total for row in self.rows)

    def sorted_by(self, sort):
        """The same table in the order of ``?sort=key`` or ``?sort=-key``; unchanged for anything else."""
        key = (sort or "").removeprefix("-")
        if key not in {column.key for column in self.columns if column.sortable}:
            return self
        rows = [row for row in self.rows if not row.is_total]
        rows.sort(key=lambda row: row.entries[key].order, reverse=sort.startswith("-"))
        return replace(self, rows=[*rows, *(row for row in self.rows if row.is_total)])

    def sheet(self):
        """The same for a file."""
        return Sheet(
            title=self.title,
            columns=[FileColumn(column.title, column.kind) for column in self.columns],
            rows=([entry.shown for _column, entry in cells] for _row, cells in self.lines),
            notes=[*self.notes, *([self.protection] if self.protection else [])],
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A table that can be read on a page or taken as a file.

    ``code`` names its files and its rows in the trail; ``table`` makes it from a ``counting.Selection``.
    """

    code: str
    title: str | Promise
    table: Callable[[object], Table]


def exact(count, url=""):
    """A figure that its reader may know as it is."""
    return Entry(protect(count, Audience.EXACT), url if count else "")


def figure(count, audience, url="", *, group=None):
    """A figure as ``audience`` may know it; ``group`` is the size of the group that it is a part of."""
    return Entry(protect(count, audience, group=group), url if count else "")
