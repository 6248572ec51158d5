"""The trail of the demonstration: weeks of it, two conspicuous days, and invented people alone. Promises 9 and 24."""

from datetime import timedelta

from cases.enums import AuditKind
from cases.models import AuditEvent, Child, TrailFinding
from cases.seeding.cast import PEOPLE
from cases.seeding.trail import HURRIED, TRIED


def test_weeks_of_reads_lists_searches_and_sign_ins_by_the_cast(demo):
    events = AuditEvent.objects.exclude(kind=AuditKind.OVERRIDE)
    for kind in (AuditKind.READ, AuditKind.LIST, AuditKind.SEARCH, AuditKind.SIGN_IN, AuditKind.DENIAL):
        assert events.filter(kind=kind).exists(), kind
    assert set(events.values_list("actor__full_name", flat=True)) <= {name for name, *_more in PEOPLE}
    days = events.order_by("at").values_list("at", flat=True)
    assert days.last() - days.first() > timedelta(days=21)
    assert list(days) == list(events.order_by("pk").values_list("at", flat=True))


def test_who_reads_a_file_works_for_the_office_that_keeps_it(demo):
    office_of = {str(key): office for key, office in Child.objects.values_list("public_id", "office_id")}
    for event in AuditEvent.objects.filter(kind=AuditKind.READ).select_related("actor"):
        assert {office_of[public_id] for public_id in event.subject_ids} == {event.actor.office_id}


def test_one_day_waits_for_the_officer_and_one_was_looked_at(demo):
    waiting = TrailFinding.objects.waiting().values_list("actor__full_name", flat=True)
    assert set(waiting) == {HURRIED}
    looked_at = TrailFinding.objects.get(looked_at__isnull=False)
    assert (looked_at.actor.full_name, looked_at.kind) == (TRIED, "lookups")
    assert looked_at.note
