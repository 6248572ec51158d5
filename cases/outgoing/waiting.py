"""What of the exports waits for somebody on the start page."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, IntegerField, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from cases.enums import ExportOutcome
from cases.models import NumberedExport, User
from cases.policy.permissions import Permission

# For so long a decision is told to whoever asked.
TOLD_DAYS = timedelta(days=14)


@dataclass(frozen=True)
class Decided:
    """An own list that was decided about, and not opened since."""

    public_id: object
    number: str
    is_approved: bool


@dataclass(frozen=True)
class WaitingExports:
    """How much waits, in words (empty where nothing does), and the own lists that were decided about."""

    to_decide: str = ""
    asked: str = ""
    overdue: str = ""
    decided: list[Decided] = field(default_factory=list)

    @property
    def has_lines(self):
        return bool(self.to_decide or self.asked or self.overdue or self.decided)


def waiting_exports(user):
    """The ``WaitingExports`` of somebody who works on cases; one query, and one more where something was decided."""
    exports = NumberedExport.objects.filter(office=user.office_id)
    to_decide = exports.waiting().exclude(made_by=user)
    if not user.may(Permission.APPROVE_EXPORTS):
        to_decide = to_decide.none()
    asked = exports.waiting().filter(made_by=user)
    overdue = NumberedExport.objects.in_register_of(user).overdue()
    decided = _decided(exports.filter(made_by=user))
    counts = (
        User.objects.filter(pk=user.pk)
        .values_list(*(_counted(rows) for rows in (to_decide, asked, overdue, decided)))
        .get()
    )
    return WaitingExports(
        to_decide=_to_decide(counts[0]),
        asked=_asked(counts[1]),
        overdue=overdue_words(counts[2]),
        decided=_told(decided) if counts[3] else [],
    )


def overdue_exports(user):
    """How many exports are past their day and not known to be destroyed, in words; empty for none."""
    return overdue_words(NumberedExport.objects.in_register_of(user).overdue().count())


def overdue_words(count):
    if not count:
        return ""
    words = ngettext(
        "%(n)s export past its day, not known to be destroyed",
        "%(n)s exports past their day, not known to be destroyed",
        count,
    )
    return words % {"n": count}


def _decided(own):
    """Lists that were refused, or approved and not opened yet."""
    since = timezone.now() - TOLD_DAYS
    approved = Q(
        approval__outcome=ExportOutcome.APPROVED,
        openings__isnull=True,
        destruction__isnull=True,
        expires_date__gte=timezone.localdate(),
    )
    return own.filter(approval__settled_at__gt=since).filter(
        Q(approval__outcome=ExportOutcome.REFUSED) | approved
    )


def _told(decided):
    rows = decided.order_by("-approval__settled_at").values_list("public_id", "number", "approval__outcome")
    return [Decided(public_id, number, code == ExportOutcome.APPROVED) for public_id, number, code in rows]


def _counted(rows):
    counts = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _to_decide(count):
    if not count:
        return ""
    words = ngettext("%(n)s list waits for your approval", "%(n)s lists wait for your approval", count)
    return words % {"n": count}


def _asked(count):
    if not count:
        return ""
    words = ngettext(
        "%(n)s list of yours waits for a second person",
        "%(n)s lists of yours wait for a second person",
        count,
    )
    return words % {"n": count}
