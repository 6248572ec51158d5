"""One file of the demonstration that only named people see, and one brother or sister whose file another office holds."""

from django.utils import timezone

from cases.enums import CaseStatus, RestrictionKind
from cases.models import CaseAssignment, Child, FamilyMembership
from cases.restrictions.actions import LONGEST_UNSEEN, impose

REASON = "A man who says that he is an uncle waits at the gate. A colleague knows the family."


def add_restricted(offices, users):
    """Restrict the file of one child who waits; a child of the other office joins a family. Nothing is drawn."""
    north, west = offices["north"], offices["west"]
    supervisor = users["Omar Rashid"]
    child = _waiting(north)
    responsible = CaseAssignment.objects.current().filter(child=child).select_related("user").first()
    named = [responsible.user] if responsible and responsible.user else []
    impose(
        by=supervisor,
        child=child,
        kind=RestrictionKind.THREAT,
        reason=REASON,
        named=named,
        review_date=timezone.localdate() + LONGEST_UNSEEN / 2,
    )
    _join(_waiting(west), north)


def _waiting(office):
    """The child who was registered last of those who wait and are on no list."""
    waiting = Child.objects.filter(office=office, status=CaseStatus.ACTIVE, person__passages__isnull=True)
    return waiting.order_by("-pk").select_related("person").first()


def _join(child, office):
    """``child`` belongs to a family that ``office`` keeps: that office is told that there is one, and no more."""
    groups = FamilyMembership.objects.current().filter(
        group__office=office, person__child__status=CaseStatus.ACTIVE
    )
    group = groups.order_by("pk").select_related("group").first().group
    FamilyMembership.objects.create(group=group, person=child.person)
