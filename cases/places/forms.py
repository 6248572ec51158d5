"""Forms about places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.state_field import StateField
from cases.enums import PlaceKind
from cases.models import Place


class PlaceForm(OfUser, forms.ModelForm):
    """A place as it is, and where it stands in time."""

    country = StateField()

    class Meta:
        model = Place
        fields = (
            "name",
            "kind",
            "country",
            "area",
            "area_code",
            "capacity",
            "opened_date",
            "closed_date",
            "successor",
        )
        widgets = {"opened_date": DateInput, "closed_date": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose a kind")), *PlaceKind.choices]
        successor = self.fields["successor"]
        successor.to_field_name = "public_id"
        successor.empty_label = _("None")
        successor.queryset = successor.queryset.exclude(pk=self.instance.pk).by_name()
        if self.instance.successor_id:
            self.initial["successor"] = self.instance.successor.public_id

    def clean(self):
        values = super().clean()
        opened, closed = values.get("opened_date"), values.get("closed_date")
        if opened and closed and closed < opened:
            self.add_error("closed_date", _("A place cannot close before it opened."))
        return values


class NewPlaceForm(PlaceForm, Once):
    """A place that is not on the list yet."""


class ControlForm(OfUser, Once):
    """Which authority controls a place from a day on."""

    authority = forms.CharField(
        label=_("Authority"), max_length=200, help_text=_("The body, never the name of a person.")
    )
    is_recognised = forms.BooleanField(
        label=_("It is a recognised authority"),
        required=False,
        initial=True,
        help_text=_("Papers of a non-recognised authority are evidence, never proof."),
    )
    from_date = forms.DateField(label=_("Since"), widget=DateInput)
