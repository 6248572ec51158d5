"""Forms about offices."""

from django import forms

from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
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


class EditOfficeForm(OfficeForm, Stamped):
    """An office on the list."""


def office_initial(office):
    """What ``EditOfficeForm`` is opened with, by field; the stamp is added by the view."""
    values = {name: getattr(office, name) for name in OfficeForm.Meta.fields}
    return {**values, "country": office.country_id}
