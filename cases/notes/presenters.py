"""How notes read: their words where they can still be read, and a sentence where they cannot."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.text import Truncator

from cases.audit.kept import is_ours, kept_since
from cases.components.wording import hints_on
from cases.enums import NoteKind
from cases.models import Note
from cases.vault import key_for_reading, read_text

ON_THE_CASE = 5
SHOWN_CHARACTERS = 500


class NotePresenter:
    """One note; ``author`` is read along, ``key`` is the child's."""

    def __init__(self, note, *, key, reader):
        self.note = note
        self.text = read_text(key, note, "sealed")
        self.is_own = note.author_id == reader.pk

    @property
    def can_be_read(self):
        return self.text is not None

    @property
    def beginning(self):
        """The text, or so much of it as a list shows."""
        return Truncator(self.text or "").chars(SHOWN_CHARACTERS)

    @property
    def is_longer(self):
        return len(self.text or "") > SHOWN_CHARACTERS

    @property
    def kind(self):
        return str(NoteKind(self.note.kind).label)

    @property
    def day(self):
        return self.note.about_date

    @property
    def author(self):
        return self.note.author.full_name

    @property
    def was_changed(self):
        return self.note.version > 1

    @property
    def url(self):
        return reverse("notes:detail", args=[self.note.public_id])

    @property
    def edit_url(self):
        """Empty where the reader did not write the note, or nobody can read it any more."""
        if not self.is_own or not self.can_be_read:
            return ""
        return reverse("notes:edit", args=[self.note.public_id])

    @property
    def hints(self):
        """Sentences on words to think about, for who wrote the note."""
        return hints_on(self.text) if self.is_own and self.text else []


def notes_on(child):
    """All notes on a case, the latest first, in one question; the sealed words come with those that the case shows."""
    newest = child.notes.newest_first().values("pk")[:ON_THE_CASE]
    words = Case(When(pk__in=newest, then=F("sealed")))
    notes = child.notes.defer("sealed").annotate(words=words).select_related("author").newest_first()
    found = list(notes)
    for note in found[:ON_THE_CASE]:
        note.sealed = note.words
    return found


def newest_notes(child, notes, *, reader):
    """Presenters of the latest of ``notes_on`` a case; no others are opened."""
    return shown_notes(child, notes[:ON_THE_CASE], reader=reader)


def shown_notes(child, notes, *, reader):
    """Presenters of these notes of one child, under one reading of its key."""
    key = key_for_reading(child) if notes else None
    return [NotePresenter(note, key=key, reader=reader) for note in notes]


@dataclass(frozen=True)
class Earlier:
    """What a note said before: until when, and its words (``None`` when they can no longer be read)."""

    until: datetime
    kind: str
    day: date
    text: str | None


def earlier_versions(note):
    """The earlier versions of a note, the latest first, opened from the history.

    What was replaced while another office kept the file is not read.
    """
    since = kept_since(note.child.person)
    events = list(Note.pgh_event_model.objects.filter(pgh_obj_id=note.pk).order_by("pgh_id"))
    key = key_for_reading(note.child) if len(events) > 1 else None
    versions = [
        Earlier(
            until=later.pgh_created_at,
            kind=str(NoteKind(event.kind).label),
            day=event.about_date,
            text=read_text(key, event, "sealed"),
        )
        for event, later in pairwise(events)
        if is_ours(later.pgh_created_at, since)
    ]
    return versions[::-1]
