"""Data keys of children, wrapped by the master key of the deployment."""

from functools import cache

from django.conf import settings

from cases.crypto import Cell, DataKey, MasterKey, Unreadable
from cases.models import ChildKey

# What ``key_for_reading`` gives for a child whose key is gone.
NO_KEY = None


@cache
def master(text):
    """The key of the deployment, from the text of the setting FIELD_KEY; worked out once."""
    return MasterKey(text)


def _bound_to(child_key):
    # To the row's own random id: a wrapped key that is moved to another child does not open.
    return bytes(Cell(table=ChildKey._meta.db_table, column="wrapped", row=child_key.public_id))


def key_for_writing(child):
    """The key of ``child``; made now if there is none. Call it inside the transaction that writes.

    Of two that need a first key at once, one makes it and both get it. Raises ``cases.crypto.Unreadable`` when the
    key on file does not open: a new one must never hide that the setting FIELD_KEY is wrong.
    """
    child_key = ChildKey.objects.filter(child=child).first() or _made(child)
    return master(settings.FIELD_KEY).unwrap(bytes(child_key.wrapped), _bound_to(child_key))


def key_for_reading(child):
    """The key of ``child``, or ``NO_KEY`` when it was destroyed, never made, or does not open."""
    child_key = ChildKey.objects.filter(child=child).first()
    if child_key is None:
        return NO_KEY
    try:
        return master(settings.FIELD_KEY).unwrap(bytes(child_key.wrapped), _bound_to(child_key))
    except Unreadable:
        return NO_KEY


def _made(child):
    made = ChildKey(child=child)
    made.wrapped = master(settings.FIELD_KEY).wrap(DataKey.new(), _bound_to(made))
    # Waits for whoever makes one at the same moment, and keeps theirs.
    ChildKey.objects.bulk_create([made], ignore_conflicts=True)
    return ChildKey.objects.get(child=child)


def first_that_does_not_open(*, using, limit=20):
    """One of the latest keys in the database ``using`` that the master key does not open, or ``None``."""
    for child_key in ChildKey.objects.using(using).order_by("-pk")[:limit]:
        try:
            master(settings.FIELD_KEY).unwrap(bytes(child_key.wrapped), _bound_to(child_key))
        except Unreadable:
            return child_key
    return None
