"""Sealed columns: a text of a child or person, bound to its table, its column and the public id of its row."""

from cases.crypto import Cell, Unreadable, seal, unseal
from cases.vault.keys import NO_KEY, key_for_reading, key_for_writing


def sealed_text(key, row, column, text):
    """``text`` for the ``column`` of ``row`` (an instance, saved or not) under ``key``."""
    return seal(key, text, _cell(row, column))


def read_text(key, row, column):
    """What is sealed in the ``column`` of ``row``; ``None`` when it is empty or can no longer be read."""
    sealed = getattr(row, column)
    if key is NO_KEY or sealed is None:
        return None
    try:
        return unseal(key, bytes(sealed), _cell(row, column))
    except Unreadable:
        return None


def put_text(owner, row, column, text):
    """Set the ``column`` of ``row`` to ``text`` sealed for ``owner`` (a ``Child`` or ``Person``); "" empties it.

    The same text again stays sealed as it is: sealed anew it would look like a change. Saves nothing. Raises
    ``cases.crypto.Unreadable`` when the key on file was destroyed or does not open.
    """
    if not text:
        setattr(row, column, None)
        return
    key = key_for_writing(owner)
    if read_text(key, row, column) != text:
        setattr(row, column, sealed_text(key, row, column, text))


def text_of(owner, row, column):
    """What is sealed in the ``column`` of ``row`` for ``owner``: "" where nothing is, ``None`` where it cannot be read.

    Asks for the key only where there is something to open.
    """
    return "" if getattr(row, column) is None else read_text(key_for_reading(owner), row, column)


def _cell(row, column):
    # Rows of the history carry the public id of the row they tell of: what was sealed for it opens there too.
    model = getattr(row, "pgh_tracked_model", row)
    return Cell(table=model._meta.db_table, column=column, row=row.public_id)
