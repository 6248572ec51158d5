"""Texts sealed for one cell of one table: moved to another row or column, they do not open."""

from dataclasses import dataclass
from uuid import UUID

from cases.crypto.keys import DataKey, Unreadable


@dataclass(frozen=True)
class Cell:
    """Where a sealed text belongs. ``row`` is the public id, which the rows of the history carry too."""

    table: str
    column: str
    row: UUID

    def __bytes__(self) -> bytes:
        return f"{self.table}.{self.column}:{self.row}".encode()


def seal(key: DataKey, text: str, cell: Cell) -> bytes:
    """``text`` so that only ``key`` opens it, and only in this ``cell``."""
    return key.encrypt(text.encode(), bytes(cell))


def unseal(key: DataKey, sealed: bytes, cell: Cell) -> str:
    """The text again. Raises ``Unreadable`` for another key, another cell, or bytes that were changed."""
    try:
        return key.decrypt(sealed, bytes(cell)).decode()
    except UnicodeDecodeError as error:
        raise Unreadable from error
