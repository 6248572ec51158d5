"""What is asked when a transfer moves: a reason, a moment in its time zone, who travelled, who received them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.batches.forms import ZoneField
from cases.batches.zones import moment_in, possible_day
from cases.components.forms import DateInput, OfUser, Repeatable, Versioned, reject_control_characters
from cases.components.wording import HintedTextarea
from cases.enums import MOVES_THAT_NEED_A_REASON, HandoverRole, NotTravelledReason, PassengerResult

TRAVELLED = str(PassengerResult.TRAVELLED)
RESULT_CHOICES = [
    (TRAVELLED, PassengerResult.TRAVELLED.label),
    (PassengerResult.NOT_TRAVELLED.label, NotTravelledReason.choices),
]


class MoveForm(OfUser, Repeatable, Versioned):
    """A plain move; some cannot be made without saying why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        validators=[reject_control_characters],
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("Without names. It stays with the transfer."),
    )

    def __init__(self, *args, to, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = to in MOVES_THAT_NEED_A_REASON


class MomentForm(OfUser, Repeatable):
    """A day and a time as the clocks there showed it."""

    date = forms.DateField(label=_("Day"), widget=DateInput, validators=[possible_day])
    time = forms.TimeField(
        label=_("Time there"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    zone = ZoneField(label=_("Time zone"))

    @property
    def moment(self):
        """The aware moment of a valid form."""
        return moment_in(self.cleaned_data["zone"], self.cleaned_data["date"], self.cleaned_data["time"])

    @property
    def kept(self):
        """The zone, the version and the id of a valid form, as the moves take them."""
        return {name: self.cleaned_data[name] for name in ("zone", "version", "form_id")}


class ArriveForm(MomentForm, Versioned):
    """When the transfer arrived."""


class DepartForm(MomentForm, Versioned):
    """When the transfer left, and of everybody on the list whether they travelled or why not.

    One choice a passenger, named by the public id; each begins as travelled, so that only those who stayed
    behind have to be looked for.
    """

    def __init__(self, *args, passengers, **kwargs):
        super().__init__(*args, **kwargs)
        self.passengers = {f"on-{passenger.public_id}": passenger for passenger in passengers}
        for name in self.passengers:
            self.fields[name] = forms.ChoiceField(
                choices=RESULT_CHOICES,
                initial=TRAVELLED,
                error_messages={"required": _("Mark whether this person travelled.")},
            )

    @property
    def results(self):
        """What ``depart`` takes, from a valid form."""
        return {passenger: _result(self.cleaned_data[name]) for name, passenger in self.passengers.items()}

    def marked(self, passenger):
        """The bound field of one passenger."""
        return self[f"on-{passenger.public_id}"]


def _result(value):
    if value == TRAVELLED:
        return PassengerResult.TRAVELLED, ""
    return PassengerResult.NOT_TRAVELLED, value


class HandOverForm(MomentForm):
    """To which authority, by whom received and when; for those who are ticked."""

    receiver = forms.CharField(
        label=_("Receiving authority"),
        max_length=200,
        validators=[reject_control_characters],
        help_text=_("The authority or institution, not a person’s name."),
    )
    receiver_role = forms.ChoiceField(
        label=_("Received by"), choices=HandoverRole.choices, initial=HandoverRole.RECEIVING_STATE
    )
    field_order = ["receiver", "receiver_role", "date", "time", "zone"]

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passengers"] = forms.ModelMultipleChoiceField(
            waiting,
            label=_("Who was handed over"),
            to_field_name="public_id",
            error_messages={"required": _("Tick at least one person.")},
        )
