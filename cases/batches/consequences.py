"""What a departure means for the files of those who travelled; written with it, whole or not at all."""

from django.db.models import F, Min, Q
from django.utils import timezone

from cases.enums import (
    OPEN_CASES,
    CaseStatus,
    Confidence,
    PassengerRole,
    Relationship,
    Separation,
    SourceKind,
    WhereaboutsKind,
)
from cases.models import Child, Guardianship, SeparationPeriod, Whereabouts
from cases.models.wall import everything


@everything("A departure is written into the files of all who travelled, whichever office keeps them.")
def of_departure(transfer):
    """Write whereabouts, separation and case status of those who travelled with ``transfer``.

    Works at a number of queries that does not grow with the list.
    """
    travelled = list(transfer.passengers.travelled())
    _record_whereabouts(
        [one for one in travelled if one.role != PassengerRole.ESCORT], transfer.departure_date
    )
    children = list(Child.objects.filter(person__in=[one.person_id for one in travelled]))
    _record_separation(children, {one.person_id for one in travelled}, transfer.departure_date)
    _begin_follow_up(children)


def _record_whereabouts(passengers, day):
    """End where they were on ``day`` and begin the destination State; later confirmed facts stay as they are."""
    persons = [passenger.person_id for passenger in passengers]
    periods = Whereabouts.objects.filter(person__in=persons)
    confirmed = periods.filter(confidence=Confidence.CONFIRMED)
    later = dict(
        confirmed.filter(from_date__gt=day)
        .values_list("person")
        .annotate(Min("from_date"))
        .values_list("person", "from_date__min")
    )
    periods.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=day, confidence=Confidence.CONFIRMED),
        Q(from_date__isnull=True) | Q(from_date__lte=day),
    ).update(to_date=day, updated_at=timezone.now())
    Whereabouts.objects.bulk_create(
        Whereabouts(
            person_id=passenger.person_id,
            kind=WhereaboutsKind.IN_COUNTRY,
            country_id=passenger.destination_id,
            from_date=day,
            to_date=later.get(passenger.person_id),
            source=SourceKind.STAFF,
            confidence=Confidence.CONFIRMED,
        )
        for passenger in passengers
    )


def separation_after(status, *, with_mother, with_father):
    """The ``Separation`` of a child who left, from the one before and from who was on the same transfer.

    A child in prison with the mother becomes separated on the day of a transfer without her.
    """
    mother = with_mother and status in (Separation.WITH_MOTHER, Separation.WITH_BOTH_PARENTS)
    father = with_father and status in (Separation.WITH_FATHER, Separation.WITH_BOTH_PARENTS)
    if status not in (Separation.WITH_MOTHER, Separation.WITH_FATHER, Separation.WITH_BOTH_PARENTS):
        return status
    if mother and father:
        return Separation.WITH_BOTH_PARENTS
    if mother:
        return Separation.WITH_MOTHER
    return Separation.WITH_FATHER if father else Separation.SEPARATED


def _record_separation(children, travelled, day):
    """Begin a new period for each child whose company changed by the departure on ``day``."""
    company = _parents_on_board(children, travelled)
    ended, begun = [], []
    for period in SeparationPeriod.objects.current().filter(child__in=children):
        parents = company.get(period.child_id, ())
        status = separation_after(
            period.status,
            with_mother=Relationship.MOTHER in parents,
            with_father=Relationship.FATHER in parents,
        )
        known_later = period.from_date is not None and period.from_date > day
        if status == period.status or known_later:
            continue
        ended.append(period.pk)
        begun.append(
            SeparationPeriod(child_id=period.child_id, status=status, from_date=day, source=SourceKind.STAFF)
        )
    SeparationPeriod.objects.filter(pk__in=ended).update(to_date=day, updated_at=timezone.now())
    SeparationPeriod.objects.bulk_create(begun)


def _parents_on_board(children, travelled):
    """Which parents of each child travelled too: ``{child_id: {relationship, …}}``."""
    ties = Guardianship.objects.of_parents().filter(child__in=children, guardian__person__in=travelled)
    company = {}
    for child, relationship in ties.values_list("child", "relationship"):
        company.setdefault(child, set()).add(relationship)
    return company


def _begin_follow_up(children):
    """The file does not close on departure: open cases go on as follow-up after return."""
    Child.objects.filter(pk__in=[child.pk for child in children], status__in=OPEN_CASES).exclude(
        status=CaseStatus.POST_RETURN
    ).update(status=CaseStatus.POST_RETURN, version=F("version") + 1, updated_at=timezone.now())
