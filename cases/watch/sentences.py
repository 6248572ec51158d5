"""An entry of the trail as a sentence. It names accounts and kinds of pages, never a child."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.enums import AuditKind
from cases.templatetags.look import moment
from cases.watch.subjects import words_of

_WHOLE = {
    (AuditKind.READ, "casefile:detail"): _("Opened the file of a child"),
    (AuditKind.READ, "casefile:referred"): _("Read a file that another office shows"),
    (AuditKind.READ, "casefile:emergency"): _("Read a file that was opened in an emergency"),
    (AuditKind.READ, "matching:pair"): _("Compared a record with one of another office"),
    (AuditKind.READ, "watch:trail"): _("Looked at the trail"),
    (AuditKind.READ, "watch:file"): _("Looked at who had looked at a file"),
    (AuditKind.SEARCH, "watch:trail"): _("Looked up a file in the trail"),
    (AuditKind.SIGN_IN, "sign-in"): _("Signed in"),
    (AuditKind.EXPORT, "casefile:export"): _("Exported the file of a child"),
    (AuditKind.PRINT, "casefile:export"): _("Opened the pages of an exported file"),
    (AuditKind.OVERRIDE, "traffic:emergency"): _("Opened a file of another office in an emergency"),
    (AuditKind.OVERRIDE, "admin:records"): _("Opened records of persons in the repair tool"),
    (AuditKind.DENIAL, "traffic:number"): _("Typed a case number that leads nowhere, in an emergency"),
}
_USUAL = {
    AuditKind.READ: _("Opened: %(what)s"),
    AuditKind.LIST: _("Was shown a list: %(what)s"),
    AuditKind.SEARCH: _("Searched: %(what)s"),
    AuditKind.EXPORT: _("Took out as a file: %(what)s"),
    AuditKind.PRINT: _("Opened the pages of: %(what)s"),
    AuditKind.SIGN_IN: _("Signed in: %(what)s"),
    AuditKind.DENIAL: _("Was refused: %(what)s"),
    AuditKind.OVERRIDE: _("Set a rule aside: %(what)s"),
}
_NOWHERE = _("Asked for a record that is none of their own, or that there is not")
# What can be followed to one file: of a list nobody could say to which.
_OF_ONE = (AuditKind.READ, AuditKind.EXPORT, AuditKind.PRINT, AuditKind.OVERRIDE, AuditKind.DENIAL)


def sentence_of(kind, subject, *, names_a_record):
    """What happened, for a kind (a code of ``AuditKind``) and what it was of."""
    kind = AuditKind(kind)
    if kind == AuditKind.DENIAL and names_a_record:
        return str(_NOWHERE)
    whole = _WHOLE.get((kind, subject))
    return str(whole or _USUAL[kind] % {"what": words_of(subject)})


class TrailRow:
    """One entry on the officer's pages. ``staff`` (a ``Staff``) knows the people of the page."""

    def __init__(self, event, staff):
        self.kind = str(AuditKind(event.kind).label)
        self.colleague = staff.on(event.actor_id, event.at)
        self.moment = event.at
        self.subject = event.subject
        self.count = len(event.subject_ids)
        self.ids = event.subject_ids
        self.reason = event.detail.get("reason", "")
        self.sentence = sentence_of(event.kind, event.subject, names_a_record=bool(event.subject_ids))
        self._is_of_one = AuditKind(event.kind) in _OF_ONE

    @property
    def who(self):
        return self.colleague.name

    @property
    def at(self):
        return moment(self.moment)

    @property
    def what(self):
        """The subject in words; as it was recorded where there are none for it."""
        return words_of(self.subject)

    @property
    def file_id(self):
        """The public id whose trail can be looked at; ``None`` for a list or where no record is named."""
        return self.ids[0] if self._is_of_one and self.ids else None

    @property
    def records(self):
        """ "3 records", or nothing where no record is named."""
        if not self.count:
            return ""
        return ngettext("%(n)s record", "%(n)s records", self.count) % {"n": self.count}
