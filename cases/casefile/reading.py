"""A file as another office reads it: the parts it was shown until a day, or all of it in an emergency."""

from cases.casefile.parts import FileParts
from cases.enums import ExportPart, ReferralPart
from cases.flags.presenters import strip_of
from cases.notes.presenters import shown_notes

# Each part that may be shown is one of the parts a file can be printed in.
PRINTED = {
    ReferralPart.WHERE: ExportPart.WHERE,
    ReferralPart.FAMILY: ExportPart.FAMILY,
    ReferralPart.CLAIMS: ExportPart.CLAIMS,
    ReferralPart.PAPERS: ExportPart.PAPERS,
    ReferralPart.NEEDS: ExportPart.NEEDS,
}
SHOWN_NOTES = 50


class ReferredFile(FileParts):
    """Who the child is, and the parts that a ``Referral`` names."""

    def __init__(self, case, referral):
        super().__init__(
            case, {ExportPart.SUMMARY, *(PRINTED[ReferralPart(part)] for part in referral.parts)}
        )

    @property
    def facts(self):
        """Where and with whom the child is belongs to a part of its own."""
        if ExportPart.WHERE in self._parts:
            return super().facts
        return self.summary.facts_of_person


class WholeFile(FileParts):
    """Everything on file, restricted papers, flags and notes (the latest of them) included, for an emergency."""

    def __init__(self, case, *, reader):
        super().__init__(case, ExportPart, with_restricted=True)
        self.flags = strip_of(case.flags)
        self.count_of_notes = len(case.notes)
        latest = case.child.notes.newest_first().select_related("author")[:SHOWN_NOTES]
        self.notes = shown_notes(case.child, list(latest), reader=reader)
