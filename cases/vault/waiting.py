"""Texts that wait in a session, sent too late or searched for: each sealed under a key of its own, which the master
key wraps.
"""

import base64

from django.conf import settings

from cases.crypto import DataKey, Unreadable
from cases.vault.keys import master


def sealed_to_wait(text, bound_to):
    """``text`` as words that a session may hold; they open only with the same ``bound_to`` (text)."""
    place, key = bound_to.encode(), DataKey.new()
    wrapped = master(settings.FIELD_KEY).wrap(key, place)
    return [base64.b64encode(part).decode() for part in (wrapped, key.encrypt(text.encode(), place))]


def read_waiting(held, bound_to):
    """What ``sealed_to_wait`` was given; ``None`` when it does not open here."""
    place = bound_to.encode()
    try:
        wrapped, sealed = (base64.b64decode(part) for part in held)
        return master(settings.FIELD_KEY).unwrap(wrapped, place).decrypt(sealed, place).decode()
    except (Unreadable, ValueError):
        return None
