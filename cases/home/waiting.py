"""What waits for a caseworker or supervisor: questions to the data, each with its place in time.

Nothing here is stored: a task is there while the data says so, and gone when it is done. A caseworker is asked
about the children in the own care, a supervisor about all of the office; transfers, and children whom nobody is
responsible for, are the office's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.children.quick import STALE_DAYS
from cases.enums import (
    LEGAL_CLOCK_YEARS,
    OPEN_CASES,
    CaseStatus,
    ClaimStatus,
    PassengerResult,
    Role,
    WhereaboutsKind,
)
from cases.models import (
    CaseAssignment,
    CaseFlag,
    CaseRestriction,
    Child,
    ClaimDecision,
    FollowedCase,
    Nationality,
    Passenger,
    TransferBatch,
    Whereabouts,
    years_before,
)

REPLY_DAYS = 90
TRANSFER_DAYS = 30
CLOCK_DAYS = 90

GIVEN_DAYS = 7
WEEK_DAYS = 7

OVER, TODAY, SOON, OPEN = "over", "today", "soon", "open"
GROUPS: dict[str, Promise] = {
    OVER: _("Over their date"),
    TODAY: _("Today"),
    SOON: _("Soon"),
    OPEN: _("Without a fixed day"),
}
_UNKNOWN = (WhereaboutsKind.UNKNOWN, WhereaboutsKind.UNKNOWN_AFTER_CLOSURE)
# Whoever has returned waits for other things than a claim or a place.
_BEFORE_RETURN = [status for status in OPEN_CASES if status != CaseStatus.POST_RETURN]


@dataclass(frozen=True)
class Kind:
    """One kind of task: its rows for a user on a day, their order, and what all of them are called."""

    code: str
    group: str
    label: Promise
    rows: Callable
    order: tuple[str, ...]


def children_of(user):
    """The children a task may be about: those in the user's own care, or all of a supervisor's office."""
    children = Child.objects.visible_to(user).filter(status__in=_BEFORE_RETURN)
    return children if user.role == Role.SUPERVISOR else children.assigned_to(user)


def _transfers_over(user, today):
    unmarked = Passenger.objects.filter(transfer=OuterRef("pk"), result=PassengerResult.PENDING)
    transfers = TransferBatch.objects.visible_to(user).open().filter(planned_date__lt=today)
    return transfers.annotate(has_unmarked=Exists(unmarked))


def _transfers_soon(user, today):
    window = (today, today + timedelta(days=TRANSFER_DAYS))
    # Counted for these few transfers alone; a join would count the passengers of all.
    listed = Passenger.objects.filter(transfer=OuterRef("pk")).order_by().values("transfer")
    return (
        TransferBatch.objects.visible_to(user)
        .open()
        .filter(planned_date__range=window)
        .annotate(listed=Coalesce(Subquery(listed.annotate(count=Count("pk")).values("count")), 0))
    )


def _claims_unanswered(user, today):
    latest = ClaimDecision.objects.filter(nationality=OuterRef("pk")).newest_first()
    return (
        Nationality.objects.filter(child__in=children_of(user), status=ClaimStatus.SUBMITTED)
        .annotate(sent_date=Subquery(latest.values("decided_date")[:1]))
        .filter(sent_date__lt=today - timedelta(days=REPLY_DAYS))
        .select_related("child__person", "state")
    )


def _children_at_a_clock(user, today):
    """Children who may turn 3, 9, 12 or 18 between today and ``CLOCK_DAYS`` from now.

    In the order of ``turns_by``, the last day on which they may: then it is sure, and that day the page prints. Of
    today alone only a known birthday is told, as ``PersonPresenter.legal_clocks`` has it.
    """
    last = today + timedelta(days=CLOCK_DAYS)
    touches = {
        years: Q(person__birth_earliest__lte=years_before(last, years))
        & (
            Q(person__birth_latest__gt=years_before(today, years))
            | Q(
                person__birth_latest=years_before(today, years),
                person__birth_earliest=F("person__birth_latest"),
            )
        )
        for years in LEGAL_CLOCK_YEARS
    }
    by = Case(*(When(condition, then=_birthday(years)) for years, condition in touches.items()))
    return children_of(user).annotate(turns_by=by).exclude(turns_by=None).select_related("person")


def _birthday(years):
    """The last day on which somebody may turn ``years``; of 29 February it is 1 March, as ``cases.people.ages`` has it."""
    born, first_of_month = F("person__birth_latest"), Value(1)
    year, month, day = (Cast(part(born), IntegerField()) for part in (ExtractYear, ExtractMonth, ExtractDay))
    month_begins = Func(year + years, month, first_of_month, function="make_date", output_field=DateField())
    return ExpressionWrapper(month_begins + day - 1, output_field=DateField())


def _restricted_to_review(user, today):
    """For everybody who is named: a restriction does not end by itself."""
    return CaseRestriction.objects.visible_to(user).to_review(today).select_related("child__person")


def _children_without_claim(user, today):
    claims = Nationality.objects.filter(child=OuterRef("pk"))
    return children_of(user).filter(~Exists(claims)).select_related("person")


def _children_of_nobody(user, today):
    """Of the whole office, for everybody in it: whoever has time takes the case."""
    children = Child.objects.visible_to(user).filter(status__in=_BEFORE_RETURN)
    return children.unassigned().select_related("person")


def _stale_children(user, today):
    untouched = children_of(user).untouched_since(timezone.now() - timedelta(days=STALE_DAYS))
    return untouched.select_related("person")


def _flags(user):
    # A flag is looked at as long as it is raised, whatever became of the case.
    children = Child.objects.visible_to(user)
    if user.role != Role.SUPERVISOR:
        # Whoever follows a case hears of its flags, whoever is responsible for it.
        children = children.assigned_to(user) | children.filter(_is_followed_by(user))
    return CaseFlag.objects.raised().filter(child__in=children).select_related("child__person")


def _is_followed_by(user):
    return Q(Exists(FollowedCase.objects.filter(child=OuterRef("pk"), user=user)))


def _flags_over(user, today):
    return _flags(user).filter(due_date__lt=today)


def _flags_today(user, today):
    return _flags(user).filter(due_date=today)


def _flags_this_week(user, today):
    return _flags(user).filter(due_date__gt=today, due_date__lte=today + timedelta(days=WEEK_DAYS))


def _given_lately(user, today):
    """Cases that a colleague gave this user for good in the last days, and those that came back by themselves."""
    since = timezone.now() - timedelta(days=GIVEN_DAYS)
    # Nobody gave what came back; the reason says who had it.
    given_or_back = Q(given_by__isnull=False) | ~Q(reason="")
    return (
        _current_assignments(user)
        .filter(given_or_back, user=user, return_date__isnull=True, created_at__gte=since)
        .exclude(given_by=user)
    )


def _for_a_time(user, today):
    """Cases in which this user stands in for a colleague until a day, or a colleague for this user (``is_lent``)."""
    lent = Q(return_to=user)
    rows = _current_assignments(user).filter(Q(user=user) | lent, return_date__isnull=False)
    return rows.annotate(is_lent=ExpressionWrapper(lent, BooleanField()))


def _current_assignments(user):
    rows = CaseAssignment.objects.visible_to(user).current()
    return rows.select_related("child__person", "user", "given_by", "return_to")


def _children_somewhere(user, today):
    unknown = Whereabouts.objects.current().filter(person=OuterRef("person"), kind__in=_UNKNOWN)
    since = Subquery(unknown.newest_first().values("from_date")[:1])
    return (
        children_of(user)
        .whereabouts_unknown()
        .annotate(unknown_since=Coalesce(since, F("registered_date")))
        .select_related("person")
    )


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "transfers-over", OVER, _("Transfers after their planned day"), _transfers_over, ("planned_date",)
        ),
        Kind("claims-unanswered", OVER, _("Claims without a reply"), _claims_unanswered, ("sent_date",)),
        Kind("flags-over", OVER, _("Flags past their day"), _flags_over, ("due_date",)),
        Kind(
            "restricted",
            OVER,
            _("Restricted files to look at again"),
            _restricted_to_review,
            ("review_date",),
        ),
        Kind("flags-today", TODAY, _("Flags for today"), _flags_today, ("due_date",)),
        Kind("transfers-soon", SOON, _("Transfers to prepare"), _transfers_soon, ("planned_date",)),
        Kind("legal-clocks", SOON, _("Children near a legal age"), _children_at_a_clock, ("turns_by",)),
        Kind("flags-week", SOON, _("Flags of the next days"), _flags_this_week, ("due_date",)),
        Kind("given", OPEN, _("Cases that were handed to you"), _given_lately, ("-created_at",)),
        Kind("for-a-time", OPEN, _("Cases that go back on a day"), _for_a_time, ("return_date",)),
        Kind(
            "whereabouts",
            OPEN,
            _("Children whose whereabouts are not known"),
            _children_somewhere,
            ("unknown_since",),
        ),
        Kind(
            "no-caseworker",
            OPEN,
            _("Children whom nobody is responsible for"),
            _children_of_nobody,
            ("registered_date",),
        ),
        Kind(
            "no-claim",
            OPEN,
            _("Children without any nationality claim"),
            _children_without_claim,
            ("registered_date",),
        ),
        Kind("stale", OPEN, _("Cases in which nothing changed"), _stale_children, ("updated_at",)),
    )
}
