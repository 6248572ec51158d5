"""How requests about own data read on a page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from cases.audit.numbered import is_over
from cases.enums import IdentityCheck, RequestedBy, RequestOutcome, SubjectRequestKind
from cases.policy.permissions import Permission


@dataclass(frozen=True)
class RequestRow:
    """One request; child, export and people read along. ``reader`` is who looks at it."""

    request: object
    reader: object

    @property
    def number(self):
        return self.request.child.case_number

    @property
    def kind(self):
        return str(SubjectRequestKind(self.request.kind).label)

    @property
    def who(self):
        return str(RequestedBy(self.request.requested_by).label)

    @property
    def check(self):
        return str(IdentityCheck(self.request.identity_check).label)

    @property
    def outcome(self):
        """How it was answered; empty as long as it was not."""
        return str(RequestOutcome(self.request.outcome).label) if self.request.outcome else ""

    @property
    def is_late(self):
        return not self.request.outcome and self.request.due_date < timezone.localdate()

    @property
    def answer_url(self):
        return reverse("subjects:answer", args=[self.request.public_id]) if self._may_act else ""

    @property
    def copy_url(self):
        """Where a copy is made, or the one that was made is opened; empty for other requests."""
        if not self._may_act or self.request.kind != SubjectRequestKind.ACCESS:
            return ""
        made = self.request.export
        if made and not is_over(made):
            return reverse("subjects:copy", args=[self.request.child.public_id, made.public_id])
        return reverse("subjects:make", args=[self.request.public_id])

    @property
    def erase_url(self):
        if not self._may_act or self.request.kind != SubjectRequestKind.ERASE:
            return ""
        return reverse("retention:ask", args=[self.request.child.public_id])

    @property
    def _may_act(self):
        is_there = self.request.child.erased_at is None and self.request.child.merged_into_id is None
        return is_there and self.reader.may(Permission.END_FILES)
