"""Sealed columns: a text of a child, bound to its table, its column and the public id of its row."""

from cases.crypto import Cell, Unreadable, seal, unseal
from cases.vault.keys import NO_KEY


def sealed_text(key, row, column, text):
    """``text`` for the ``column`` of ``row`` (an instance, saved or not) under ``key``."""
    return seal(key, text, _cell(row, column))


def read_text(key, row, column):
    """What is sealed in the ``column`` of ``row``; ``None`` when it can no longer be read."""
    if key is NO_KEY:
        return None
    try:
        return unseal(key, bytes(getattr(row, column)), _cell(row, column))
    except Unreadable:
        return None


def _cell(row, column):
    # Rows of the history carry the public id of the row they tell of: what was sealed for it opens there too.
    model = getattr(row, "pgh_tracked_model", row)
    return Cell(table=model._meta.db_table, column=column, row=row.public_id)
