"""Texts that wait for somebody to go on: each sealed under a key of its own, which the master key wraps.

In a session (an unsaved form, a search) or in the draft of a registration, where there is no child yet.
"""

import base64

from cases.crypto import DataKey, Unreadable
from cases.vault.keys import current_master


def sealed_to_wait(text, bound_to):
    """``text`` as a pair of words that a session may hold; they open only with the same ``bound_to`` (text)."""
    place, key = bound_to.encode(), DataKey.new()
    wrapped = current_master().wrap(key, place)
    return [base64.b64encode(part).decode() for part in (wrapped, key.encrypt(text.encode(), place))]


def read_waiting(held, bound_to):
    """What ``sealed_to_wait`` was given; ``None`` when it does not open here."""
    place = bound_to.encode()
    try:
        wrapped, sealed = (base64.b64decode(part) for part in held)
        return current_master().unwrap(wrapped, place).decrypt(sealed, place).decode()
    except (Unreadable, ValueError):
        return None


def place_of_draft(draft):
    """What the sealed answers in the draft of a registration are bound to."""
    return f"{draft._meta.db_table}.answers:{draft.public_id}"


def wrapped_key_of(held):
    """The wrapped key in such a pair; ``None`` for anything else."""
    try:
        wrapped, _sealed = (base64.b64decode(part, validate=True) for part in held)
    except (TypeError, ValueError):
        return None
    return wrapped


def wrapped_anew(held, bound_to):
    """The same pair with its key under the newest master key. Raises ``cases.crypto.Unreadable``."""
    place = bound_to.encode()
    key = current_master().unwrap(wrapped_key_of(held) or b"", place)
    return [base64.b64encode(current_master().wrap(key, place)).decode(), held[1]]


def pairs_in(held):
    """All such pairs somewhere in lists and dicts of a session or a draft."""
    if isinstance(held, list) and len(held) == 2 and all(isinstance(part, str) for part in held):
        return [held] if wrapped_key_of(held) else []
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    return [pair for part in parts for pair in pairs_in(part)]
