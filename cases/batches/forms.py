"""What is asked about a transfer and its list. Forms of moves, departure and handover are in ``move_forms``."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.batches.actions import EDITABLE, FIXED_BY_DEPARTURE
from cases.batches.zones import possible_day, zone_choices
from cases.components.forms import (
    DateInput,
    OfUser,
    Once,
    Repeatable,
    Versioned,
    reject_control_characters,
)
from cases.components.region_field import RegionField
from cases.components.stamps import Stamped, stamp_of
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.enums import LegalKind, NotTravelledReason, PassengerRole, Sex, TransferMode
from cases.models import Office, Person, Place

ZONE = "Asia/Baghdad"
MOST_SEATS = 2000
ADULT_ROLES = [choice for choice in PassengerRole.choices if choice[0] != PassengerRole.CHILD]


class ZoneField(forms.TypedChoiceField):
    """An IANA time zone, those of the region first."""

    def __init__(self, **kwargs):
        super().__init__(choices=zone_choices, **kwargs)


class ToDestination(forms.Form):
    """Form mixin: to which State, and which region of it, somebody travels."""

    destination = StateField(label=_("Destination State"))
    region = RegionField(label=_("Region of destination"), help_text=_("By its name, such as Dagestan."))

    def clean(self):
        cleaned = super().clean()
        region, destination = cleaned.get("region"), cleaned.get("destination")
        if region and destination and not region.startswith(f"{destination.code}-"):
            self.add_error("region", _("This region lies in another State."))
        return cleaned


class TransferForm(OfUser, forms.Form):
    """What is planned: how it travels, from where, when, and how many seats there are."""

    mode = forms.ChoiceField(label=_("How it travels"), choices=TransferMode.choices)
    departure_country = StateField(label=_("Leaves from"))
    departure_place = forms.ModelChoiceField(
        Place.objects.all().by_name(),
        to_field_name="public_id",
        label=_("Place of departure"),
        required=False,
        empty_label=_("Not decided yet"),
    )
    planned_date = forms.DateField(
        label=_("Planned for"), required=False, widget=DateInput, validators=[possible_day]
    )
    departure_zone = ZoneField(
        label=_("Time zone there"),
        initial=ZONE,
        help_text=_("The day of departure is the day there; the totals count by it."),
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("For everybody: children, parents and escorts."),
    )
    legal_kind = forms.ChoiceField(
        label=_("Legal kind as recorded by the host State"),
        choices=LegalKind.choices,
        initial=LegalKind.NOT_RECORDED,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=HintedTextarea(attrs={"rows": 3}),
        validators=[reject_control_characters],
        help_text=_("About the transfer, without names."),
    )

    def clean(self):
        cleaned = super().clean()
        place, country = cleaned.get("departure_place"), cleaned.get("departure_country")
        if place and country and place.country_id != country.pk:
            self.add_error("departure_place", _("This place is not in the State the transfer leaves from."))
        return cleaned

    @property
    def facts(self):
        """What the actions take: the valid answers by the names of ``EDITABLE``."""
        return {name: self.cleaned_data[name] for name in EDITABLE if name in self.fields}


class NewTransferForm(TransferForm, Once):
    """The same, for a new transfer."""


class EditTransferForm(TransferForm, Versioned):
    """The same, for one on file; what its departure has fixed is shown and not asked again."""

    def __init__(self, *args, transfer, **kwargs):
        kwargs.setdefault("initial", {"version": transfer.version, **filed_facts(transfer)})
        super().__init__(*args, **kwargs)
        if transfer.is_departed:
            for name in FIXED_BY_DEPARTURE:
                self.fields[name].disabled = True


def filed_facts(transfer):
    """The values on file by the names of the form's fields."""
    return {name: getattr(transfer, name) for name in EDITABLE}


def filed_data(transfer):
    """The same as a browser would send them: name to list of strings."""
    return {name: [_sent(value)] for name, value in filed_facts(transfer).items()}


def _sent(value):
    if value is None:
        return ""
    return str(getattr(value, "public_id", getattr(value, "pk", value)))


class InviteForm(OfUser, Repeatable):
    """Which other office takes part."""

    office = forms.ModelChoiceField(
        Office.objects.open().by_name(),
        to_field_name="public_id",
        label=_("Office"),
        empty_label=_("Choose an office"),
    )

    def __init__(self, *args, transfer, **kwargs):
        super().__init__(*args, **kwargs)
        part = transfer.offices.values("office")
        self.fields["office"].queryset = self.fields["office"].queryset.exclude(pk__in=part)


class PersonsField(forms.ModelMultipleChoiceField):
    """Ticked persons by their public ids; the page draws the boxes itself."""

    def __init__(self, persons, **kwargs):
        super().__init__(
            persons,
            to_field_name="public_id",
            error_messages={"required": _("Tick at least one person.")},
            **kwargs,
        )


class AddChildrenForm(OfUser, ToDestination):
    """Which children to add, to where, and whether their brothers and sisters come along."""

    persons = PersonsField(Person.objects.filter(child__isnull=False), label=_("Children"))
    with_siblings = forms.BooleanField(
        label=_("Add free brothers and sisters too"),
        required=False,
        initial=True,
        help_text=_("Not where it was decided that the siblings travel apart."),
    )


class AddParentsForm(OfUser, ToDestination):
    """Which parents and carers to add, and to where."""

    persons = PersonsField(Person.objects.filter(guardian__isnull=False), label=_("Parents and carers"))


class EscortForm(OfUser, ToDestination, Once):
    """Somebody who is not on file yet: a name, a role and a destination."""

    name = forms.CharField(label=_("Name"), max_length=300, validators=[reject_control_characters])
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=Sex.choices,
        initial=Sex.U,
        widget=forms.RadioSelect(attrs={"class": "options-inline"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=ADULT_ROLES,
        initial=PassengerRole.ESCORT,
        widget=forms.RadioSelect(attrs={"class": "options-inline"}),
    )
    field_order = ["form_id", "name", "role", "sex", "destination", "region"]


class PassengerForm(OfUser, Stamped, ToDestination):
    """Where one passenger goes, and in which role."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=PassengerRole.choices,
        widget=forms.RadioSelect(attrs={"class": "options-inline"}),
    )

    def __init__(self, *args, passenger, **kwargs):
        kwargs.setdefault("initial", {"version": stamp_of(passenger), **passenger_initial(passenger)})
        super().__init__(*args, **kwargs)


def passenger_initial(passenger):
    """What ``PassengerForm`` is opened with, by field; the stamp is added by the form."""
    return {
        "destination": passenger.destination_id,
        "region": passenger.destination_region,
        "role": passenger.role,
    }


class TakeOffForm(OfUser, Repeatable, Stamped):
    """Why somebody does not travel; not asked while the transfer is a draft."""

    reason = forms.ChoiceField(
        label=_("Why does this person not travel?"),
        choices=NotTravelledReason.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, asks_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_reason:
            # The row of a draft goes as a whole: there is nothing of it that two people could say differently.
            for name in ("reason", "version", "opened"):
                del self.fields[name]


def taken_off_initial(passenger):
    """What ``TakeOffForm`` is opened with; the stamp is added by the view."""
    return {"reason": passenger.not_travelled_reason}
