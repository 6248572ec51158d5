"""What is sealed of a person beside notes: where exactly somebody is, and the numbers of papers."""

from django.utils.translation import gettext_lazy as _

from cases.crypto import Unreadable
from cases.enums import WhereaboutsKind
from cases.errors import Refused
from cases.models import Person
from cases.vault import key_for_reading, put_text, read_text, text_of

# Where nothing is known there is nothing to say more exactly.
WITH_DETAIL = (WhereaboutsKind.AT_PLACE, WhereaboutsKind.IN_COUNTRY)
CANNOT_BE_SEALED = _("This cannot be sealed at present; tell whoever runs this register.")


def keep_sealed(person, row, column, text):
    """Set the sealed ``column`` of ``row`` to ``text`` ("" empties it), without saving.

    What can no longer be read is not emptied by a form that could not show it. Raises ``Refused`` (at the field of that
    name, without "sealed_") where the key of ``person`` does not open.
    """
    if not text and text_of(person, row, column) is None:
        return
    try:
        put_text(person, row, column, text)
    except Unreadable as error:
        raise Refused(CANNOT_BE_SEALED, field=column.removeprefix("sealed_")) from error


def opened(row, column):
    """The text in a sealed ``column`` of a ``row`` of a person: "" for none, ``None`` where it can no longer be read."""
    return text_of(row.person, row, column)


def details_of(person, rows):
    """Where exactly somebody was in each of these ``Whereabouts`` that say so, by key; ``None`` where it cannot be read."""
    return opened_rows(person, rows, "sealed_detail")


def opened_rows(person, rows, column):
    """What is sealed in a ``column`` of those ``rows`` of ``person`` where something is, by key of the row.

    ``None`` where it can no longer be read. One key is asked for, and only where there is something to open.
    """
    sealed = [row for row in rows if getattr(row, column) is not None]
    key = key_for_reading(person) if sealed else None
    return {row.pk: read_text(key, row, column) for row in sealed}


def sealed_for_now(row, column):
    """Seal what an earlier version of ``row`` said for the person it belongs to now, without saving.

    Before two records became one it was sealed for another person. What nobody can read stays as it is.
    """
    text = opened(row, column)
    if text is not None:
        return
    for person in Person.objects.filter(merged_into=row.person_id).order_by("pk"):
        text = read_text(key_for_reading(person), row, column)
        if text is not None:
            keep_sealed(row.person, row, column, text)
            return
