"""Forms about offices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.models import Office


class OfficeForm(OfUser, forms.ModelForm):
    """An office as it is."""

    country = StateField()

    class Meta:
        model = Office
        fields = ("name", "kind", "country", "closed_date")
        widgets = {"closed_date": DateInput}


class NewOfficeForm(OfficeForm, Once):
    """An office that is not on the list yet."""


class EditOfficeForm(OfficeForm, Stamped):
    """An office on the list. One that is closed keeps a day: opening it again is a step of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.closed_date:
            self.fields["closed_date"].required = True


class ReopenForm(OfUser, Once, Stamped):
    """Why an office opens again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence; it stays in the history of the office."),
    )


def office_initial(office):
    """What ``EditOfficeForm`` is opened with, by field; the stamp is added by the view."""
    values = {name: getattr(office, name) for name in OfficeForm.Meta.fields}
    return {**values, "country": office.country_id}
