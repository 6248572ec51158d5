"""Asking for a list, deciding about one, and saying that the copies are destroyed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.leaving import LeavingForm
from cases.enums import ExportFormat, ExportOutcome
from cases.outgoing.lists import PAPER_COLUMNS


class ListForm(LeavingForm):
    """To whom a list goes, why, on what ground, which columns of it, in what form, and until when."""

    parts = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_(
            "Only what the recipient needs. Names and births are ticked by you alone, where the case number is not enough."
        ),
        error_messages={"required": _("Choose at least one column.")},
    )
    format = forms.ChoiceField(
        label=_("Form of the file"),
        choices=ExportFormat.choices,
        initial=ExportFormat.XLSX,
        widget=forms.RadioSelect,
    )

    field_order = [
        "recipient",
        "purpose",
        "state",
        "legal_basis",
        "reason",
        "parts",
        "format",
        "expires_date",
        "encryption",
        "recipient_key",
    ]

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = [(column.code, column.label) for column in asked.leaving.columns]
        self.fields["parts"].initial = asked.ticked
        self.fields["state"].help_text = _(
            "For a request to a State. Whoever this State may not be told of is left out of the list."
        )
        if asked.transfer is None:
            # Pages for paper are laid out for the list of a transfer alone.
            self.fields["format"].choices = [
                choice for choice in ExportFormat.choices if choice[0] != ExportFormat.PAPER
            ]
            return
        self.fields["format"].help_text = _(
            "Pages for paper have columns of their own, names among them, and lines for signatures."
        )
        if self.data.get("format") == ExportFormat.PAPER:
            self.fields["parts"].required = False

    def clean(self):
        """Pages for paper have their own columns, and are not encrypted."""
        cleaned = super().clean()
        if cleaned.get("format") == ExportFormat.PAPER:
            cleaned["parts"] = list(PAPER_COLUMNS)
            if cleaned.get("encryption"):
                self.add_error("encryption", _("Pages for paper cannot be encrypted: choose a spreadsheet."))
        return cleaned


class DecisionForm(OfUser, forms.Form):
    """Whether a list may leave, and why not."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=ExportOutcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever asked reads it. No names."),
    )

    needed_if = {"reason": _("if you refuse it")}


class DestructionForm(OfUser, Once):
    """On which day the recipient destroyed the copies, and who said so."""

    destroyed_date = forms.DateField(label=_("Destroyed on"), initial=timezone.localdate, widget=DateInput)
    confirmed_by = forms.CharField(
        label=_("Who confirmed it"),
        max_length=200,
        help_text=_("The function at the recipient, and how: “Registrar of the court, by letter”."),
    )
