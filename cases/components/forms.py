"""What our forms share: they know who fills them in, carry an id, and keep to what that person may see."""

import unicodedata
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.access import restrict_choices, saved_before
from cases.components.opened import Opened

FIRST_YEAR, LAST_YEAR = 1900, 2100


# Marks that turn the direction of the text after them: a name would read as what it is not.
TURNING_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# "Cc" control characters, "Cs" halves of a pair, "Cn" what is no character.
NO_CHARACTERS = ("Cc", "Cs", "Cn")


def reject_control_characters(value):
    """Refuse what no name or note has: NUL and other control characters, marks that turn the direction."""
    if any(_is_strange(character) for character in value):
        raise ValidationError(_("This text has a character that cannot be kept; type it again."))


def check_year(day):
    """Refuse a day in a year that nobody meant: date fields of browsers take 0019 for what should be 2019."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Check the year of this date."))


def _is_strange(character):
    if character in TURNING_MARKS:
        return True
    return character not in "\t\n\r" and unicodedata.category(character) in NO_CHARACTERS


# What a form is sent with that waited until its writer signed in again, or showed once more who it is: it is shown once
# more before it is saved.
WAITED = "waited"
SIGNED_OUT, NOT_FRESH = "1", "fresh"
_WHY_IT_WAITED = {
    SIGNED_OUT: _("This was not saved yet, because you were signed out. Look at it, and send it again."),
    NOT_FRESH: _(
        "This was not saved yet: you had to show first that it is you. Look at it, and send it again."
    ),
}


def posted(request):
    """What was sent with a POST (an empty form too), ``None`` for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def sent_before(request):
    """Public id (text) of the record that this very form already made, or ``None``; ask it before binding."""
    try:
        form_id = uuid.UUID(request.POST.get("form_id", ""))
    except ValueError:
        return None
    return saved_before(request.user, form_id)


def _is_text(field):
    # A UUIDField is a CharField whose value is no text.
    return isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)


class OfUser:
    """Form mixin: ``user`` narrows every choice of rows, no text takes control characters, no date without limits
    of its own a year that cannot be meant, and ``add_refusal`` shows an anticipated failure.

    ``needed_if`` maps a field that another answer makes necessary to the words that say when; bases add theirs.
    """

    needed_if = {}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        restrict_choices(self, user)
        for name, when in self._all_needed_if().items():
            self.fields[name].needed_if = when
        for field in self.fields.values():
            if _is_text(field) and reject_control_characters not in field.validators:
                field.validators.append(reject_control_characters)
            if isinstance(field, forms.DateField) and not field.validators:
                field.validators.append(check_year)

    def _all_needed_if(self):
        needed = {}
        for base in reversed(type(self).__mro__):
            needed |= vars(base).get("needed_if", {})
        return {name: when for name, when in needed.items() if name in self.fields}

    def full_clean(self):
        """Judge as always; what waited for its writer to sign in again is not saved before it is sent anew."""
        super().full_clean()
        if self.is_bound and not self.prefix and WAITED in self.data:
            self.add_error(None, _WHY_IT_WAITED.get(self.data[WAITED], _WHY_IT_WAITED[SIGNED_OUT]))

    def add_refusal(self, refused):
        """Put the sentence of a ``Refused`` beside its field, or on top of the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class Once(forms.Form):
    """Form mixin for creating: a random id, so that the same form sent twice makes one record."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class Repeatable(forms.Form):
    """Form mixin for what happens once by its rules (a flag is lowered, a transfer departs): with a random id, the second
    press is answered as the first; without one, as the rules answer.
    """

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class Versioned(Opened):
    """Form mixin for editing: the version of the record that the form was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class DateInput(forms.DateInput):
    """A native date field; it always speaks ISO 8601 to the server."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")
