"""Asking for the letter about the names of a child."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from cases.components.leaving import LeavingForm
from cases.enums import LetterPart
from cases.passports.letter import is_written_in


class LetterForm(LeavingForm):
    """To whom the letter goes, why, on what ground, what it says beside the names, and in which language."""

    parts = forms.MultipleChoiceField(
        label=_("Beside the names as written and the birth, the letter says"),
        required=False,
        choices=LetterPart.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the recipient needs. Parents, places and remarks are never part of it."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"))

    field_order = [
        "recipient",
        "purpose",
        "state",
        "legal_basis",
        "reason",
        "parts",
        "language",
        "expires_date",
        "encryption",
        "recipient_key",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = letter_languages()
        self.fields["language"].choices = languages
        reader = (get_language() or "")[:2]
        self.fields["language"].initial = reader if reader in dict(languages) else languages[0][0]


def letter_languages():
    """Code and own name of each language of the deployment in which the words of a letter are there."""
    return [(code, _own_name(code)) for code, _name in settings.LANGUAGES if is_written_in(code)]


def _own_name(code):
    name = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
