"""A file leaves on paper: the form about it, the pages that are printed, and the list of what left."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.audit.numbered import is_over
from cases.casefile.parts import FileParts
from cases.components.leaving import LeavingForm
from cases.enums import ExportKind, ExportPart, ExportPurpose, LegalBasis, LetterPart


class ExportForm(LeavingForm):
    """To whom a file goes, why, on what ground, what of it, and until when."""

    parts = forms.MultipleChoiceField(
        label=_("Parts of the file"),
        choices=ExportPart.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_(
            "Choose only what the recipient needs. Restricted papers and notes are never part of it."
        ),
        error_messages={"required": _("Choose at least one part of the file.")},
    )

    field_order = [
        "recipient",
        "purpose",
        "state",
        "legal_basis",
        "reason",
        "parts",
        "expires_date",
        "encryption",
        "recipient_key",
    ]


# Where what left is opened again.
PAGES = {
    ExportKind.FILE: "casefile:print",
    ExportKind.NAMES: "passports:numbered",
    ExportKind.SUBJECT: "subjects:copy",
}
# The page of any export; what is encrypted leaves from there alone.
NUMBERED = "outgoing:detail"


@dataclass(frozen=True)
class ExportRow:
    """An export in the list beside the case; one of a file that was merged into it leads to what is known of it.

    ``what`` says what left where that was not the file itself.
    """

    number: str
    purpose: str
    what: str
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
            what="" if export.kind == ExportKind.FILE else str(ExportKind(export.kind).label),
            who=case.recorders.name_of(export.made_by_id),
            made=export.made_at,
            until=export.expires_date,
            url=_url_of(case, export),
            is_of_merged=export.child_id != case.child.pk,
        )
        for export in case.exports
    ]


def _url_of(case, export):
    if is_over(export):
        return ""
    if export.encryption:
        return reverse(NUMBERED, args=[export.public_id])
    page = PAGES[export.kind] if export.child_id == case.child.pk else PAGES[ExportKind.FILE]
    return reverse(page, args=[case.child.public_id, export.public_id])


class PrintedTerms:
    """On what terms an export left: purpose, legal basis and parts, in words."""

    def __init__(self, export):
        self.export = export
        self._parts = set(export.parts)

    @property
    def purpose(self):
        return str(ExportPurpose(self.export.purpose).label)

    @property
    def legal_basis(self):
        return str(LegalBasis(self.export.legal_basis).label)

    @property
    def part_names(self):
        """The chosen parts in words, in the order of the file or of the letter."""
        choices = ExportPart.choices if self.export.kind == ExportKind.FILE else LetterPart.choices
        return [str(label) for code, label in choices if code in self._parts]


class PrintedFile(FileParts, PrintedTerms):
    """The chosen parts of a file for paper, and its terms."""

    def __init__(self, case, export):
        FileParts.__init__(self, case, export.parts)
        self.export = export
