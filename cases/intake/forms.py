"""Beginning a registration, and the quick form with four questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once, Versioned
from cases.components.partial_dates import AgeField, PartialDate
from cases.enums import Separation, Sex, WhereaboutsKind
from cases.intake import answers
from cases.names import script_of
from cases.people.actions import Birth
from cases.people.forms import NAME_LENGTH, PlaceField


class BeginForm(OfUser, Once):
    """The button that begins a registration; pressed twice, it begins one."""


class RecordForm(OfUser, Versioned):
    """The button that records a family, with the version of the draft that was looked at.

    Where claims were copied from one child to the next (``asks_claims``), somebody says that they are right for each.
    """

    claims_seen = forms.BooleanField(
        label=_("These claims are right for each of them, not only for the child where they were typed"),
        error_messages={
            "required": _("Look at the claims that were copied; change what differs, then tick this.")
        },
    )

    def __init__(self, *args, asks_claims=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_claims:
            del self.fields["claims_seen"]


class TakeOutForm(OfUser, Versioned):
    """The button that takes a child or a parent out of a draft, with the version that was looked at."""


class QuickRegisterForm(OfUser, Once):
    """Four questions, since a child met now cannot wait for a form; the rest follows on the case page."""

    name = forms.CharField(
        label=_("Name, as it was said to you"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "placeholder": _("Any script")}),
    )
    age = AgeField(
        label=_("Age, about"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("6 to 7"), "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.U)
    place = PlaceField(label=_("Where the child is now"), required=False, empty_label=_("Not known"))

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError(_("A name has letters."))
        return name

    def registration(self):
        """The answers, for the action; with whom the child is stays to be established."""
        typed = self.cleaned_data
        place = typed["place"]
        kind = WhereaboutsKind.AT_PLACE if place else WhereaboutsKind.UNKNOWN
        return answers.Registration(
            names={script_of(typed["name"]): typed["name"]},
            sex=typed["sex"],
            birth=Birth(when=typed["age"] or PartialDate()),
            where=answers.Where(kind=kind, place=place),
            company=Separation.UNKNOWN,
        )
