"""Whose cases may be handed over by whom, and which of them come first."""

from datetime import datetime, time, timedelta

from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from cases.enums import Role
from cases.models import CaseAssignment, CaseFlag, Child, User

DUE_DAYS = 7
DUE, TOUCHED, OTHERS = 0, 1, 2


def holders(user):
    """Whose cases ``user`` may hand over, with ``held``, how many: one's own; a supervisor everybody's of the office.

    Somebody who left the office and still holds cases of it is among them.
    """
    here = Q(assignments__to_date__isnull=True, assignments__office_id=user.office_id)
    people = User.objects.annotate(held=Count("assignments", filter=here))
    if user.role == Role.SUPERVISOR:
        return people.filter(Q(held__gt=0) | Q(pk=user.pk)).order_by("full_name", "pk")
    return people.filter(pk=user.pk)


def cases_of(holder, user, *, today=None):
    """The children of ``user``'s office whom ``holder`` is responsible for: what is due soon first, then what the
    holder changed today, then the rest. Each has ``group`` (DUE, TOUCHED or OTHERS) and ``due``, the next flag's day.
    """
    today = today or timezone.localdate()
    flags = CaseFlag.objects.raised().filter(child=OuterRef("pk")).order_by().values("child")
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    touched = Child.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"), pgh_created_at__gte=midnight, pgh_context__metadata__user=holder.pk
    )
    group = Case(
        When(due__lte=today + timedelta(days=DUE_DAYS), then=Value(DUE)),
        When(Exists(touched), then=Value(TOUCHED)),
        default=Value(OTHERS),
        output_field=IntegerField(),
    )
    return (
        Child.objects.visible_to(user)
        .filter(Exists(_held(holder)))
        .annotate(due=Subquery(flags.annotate(first=Min("due_date")).values("first")))
        .annotate(group=group)
        .order_by("group", "due", "-updated_at", "pk")
    )


def _held(holder):
    return CaseAssignment.objects.current().filter(child=OuterRef("pk"), user=holder)
