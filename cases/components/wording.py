"""Free-text fields with a gentle hint on words, and the same hint in a sentence after saving."""

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.wording import WHY, words_in

# The browser fills the same gaps.
SENTENCE = gettext_lazy("“%(word)s”: say “%(instead)s” instead. %(why)s")


HINTED = "data-word-hint"


class HintedTextarea(forms.Textarea):
    """A text area that the browser watches for words (``static/cases/js/wording.js``); it works without as well."""

    def __init__(self, attrs=None):
        super().__init__(attrs={HINTED: "", **(attrs or {})})


class HintedInput(forms.TextInput):
    """The same in one line."""

    def __init__(self, attrs=None):
        super().__init__(attrs={HINTED: "", **(attrs or {})})


def hinted_fields(form):
    """The names of the fields of ``form`` whose words are worth a thought."""
    return [name for name, field in form.fields.items() if HINTED in field.widget.attrs]


def hints_on(text):
    """Sentences on the words found in ``text``: "“orphan”: say “…” instead. Why." """
    return [
        SENTENCE % {"word": _isolated(found.written), "instead": _isolated(found.say), "why": WHY[found.why]}
        for found in words_in(text)
    ]


def _isolated(text):
    """Words of another script stand in the sentence without turning it round."""
    return f"\u2068{text}\u2069"


def hint_after_saving(request, form):
    """Say with the next page which words of what was just saved are worth a thought; nothing is held back."""
    for hint in hints_on("\n".join(form.cleaned_data.get(name) or "" for name in hinted_fields(form))):
        messages.info(request, _("One word to think about: %(hint)s") % {"hint": hint})
