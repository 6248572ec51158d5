"""The description of a table that both writers read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils.translation import get_language_bidi

# A lazy translation counts as text, so the type of a cell is left open; text is what remains after the
# kinds below.
Value = object

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Kind(Enum):
    """What a column holds: decides alignment and the format of dates."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``title`` may be a lazy translation."""

    title: object
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title, and notes that stand under it in the file.

    ``columns`` may name text columns by a plain string. ``rows`` may be a generator and is read once.
    ``right_to_left`` left open follows the active language.
    """

    title: object
    columns: Sequence[Column | str]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[object] = ()
    right_to_left: bool | None = None

    def headings(self) -> list[Column]:
        """Return the columns, the plain strings made into text columns; raise ``ValueError`` where there is none."""
        if not self.columns:
            raise ValueError("A sheet needs at least one column.")
        return [column if isinstance(column, Column) else Column(column) for column in self.columns]

    def checked_rows(self) -> Iterator[Sequence[Value]]:
        """Yield the rows; raise ``ValueError`` for one that does not fit the columns and would shift its cells."""
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise ValueError(f"A row of {len(row)} cells does not fit {width} columns.")
            yield row

    def is_right_to_left(self) -> bool:
        """Whether the first column stands at the right."""
        return get_language_bidi() if self.right_to_left is None else self.right_to_left


@dataclass(frozen=True, slots=True)
class Mark:
    """What a workbook carries on every printed page (``footer``) and in its properties, in plain text."""

    title: str
    footer: str
    author: str
    comments: str = ""


def is_number(value: Value) -> bool:
    """Whether the cell is a number; a truth value is not, though Python counts with it."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def as_text(value: Value) -> str:
    """Return a cell as plain text: dates in ISO 8601, nothing for ``None``, without characters no file may carry."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return UNPRINTABLE.sub("", str(value))
