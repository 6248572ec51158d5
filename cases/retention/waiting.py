"""What of the end of files waits for somebody on the start page."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from cases.models import Child, Erasure, SubjectRequest, User
from cases.policy.permissions import Permission
from cases.retention.due import due_files


@dataclass(frozen=True)
class WaitingEnds:
    """How much waits, in words; empty where nothing does, or where it is not theirs."""

    due: str = ""
    erasures: str = ""
    requests: str = ""

    def __bool__(self):
        return bool(self.due or self.erasures or self.requests)


def waiting_ends(user):
    """The ``WaitingEnds`` of a supervisor or a data-protection officer; nothing for anybody else, without a question."""
    if not (user.may(Permission.END_FILES) or user.may(Permission.CONFIRM_ERASURES)):
        return WaitingEnds()
    due = due_files(Child.objects.visible_to(user), timezone.localdate())
    erasures = Erasure.objects.visible_to(user).waiting(timezone.now()).exclude(asked_by=user)
    requests = SubjectRequest.objects.visible_to(user).open()
    counts = (
        User.objects.filter(pk=user.pk)
        .values_list(*(_counted(rows) for rows in (due, erasures, requests)))
        .get()
    )
    return WaitingEnds(due=_due(counts[0]), erasures=_erasures(counts[1]), requests=_requests(counts[2]))


def _counted(rows):
    counts = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _due(count):
    if not count:
        return ""
    return ngettext("%(n)s file whose period is over", "%(n)s files whose period is over", count) % {
        "n": count
    }


def _erasures(count):
    if not count:
        return ""
    words = ngettext(
        "%(n)s erasure waits for a second person", "%(n)s erasures wait for a second person", count
    )
    return words % {"n": count}


def _requests(count):
    if not count:
        return ""
    words = ngettext(
        "%(n)s request about own data to answer", "%(n)s requests about own data to answer", count
    )
    return words % {"n": count}
