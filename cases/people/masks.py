"""Relatives of whom a page may say only that there is one: another office holds the file, or it is restricted."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import hidden_among
from cases.people.presenters import WrittenNameView


def note_hidden(rows, *paths):
    """Set ``is_hidden`` on persons from the columns that a query made with ``hidden_from``.

    Each of ``paths`` is the name of such a column and the way from a row to its person.
    """
    for row in rows:
        for column, path in paths:
            person = row
            for name in path.split("."):
                person = getattr(person, name)
            person.is_hidden = getattr(row, column)


def mark_hidden(persons, user):
    """Set ``is_hidden`` on ``persons``: whether a restriction hides them from ``user``. One query."""
    persons = list(persons)
    hidden = hidden_among(user, {person.pk for person in persons})
    for person in persons:
        person.is_hidden = person.pk in hidden


def is_masked(person, office_id):
    """Whether a page of ``office_id`` says of ``person`` nothing but that there is one.

    ``is_hidden`` is what ``note_hidden`` or ``mark_hidden`` set; where nobody asked, no restriction is known.
    """
    return person.office_id != office_id or getattr(person, "is_hidden", False)


def mask_words(person, office_id):
    """What stands in place of a name; empty for whom the page may name."""
    if person.office_id != office_id:
        return _("Held by another office")
    return _("Restricted file") if is_masked(person, office_id) else ""


def restricted_name():
    """What stands on a list in place of the name of somebody whom a restriction hides; a ``WrittenNameView``."""
    return WrittenNameView(text=_("Restricted file"), lang=get_language() or "en", dir="auto")
