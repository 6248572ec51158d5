"""Forms about flags."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once, Repeatable, Versioned
from cases.components.wording import HintedInput, HintedTextarea
from cases.enums import FlagKind


class RaiseForm(OfUser, Once):
    """Why a case needs a look, and by when."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=FlagKind.choices, widget=forms.RadioSelect)
    due_date = forms.DateField(
        label=_("To be looked at by"),
        widget=DateInput,
        help_text=_("The last day on which it is still well."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence, for whoever looks next. Names of informants are not needed."),
    )


class LowerForm(OfUser, Repeatable):
    """When a flag was seen to, and what came of it."""

    lowered_date = forms.DateField(label=_("Seen to on"), widget=DateInput, initial=timezone.localdate)
    outcome = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
    )


class MoveForm(OfUser, Versioned):
    """Another day for a flag, and why."""

    due_date = forms.DateField(label=_("To be looked at by"), widget=DateInput)
    reason = forms.CharField(
        label=_("Why the day changes"),
        max_length=300,
        widget=HintedInput,
        help_text=_("It stays in the history; no names."),
    )
