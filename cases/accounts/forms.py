"""Forms about offices."""

from django import forms

from cases.components.forms import DateInput, OfUser, Once
from cases.components.state_field import StateField
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
