"""What a form showed when it was opened, so that a field nobody touched is not taken for an answer."""

import json
from datetime import date
from hashlib import blake2s

from django import forms
from django.utils import formats
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _


class Opened(forms.Form):
    """Form mixin for editing: a mark of each value that the form was opened with, under the name ``opened``."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Asked when the form is drawn: only then does it know everything that it is opened with.
        self.fields["opened"].initial = self._marks_at_first

    def full_clean(self):
        """Clean as always; the marks say something of the form and are none of its answers."""
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop("opened", None)

    def is_touched(self, name):
        """Whether somebody changed the field ``name`` of this valid form; ``True`` where the form does not say."""
        mark = _read(self.data.get(self.add_prefix("opened"))).get(name)
        return mark is None or mark != _mark(shown(self, name, self.cleaned_data.get(name)))

    def _marks_at_first(self):
        fields = {name: field for name, field in self.fields.items() if not field.widget.is_hidden}
        marks = {
            name: _mark(shown(self, name, self.get_initial_for_field(field, name)))
            for name, field in fields.items()
        }
        return json.dumps(marks, separators=(",", ":"))


def shown(form, name, value):
    """A form value as a person reads it: the label of a choice, yes or no, a date, or nothing."""
    field = form.fields[name]
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(_one_shown(field, item) for item in values if item not in (None, ""))


def _one_shown(field, value):
    queryset = getattr(field, "queryset", None)
    if queryset is not None and hasattr(value, "pk"):
        return field.label_from_instance(value)
    if hasattr(field, "words_of"):
        return field.words_of(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return formats.date_format(value, "j M Y")
    # Choices may stand in groups, as States do.
    choices = flatten_choices(getattr(field, "choices", ()))
    labels = {str(choice): str(label) for choice, label in choices}
    return labels.get(str(value), "" if queryset is not None else str(value))


def _mark(text):
    # Short on purpose: it only has to differ, and stands in the page of the one who sees the value anyway.
    return blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _read(text):
    try:
        marks = json.loads(text or "{}")
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}
