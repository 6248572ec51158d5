"""Promise 22: which files are due is found by class and period, and nothing that keeps a file is overlooked."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.enums import RetentionClass
from cases.errors import Stale
from cases.models import Child, Erasure, KeptLonger, RetentionPeriod
from cases.retention.classes import USUAL, all_classes, class_of
from cases.retention.due import due_files, is_over
from cases.retention.setting import set_period, stamp_of_period
from tests import factories
from tests.retention.making import WHY, closed_file, erasure_of, hold_on

OLD = {"person__birth_earliest": "1990-01-01", "person__birth_latest": "1990-12-31"}


def due():
    return set(due_files(Child.objects.all(), timezone.localdate()))


def test_a_file_is_due_when_both_its_ends_have_come(office_north, due_file):
    closed_file(office_north, years_ago=9, **OLD)  # too short a time
    closed_file(office_north, years_ago=20)  # a person of fourteen
    closed_file(office_north, years_ago=20, status="active", closure_reason="", **OLD)  # open
    merged = closed_file(office_north, years_ago=20, **OLD)
    Child.objects.filter(pk=merged.pk).update(merged_into=due_file, updated_at=due_file.updated_at)
    assert due() == {due_file}


def test_of_an_unknown_birth_the_registration_is_the_last_day(office_north):
    unknown = {"person__birth_earliest": None, "person__birth_latest": None, "years_ago": 12}
    closed_file(office_north, registered_date="2012-01-01", **unknown)
    long_ago = timezone.localdate() - datetime.timedelta(days=26 * 366)
    old = closed_file(office_north, registered_date=long_ago, **unknown)
    assert due() == {old}


@pytest.mark.parametrize("reason", ["registered_in_error", "duplicate"])
def test_a_file_opened_in_error_is_due_after_a_year_whatever_the_age(reason, office_north):
    closed_file(office_north, years_ago=0, closure_reason=reason)
    old = closed_file(office_north, years_ago=1, closure_reason=reason)
    assert due() == {old}


def test_what_keeps_a_file_keeps_it_off_the_list(office_north, supervisor, due_file):
    kept, held, waiting, was_kept = (closed_file(office_north, years_ago=11, **OLD) for _number in range(4))
    today = timezone.localdate()
    KeptLonger.objects.create(child=kept, until_date=today, reason=WHY, decided_by=supervisor)
    KeptLonger.objects.create(
        child=was_kept, until_date=today - datetime.timedelta(days=1), reason=WHY, decided_by=supervisor
    )
    hold_on(held, by=supervisor)
    erasure_of(waiting, by=supervisor)
    assert due() == {due_file, was_kept}


def test_another_period_holds_from_the_moment_it_is_set(administrator, office_north):
    child = closed_file(office_north, years_ago=6, **OLD)
    assert not is_over(child)
    row = set_period(
        by=administrator,
        kind=RetentionClass.CASE_FILE,
        version=stamp_of_period(None),
        years=6,
        until_age=None,
        reason="The board decided",
    )
    assert is_over(child)
    assert class_of(RetentionClass.CASE_FILE).period == "6 years"
    event = RetentionPeriod.pgh_event_model.objects.get(pgh_obj_id=row.pk)
    assert event.pgh_context.metadata == {"user": administrator.pk, "reason": "The board decided"}
    with pytest.raises(Stale):
        set_period(
            by=administrator,
            kind=RetentionClass.CASE_FILE,
            version=stamp_of_period(None),
            years=1,
            until_age=None,
            reason="In a form that is old by now",
        )


def test_every_class_says_what_it_holds_and_where_its_period_comes_from():
    assert [spec.kind for spec in USUAL] == list(RetentionClass)
    for spec in USUAL:
        assert all(str(text).strip() for text in (spec.holds, spec.counts_from, spec.ends, spec.source))


@pytest.mark.django_db
def test_every_class_has_a_period_in_words(settings):
    settings.DRAFT_DAYS = 9
    periods = {spec.kind: spec.period for spec in all_classes()}
    assert periods["draft"] == "9 days"
    assert periods["case_file"] == "10 years, and until the person is 25 at least"
    assert all(periods.values())


def test_the_daily_command_lets_old_erasures_lapse_and_counts(due_file, supervisor):
    child = factories.ChildFactory(office=due_file.office)
    erasure_of(child, by=supervisor, lapses_at=timezone.now())
    for expected in ("1 erasures lapsed.", "0 erasures lapsed."):
        out = StringIO()
        call_command("find_due_files", stdout=out)
        assert out.getvalue().splitlines() == [expected, "Office North: 1 files are due."]
    assert Erasure.objects.get().state == "lapsed"
