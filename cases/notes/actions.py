"""Writing notes, and changing one's own. The words are sealed before they reach the database."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.crypto import Unreadable
from cases.enums import UnsentKind
from cases.errors import Refused, Stale
from cases.models import Note
from cases.people.touching import touch_case, touch_file
from cases.unsent import remove
from cases.vault import key_for_reading, key_for_writing, read_text, sealed_text

MOST_CHARACTERS = 10_000


@dataclass(frozen=True)
class NoteOnFile:
    """A note as it now stands: ``text`` is ``None`` when it can no longer be read."""

    note: Note
    kind: str
    about_date: date
    text: str | None
    version: int


def on_file(note):
    """The ``NoteOnFile`` of a note."""
    return NoteOnFile(
        note=note,
        kind=note.kind,
        about_date=note.about_date,
        text=read_text(key_for_reading(note.child), note, "sealed"),
        version=note.version,
    )


def write_note(*, by, child, kind, about_date, text, form_id=None):
    """Put a note about a day on the file of ``child``; what was kept of it unsaved is gone. Returns the ``Note``.

    Raises ``Refused`` for a day to come, and when the child's key does not open.
    """
    _not_to_come(about_date)
    with changing(by=by):
        note = Note(child=child, author=by, kind=kind, about_date=about_date)
        note.sealed = _sealed(note, text)
        note.save()
        remove(by=by, child=child, kind=UnsentKind.NOTE)
        touch_file(child)
        if form_id:
            remember_saved(by, form_id, note)
    return note


def update_note(*, by, note, version, kind, about_date, text):
    """Change a note of one's own; what it said before stays in the history, sealed. Returns the ``Note``.

    Raises ``Stale`` (``current`` is a ``NoteOnFile``) when it was changed since ``version``, ``Refused`` for the
    note of somebody else, a day to come, or a key that does not open.
    """
    _not_to_come(about_date)
    if note.author_id != by.pk:
        raise Refused(_("Only who wrote a note changes it; write one of your own."))
    with changing(by=by):
        saved = Note.objects.select_for_update(of=("self",)).select_related("child").get(pk=note.pk)
        if saved.version != version:
            raise Stale(_("This note was changed while you wrote."), current=on_file(saved))
        saved.kind, saved.about_date = kind, about_date
        saved.sealed = _sealed(saved, text)
        saved.version += 1
        saved.save()
        touch_case(saved.child_id)
    return saved


def _sealed(note, text):
    try:
        return sealed_text(key_for_writing(note.child), note, "sealed", text)
    except Unreadable as error:
        raise Refused(
            _("Notes on this child cannot be sealed at present; tell whoever runs this register.")
        ) from error


def _not_to_come(day):
    if day > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="about_date")
