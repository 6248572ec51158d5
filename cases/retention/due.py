"""Files whose period is over, and that nothing keeps: found each time, never stored."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cases.enums import OPEN_CASES, CaseStatus, ClosureReason, RetentionClass
from cases.models import Child, Erasure, KeptLonger, LegalHold, years_before
from cases.retention.classes import all_classes

# Files that should not have been, whatever else is true of them.
_IN_ERROR = Q(closure_reason__in=(ClosureReason.REGISTERED_IN_ERROR, ClosureReason.DUPLICATE)) | Q(
    status=CaseStatus.DUPLICATE
)


def due_files(children, today):
    """Those of ``children`` (a queryset) whose period has ended by ``today``: the ones that waited longest are first in
    the order ``ORDER``.

    Not those on hold, those that somebody decided to keep until a later day, or whose erasure already waits.
    """
    now = timezone.now()
    kept = KeptLonger.objects.filter(child=OuterRef("pk"), until_date__gte=today)
    held = LegalHold.objects.standing_on(today).filter(child=OuterRef("pk"))
    waits = Erasure.objects.waiting(now).filter(child=OuterRef("pk"))
    over = over_on(today)
    return over(children).filter(~Exists(kept), ~Exists(held), ~Exists(waits))


ORDER = ("updated_at",)


def over_on(today):
    """A function that narrows a queryset of children to files whose period has ended; one query for the periods."""
    periods = {spec.kind: spec for spec in all_classes()}
    file, in_error = periods[RetentionClass.CASE_FILE], periods[RetentionClass.IN_ERROR]

    def narrowed(children):
        # Of somebody whose birth nobody knows, no more is sure than that it was before the registration.
        ended = (
            children.standing()
            .exclude(status__in=OPEN_CASES)
            .annotate(
                last_entry=TruncDate("updated_at"),
                born_by=Coalesce("person__birth_latest", "registered_date"),
            )
        )
        return ended.filter(
            (~_IN_ERROR & _over(file, today)) | (_IN_ERROR & _over(in_error, today)),
        )

    return narrowed


def _over(spec, today):
    over = Q(last_entry__lte=years_before(today, spec.years))
    if spec.until_age is not None:
        over &= Q(born_by__lte=years_before(today, spec.until_age))
    return over


def is_over(child, today=None):
    """Whether the period of one file has ended."""
    return over_on(today or timezone.localdate())(Child.objects.filter(pk=child.pk)).exists()
