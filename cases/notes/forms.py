"""The form of a note."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once, Versioned
from cases.components.wording import HintedTextarea
from cases.enums import NoteKind
from cases.notes.actions import MOST_CHARACTERS


class NoteForm(OfUser, forms.Form):
    """What kind of note, about which day, and what it says."""

    text = forms.CharField(
        label=_("What happened"),
        max_length=MOST_CHARACTERS,
        widget=HintedTextarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "What you saw, heard or agreed. Nobody needs the name of who told you; leave out accusations against anybody."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=NoteKind.choices, initial=NoteKind.TALK)
    about_date = forms.DateField(label=_("Day"), widget=DateInput, initial=timezone.localdate)

    def clean_text(self):
        """Line ends as everywhere but in forms, so that two versions differ only where the words do."""
        return self.cleaned_data["text"].replace("\r\n", "\n")


class NewNoteForm(NoteForm, Once):
    """A note that is not on file yet."""


class EditNoteForm(NoteForm, Versioned):
    """A note of one's own, to change."""
