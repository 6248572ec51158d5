"""Editing a record that has no version of its own: when it was last changed stands in for one."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.opened import Opened
from cases.errors import Refused, Stale

# What a form carries where nothing was in force yet.
NONE_IN_FORCE = "none"


class Stamped(Opened):
    """Form mixin for editing: the stamp of the record that the form was opened on, under the name ``version``."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=40)


@dataclass(frozen=True)
class OnFile:
    """A record as it now stands, with the stamp that a form on it carries."""

    row: object
    version: str


def stamp_of(row):
    """When ``row`` was last changed, as a form carries it."""
    return row.updated_at.isoformat()


def stamp_in_force(row):
    """Which of several dated rows is in force (``None`` for none): what a form carries that puts another in its place."""
    return str(row.public_id) if row else NONE_IN_FORCE


def refuse_stale(current, version, *, stamp=stamp_of):
    """Raise ``Stale`` (``current`` is an ``OnFile``) unless ``version`` is the stamp of the locked row ``current``.

    ``stamp`` makes the stamp of a row that keeps no time of its last change.
    """
    if stamp(current) != version:
        raise Stale(
            _("Somebody else changed this record while you wrote."),
            current=OnFile(row=current, version=stamp(current)),
        )


def locked(rows, row, version):
    """The row of ``rows`` that is ``row``, locked and as it now stands.

    Raises ``Stale`` as ``refuse_stale`` does, and ``Refused`` where somebody has taken the row out meanwhile.
    """
    current = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        raise Refused(_("Somebody else took this entry out meanwhile."))
    refuse_stale(current, version)
    return current
