"""A file leaves on paper: the form about it, the action, and the pages that are printed."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.numbered import is_over, number_export, usual_expiry
from cases.casefile.parts import FileParts
from cases.components.forms import DateInput, OfUser, Once
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.enums import ExportPart, ExportPurpose, LegalBasis


class ExportForm(OfUser, Once):
    """To whom a file goes, why, on what ground, what of it, and until when."""

    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=200,
        help_text=_("The body and the function: “Family court, second chamber”. No name of a child."),
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[("", _("Choose")), *ExportPurpose.choices])
    state = StateField(
        required=False,
        empty_label=_("No State"),
        help_text=_("For a request to a State: one that may be contacted about this child."),
    )
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=[("", _("Choose")), *LegalBasis.choices])
    reason = forms.CharField(
        label=_("Why it leaves now"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("It stands on the export and in the trail. No names."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Parts of the file"),
        choices=ExportPart.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_(
            "Choose only what the recipient needs. Restricted papers and notes are never part of it."
        ),
        error_messages={"required": _("Choose at least one part of the file.")},
    )
    expires_date = forms.DateField(
        label=_("To be destroyed by"),
        initial=usual_expiry,
        widget=DateInput,
        help_text=_("Within a year. After that day the pages cannot be opened here any more."),
    )

    field_order = ["recipient", "purpose", "state", "legal_basis", "reason", "parts", "expires_date"]

    def clean(self):
        """A State belongs to a request to one, and to no other purpose."""
        cleaned = super().clean()
        if cleaned.get("purpose") != ExportPurpose.STATE_REQUEST:
            cleaned["state"] = None
        return cleaned


def export_file(*, by, child, form_id, **facts):
    """Number and record an export, once for each form; ``facts`` as ``number_export`` takes them. Returns it."""
    with transaction.atomic():
        export = number_export(by=by, child=child, **facts)
        remember_saved(by, form_id, export)
    return export


@dataclass(frozen=True)
class ExportRow:
    """An export in the list beside the case; one of a file that was merged into it is shown, and not opened."""

    number: str
    purpose: str
    who: str
    made: object
    until: object
    url: str
    is_of_merged: bool = False


def export_rows(case):
    """The latest exports of a file; those whose day has passed have no address any more."""
    return [
        ExportRow(
            number=export.number,
            purpose=str(ExportPurpose(export.purpose).label),
            who=case.recorders.name_of(export.made_by_id),
            made=export.made_at,
            until=export.expires_date,
            url=_url_of(case, export),
            is_of_merged=export.child_id != case.child.pk,
        )
        for export in case.exports
    ]


def _url_of(case, export):
    if is_over(export) or export.child_id != case.child.pk:
        return ""
    return reverse("casefile:print", args=[case.child.public_id, export.public_id])


class PrintedFile(FileParts):
    """The chosen parts of a file for paper."""

    def __init__(self, case, export):
        super().__init__(case, export.parts)
        self.export = export

    @property
    def purpose(self):
        return str(ExportPurpose(self.export.purpose).label)

    @property
    def legal_basis(self):
        return str(LegalBasis(self.export.legal_basis).label)

    @property
    def part_names(self):
        """The chosen parts in words, in the order of the file."""
        return [str(label) for code, label in ExportPart.choices if code in self._parts]
