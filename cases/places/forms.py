"""Forms about places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.periods import check_order
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedInput
from cases.enums import PlaceKind
from cases.models import Place, PlaceControl


class PlaceForm(OfUser, forms.ModelForm):
    """A place as it is, and where it stands in time.

    Of a place that is open, the day of closing is not asked: closing moves people, on a page of its own.
    """

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
        if self.instance.pk and self.instance.is_open:
            del self.fields["closed_date"], self.fields["successor"]
            return
        successor = self.fields["successor"]
        successor.to_field_name = "public_id"
        successor.empty_label = _("None")
        successor.queryset = successor.queryset.exclude(pk=self.instance.pk).by_name()
        if self.instance.successor_id:
            self.initial["successor"] = self.instance.successor.public_id

    def clean(self):
        values = super().clean()
        check_order(
            self,
            since="opened_date",
            until="closed_date",
            message=_("A place cannot close before it opened."),
        )
        return values


class ClosedPlaceForm(PlaceForm):
    """A place that closed. An empty day of closing opens it again, for a reason, and nobody comes back by it."""

    reason = forms.CharField(
        label=_("Why is it open again?"),
        required=False,
        max_length=300,
        widget=HintedInput,
        help_text=_("Needed when the day of closing is taken away. It stays in the history."),
    )

    def clean(self):
        values = super().clean()
        if "closed_date" in values and values["closed_date"] is None:
            values["successor"] = None
            # Whoever wrote while somebody else closed the place is shown that first.
            is_current = values.get("version") == self.initial.get("version")
            if is_current and not values.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Say why the place is open again."))
        return values


class NewPlaceForm(PlaceForm, Once):
    """A place that is not on the list yet."""


class EditPlaceForm(PlaceForm, Stamped):
    """A place on the list that is open."""


class EditClosedPlaceForm(ClosedPlaceForm, Stamped):
    """A place on the list that closed."""


def place_initial(place):
    """What ``EditPlaceForm`` is opened with, by field; the stamp is added by the view."""
    values = {name: getattr(place, name) for name in PlaceForm.Meta.fields}
    successor = place.successor.public_id if place.successor else None
    return {**values, "country": place.country_id, "successor": successor}


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


class CorrectControlForm(OfUser, forms.ModelForm, Stamped):
    """What was recorded wrongly of an authority, set right."""

    reason = forms.CharField(
        label=_("What was wrong"),
        max_length=300,
        widget=HintedInput,
        help_text=_("It stays in the history, beside what was there before."),
    )

    class Meta:
        model = PlaceControl
        fields = ("authority", "is_recognised", "from_date")
        widgets = {"from_date": DateInput}
        help_texts = {
            "authority": _("The body, never the name of a person."),
            "is_recognised": _("Papers of a non-recognised authority are evidence, never proof."),
        }


def control_initial(control):
    """What ``CorrectControlForm`` is opened with, by field; the stamp is added by the view."""
    return {name: getattr(control, name) for name in CorrectControlForm.Meta.fields}
