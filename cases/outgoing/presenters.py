"""How an export reads: its terms, how it stands, and a row of the register. No name of anybody on file."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.enums import (
    Encryption,
    ExportFormat,
    ExportKind,
    ExportList,
    ExportOutcome,
    ExportPart,
    ExportPurpose,
    ExportStanding,
    LegalBasis,
    LetterPart,
)
from cases.exports import fingerprint
from cases.outgoing.contents import standing_by_terms
from cases.outgoing.lists import LEAVING

# The look of a state mark for how an export stands.
LOOKS = {
    ExportStanding.READY: "clear",
    ExportStanding.WAITING: "soon",
    ExportStanding.REFUSED: "blocked",
    ExportStanding.LAPSED: "ended",
    ExportStanding.WITHDRAWN: "blocked",
    ExportStanding.OVER: "ended",
    ExportStanding.DESTROYED: "not-needed",
}


class ExportTerms:
    """On what terms something left, in words."""

    def __init__(self, export):
        self.export = export

    @property
    def what(self):
        """ "List: Nationality claims", or "File of a child"."""
        if not self.export.is_list:
            return str(ExportKind(self.export.kind).label)
        return _("List: %(list)s") % {"list": ExportList(self.export.list_name).label}

    @property
    def form(self):
        """The form of the file; empty where it is no list."""
        return str(ExportFormat(self.export.format).label) if self.export.format else ""

    @property
    def purpose(self):
        return str(ExportPurpose(self.export.purpose).label)

    @property
    def legal_basis(self):
        return str(LegalBasis(self.export.legal_basis).label)

    @cached_property
    def fields(self):
        """The columns of a list, or the parts of a file or letter, in words."""
        if self.export.is_list:
            return [str(column.label) for column in LEAVING[self.export.list_name].known(self.export.parts)]
        choices = LetterPart.choices if self.export.kind == ExportKind.NAMES else ExportPart.choices
        return [str(label) for code, label in choices if code in self.export.parts]

    @property
    def says_names(self):
        """Whether the columns of a list say who somebody is."""
        return self.export.is_list and LEAVING[self.export.list_name].tells_who(self.export.parts)

    @property
    def encryption(self):
        """How it is encrypted, with the fingerprint of the key; empty where it is not."""
        if not self.export.encryption:
            return ""
        words = str(Encryption(self.export.encryption).label)
        return f"{words} {fingerprint(self.export.recipient_key)}" if self.export.recipient_key else words


class RegisterRow(ExportTerms):
    """One row of the register; needs ``for_register``."""

    def __init__(self, export, now=None):
        super().__init__(export)
        self.standing_code = standing_by_terms(export, now)

    @property
    def standing(self):
        return str(ExportStanding(self.standing_code).label)

    @property
    def look(self):
        return LOOKS[self.standing_code]

    @property
    def office(self):
        """The office that made it; empty in those that were made before it was kept."""
        return self.export.office.name if self.export.office else ""

    @property
    def who(self):
        return self.export.made_by.full_name

    @property
    def second(self):
        """Who approved or refused it; "not needed" where one person was enough."""
        approval = getattr(self.export, "approval", None)
        if approval is None:
            return _("not needed")
        return approval.settled_by.full_name if approval.settled_by else _("nobody yet")

    @property
    def opened(self):
        return self.export.opened

    @property
    def destruction(self):
        return getattr(self.export, "destruction", None)

    @property
    def is_overdue(self):
        """Whether its day has passed, and nobody said that it is destroyed."""
        return self.standing_code == ExportStanding.OVER

    @property
    def may_be_destroyed(self):
        """Whether that can be said now: it may have left, and was not said before."""
        return self.standing_code in (ExportStanding.READY, ExportStanding.OVER)


class DecisionView:
    """The second person's part of a list that waits, was approved, or was refused."""

    def __init__(self, approval, now=None):
        self.approval = approval
        self.is_open = not approval.outcome and approval.lapses_at > (now or timezone.now())
        self.is_refused = approval.outcome == ExportOutcome.REFUSED
        self.outcome = str(ExportOutcome(approval.outcome).label) if approval.outcome else ""
