"""Asking about a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.documents.numbers import number_of
from cases.enums import Custody, DocumentKind, IssuerKind, Recognition
from cases.names.paper_numbers import normal_number
from cases.people.forms import ReasonField

FACTS = (
    "kind",
    "issuer_kind",
    "issuer_country",
    "recognition",
    "custody",
    "name_as_printed",
    "issued_date",
    "valid_until_date",
)
NUMBER_LENGTH = 40


class PaperFields(forms.Form):
    """What is kept of a paper."""

    kind = forms.ChoiceField(label=_("What paper is it?"), choices=[("", _("Choose")), *DocumentKind.choices])
    issuer_kind = forms.ChoiceField(
        label=_("Issued by"), choices=IssuerKind.choices, initial=IssuerKind.UNKNOWN
    )
    issuer_country = StateField(
        label=_("State of the issuer"), required=False, empty_label=_("Not known, or none")
    )
    recognition = forms.ChoiceField(
        label=_("Is the issuer recognised?"),
        choices=Recognition.choices,
        initial=Recognition.RECOGNITION_PENDING,
        widget=forms.RadioSelect,
        help_text=_(
            "A certificate from a non-recognised authority is evidence of date and parents, never proof. "
            "It is restricted: it is not handed to the child to carry and stands on no list."
        ),
    )
    custody = forms.ChoiceField(label=_("Who holds it?"), choices=[("", _("Choose")), *Custody.choices])
    name_as_printed = forms.CharField(
        label=_("Name as printed"),
        required=False,
        max_length=300,
        help_text=_("Exactly as the paper shows it, in its own letters."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Number of the paper"),
        required=False,
        max_length=NUMBER_LENGTH,
        help_text=_(
            "As the paper shows it. It is encrypted, only your office reads it, and no list shows it."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    issued_date = forms.DateField(label=_("Issued on"), required=False, widget=DateInput)
    valid_until_date = forms.DateField(label=_("Valid until"), required=False, widget=DateInput)

    def clean(self):
        cleaned = super().clean()
        issued, until = cleaned.get("issued_date"), cleaned.get("valid_until_date")
        if issued and until and until < issued:
            self.add_error("valid_until_date", _("A paper cannot end before it was issued."))
        return cleaned

    def clean_number(self):
        """A number has something to compare."""
        number = self.cleaned_data["number"]
        if number and not normal_number(number):
            raise forms.ValidationError(_("A number has digits or letters."))
        return number

    def facts(self):
        """The answers as the actions take them."""
        return {name: self.cleaned_data[name] for name in (*FACTS, "number")}


class AddPaperForm(OfUser, Once, PaperFields):
    """A paper that is new on file."""


class EditPaperForm(OfUser, Stamped, PaperFields):
    """Corrections to a paper."""

    reason = ReasonField(required=False)


def paper_initial(paper):
    """What ``EditPaperForm`` is opened with; the number in full, opened for this."""
    initial = {name: getattr(paper, name) for name in FACTS}
    return {**initial, "issuer_country": paper.issuer_country_id or "", "number": number_of(paper) or ""}
