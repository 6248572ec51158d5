"""Data keys of children and persons, wrapped by the master key of the deployment."""

from contextlib import suppress
from functools import cache

from django.conf import settings

from cases.crypto import Cell, DataKey, MasterKey, Unreadable
from cases.models import Child, ChildKey, Document, Note, Whereabouts

# What ``key_for_reading`` gives for somebody whose key is gone.
NO_KEY = None


@cache
def master(text):
    """The key of the deployment, from the text of the setting FIELD_KEY; worked out once."""
    return MasterKey(text)


def current_master():
    """The key of the deployment."""
    return master(settings.FIELD_KEY)


def place_of(row):
    """What a wrapped key is bound to: the row's own random id, so that one that is moved to another row does not open."""
    return bytes(Cell(table=row._meta.db_table, column="wrapped", row=row.public_id))


def unwrapped(row):
    """The ``DataKey`` in a row with a wrapped key. Raises ``cases.crypto.Unreadable``, for a destroyed one too."""
    return current_master().unwrap(bytes(row.wrapped), place_of(row))


def key_for_writing(owner):
    """The key of ``owner``, a ``Child`` (for its file) or a ``Person``; made now if there is none.

    Call it inside the transaction that writes. Of two that need a first key at once, one makes it and both get it.
    Raises ``cases.crypto.Unreadable`` when the key on file was destroyed or does not open: a new one must never hide
    that the setting FIELD_KEY is wrong.
    """
    return unwrapped(_on_file(owner) or _made(owner))


def key_for_reading(owner):
    """The key of ``owner`` (as above), or ``NO_KEY`` when it was destroyed, never made, or does not open."""
    row = _on_file(owner)
    if row is None:
        return NO_KEY
    try:
        return unwrapped(row)
    except Unreadable:
        return NO_KEY


def keys_for_reading(persons):
    """``{person key: DataKey}`` of those of ``persons`` (keys) whose own key opens; one query, however many they are."""
    found = {}
    for row in ChildKey.objects.alive().filter(person__in=persons):
        with suppress(Unreadable):
            found[row.person_id] = unwrapped(row)
    return found


def named(owner):
    """The column of ``ChildKey`` that names ``owner``, with it."""
    return {"child" if isinstance(owner, Child) else "person": owner}


def _on_file(owner):
    return ChildKey.objects.filter(**named(owner)).first()


def _made(owner):
    made = ChildKey(**named(owner))
    made.wrapped = current_master().wrap(DataKey.new(), place_of(made))
    # Waits for whoever makes one at the same moment, and keeps theirs.
    ChildKey.objects.bulk_create([made], ignore_conflicts=True)
    return ChildKey.objects.get(**named(owner))


def keys_are_missing(*, using):
    """Whether the database ``using`` holds sealed texts and no key at all: it was restored without them."""
    if ChildKey.objects.using(using).exists():
        return False
    sealed = (
        Note.objects.all(),
        Document.objects.filter(sealed_number__isnull=False),
        Whereabouts.objects.filter(sealed_detail__isnull=False),
    )
    return any(rows.using(using).exists() for rows in sealed)


def first_that_does_not_open(*, using, limit=20):
    """One of the latest keys in the database ``using`` that the master key does not open, or ``None``."""
    for row in ChildKey.objects.using(using).alive().order_by("-pk")[:limit]:
        try:
            unwrapped(row)
        except Unreadable:
            return row
    return None
