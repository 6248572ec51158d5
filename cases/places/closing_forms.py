"""Asking for the closing of a site: when, where people were moved, and for whom it was otherwise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.wording import HintedInput
from cases.enums import AfterClosing
from cases.models import Place
from cases.people.forms import ConfidenceField, SourceField
from cases.places.closing import Closing, Reviewed


class ClosingForm(OfUser, Once):
    """What is known of the closing.

    ``seen`` is how many people the review showed and ``who`` the mark of them; both are empty before it.
    """

    closed_date = forms.DateField(label=_("Day of closing"), widget=DateInput)
    successor = forms.ModelChoiceField(
        Place.objects.open(),
        label=_("Where were people moved?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Not known; no successor"),
        help_text=_("The site that took its place. It has to be on the list and open."),
    )
    source = SourceField(required=False)
    confidence = ConfidenceField(
        required=False,
        help_text=_(
            "Of where each person is from that day on. Confirmed only where somebody saw them there."
        ),
    )
    reason = forms.CharField(
        label=_("What was said about it"),
        required=False,
        max_length=300,
        widget=HintedInput,
        help_text=_("Without names of persons. It stays in the history of the place and of each person."),
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    who = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    field_order = ["closed_date", "successor", "source", "confidence", "reason"]

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        successor.queryset = successor.queryset.exclude(pk=place.pk).by_name()

    def closing(self):
        """The ``Closing`` that a valid form says."""
        cleaned = self.cleaned_data
        return Closing(
            day=cleaned["closed_date"],
            successor=cleaned["successor"],
            source=cleaned["source"],
            confidence=cleaned["confidence"],
            reason=cleaned["reason"],
        )


class DestinationsForm(OfUser, forms.Form):
    """What becomes of each person of the user's office; one choice a person, named by the public id."""

    def __init__(self, *args, persons, closing, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {str(person.public_id): f"go-{person.public_id}" for person in persons}
        for name in self.names.values():
            self.fields[name] = forms.ChoiceField(
                choices=_choices(closing.successor),
                initial=closing.usual,
                required=False,
                widget=forms.Select(attrs={"class": "control"}),
            )

    def reviewed(self, who):
        """The ``Reviewed`` of a valid form, for the people that the review showed under the mark ``who``."""
        chosen = {public_id: self.cleaned_data[name] for public_id, name in self.names.items()}
        return Reviewed(who=who, choices={public_id: to for public_id, to in chosen.items() if to})

    def of(self, person):
        """The bound field of one person."""
        return self[self.names[str(person.public_id)]]


def _choices(successor):
    left = [(choice.value, choice.label) for choice in (AfterClosing.LOST, AfterClosing.LEFT_BEFORE)]
    return [(AfterClosing.MOVED, successor.name), *left] if successor else left
