"""Files that end: with a hold, an erasure that waits, or everything that can hang on one."""

import datetime
import json

from django.db import connection
from django.utils import timezone

from cases.enums import ErasureReason
from cases.models import Child, Erasure, KeptLonger, LegalHold, RetentionPeriod, SubjectRequest
from cases.models.retention import ERASURE_WAITS
from tests import factories

WHY = "Nobody needs it any more"


def hold_on(child, *, by, until=None, **more):
    """A legal hold that stands from today."""
    fields = {"authority": "The court of the town", "reason": "A claim on custody"} | more
    return LegalHold.objects.create(
        child=child, set_by=by, from_date=timezone.localdate(), until_date=until, **fields
    )


def erasure_of(child, *, by, **more):
    """An erasure that waits for a second person, of the file as it is now."""
    now = timezone.now()
    child = Child.objects.get(pk=child.pk)
    fields = {
        "reason": ErasureReason.PERIOD_OVER,
        "words": WHY,
        "asked_at": now,
        "lapses_at": now + ERASURE_WAITS,
        "seen_at": child.updated_at,
        "why_not_sealed": "It was opened in error",
    }
    return Erasure.objects.create(child=child, office=child.office, asked_by=by, **fields | more)


def erase(erasure, second):
    """Call what the database erases with; returns its counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_erase_file(%s, %s)", [erasure.pk, second.pk])
        return json.loads(cursor.fetchone()[0])


def closed_file(office, *, years_ago=10, name="Zarina Nazarova", **more):
    """A closed file that nobody touched for so many years."""
    fields = {"status": "closed", "closure_reason": "goals_met"} | more
    child = factories.ChildFactory(office=office, name=name, **fields)
    at = timezone.now() - datetime.timedelta(days=round(365.25 * years_ago) + 2)
    Child.objects.filter(pk=child.pk).update(updated_at=at)
    child.refresh_from_db()
    return child


def one_of_each(child, user):
    """One row of each table about the end of a file; the erasure was declined, so that the file stays."""
    RetentionPeriod.objects.get_or_create(kind="case_file", defaults={"years": 10, "until_age": 25})
    hold_on(child, by=user)
    KeptLonger.objects.create(child=child, until_date="2030-01-01", reason=WHY, decided_by=user)
    erasure_of(child, by=user, state="lapsed", settled_at=timezone.now())
    SubjectRequest.objects.create(
        child=child,
        kind="access",
        requested_by="person",
        identity_check="paper",
        asked_date="2019-08-01",
        due_date="2019-09-01",
        recorded_by=user,
    )
