"""What forms share that correct an entry which was wrong: the stamp of the entry, and the reason that stays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser
from cases.components.periods import check_order
from cases.components.stamps import Stamped
from cases.people.forms import ReasonField, SinceField


class CorrectionForm(OfUser, Stamped):
    """Why an entry is corrected."""

    reason = ReasonField(label=_("What was wrong"))


class PeriodFields(forms.Form):
    """Since when and until when something held, as far as anybody knows."""

    from_date = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))
    to_date = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateInput,
        help_text=_("Leave it empty while it still holds."),
    )

    def clean(self):
        cleaned = super().clean()
        check_order(self)
        return cleaned
