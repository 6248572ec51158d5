"""Restrictions as they stand in the database."""

import datetime

from django.utils import timezone

from cases.enums import RestrictionKind
from cases.models import CaseRestriction, RestrictionMember
from cases.people.covering import cover

WHY = "Somebody asked at the gate where the girl sleeps"


def restriction_of(child, *, named, by=None, **more):
    """An open restriction of the file of ``child`` that names ``named``, who are users."""
    by = by or named[0]
    today = timezone.localdate()
    fields = {
        "kind": RestrictionKind.THREAT,
        "reason": WHY,
        "from_date": today,
        "review_date": today + datetime.timedelta(days=90),
    }
    made = CaseRestriction.objects.create(child=child, imposed_by=by, **(fields | more))
    for user in named:
        RestrictionMember.objects.create(restriction=made, user=user, named_by=by)
    cover(made)
    return made


def lifted(restriction):
    """The same restriction, lifted by whoever imposed it."""
    restriction.lifted_at, restriction.lifted_by = timezone.now(), restriction.imposed_by
    restriction.lift_reason = "The danger is over"
    restriction.save()
    restriction.persons.update(is_open=False)
    return restriction
