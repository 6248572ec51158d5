"""Flags are raised, moved and lowered, cases followed; each change with its person in the history."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from cases.enums import FlagKind
from cases.errors import Refused, Stale
from cases.flags import actions
from cases.models import CaseFlag, FollowedCase
from tests.factories import CaseFlagFactory, ChildFactory

DUE = datetime.date(2019, 7, 30)
LATER = datetime.date(2019, 8, 30)


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


@pytest.fixture
def flag(child, caseworker):
    return CaseFlagFactory(child=child, raised_by=caseworker)


def raised(child, by, reason="The hearing"):
    return actions.raise_flag(by=by, child=child, kind=FlagKind.DATE, due_date=DUE, reason=reason)


def test_a_flag_is_raised_by_somebody_for_a_reason(child, caseworker):
    """Promise 6: the history says who."""
    flag = raised(child, caseworker, reason=" The hearing ")
    assert (flag.reason, flag.raised_by, flag.due_date, flag.lowered_date) == (
        "The hearing", caseworker, DUE, None,
    )  # fmt: skip
    event = flag.pgh_event_model.objects.get(pgh_obj_id=flag.pk)
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_without_a_reason_it_is_refused(child, caseworker):
    """Promise 14: Postgres itself says why."""
    with pytest.raises(Refused, match="Say why the flag is raised"):
        raised(child, caseworker, reason=" ")
    assert not CaseFlag.objects.exists()


def test_a_flag_is_lowered_once(flag, caseworker, supervisor):
    today = timezone.localdate()
    lowered = actions.lower_flag(by=caseworker, flag=flag, lowered_date=today, outcome="It was held")
    assert (lowered.lowered_by, lowered.outcome) == (caseworker, "It was held")
    with pytest.raises(Refused, match="Layla Haddad lowered this flag on"):
        actions.lower_flag(by=supervisor, flag=flag, lowered_date=today)
    flag.refresh_from_db()
    assert flag.lowered_by == caseworker


@pytest.mark.parametrize(("days", "words"), [(1, "not come yet"), (-1, "raised later than this day")])
def test_a_flag_is_lowered_between_its_raising_and_today(flag, caseworker, days, words):
    day = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(Refused, match=words) as refused:
        actions.lower_flag(by=caseworker, flag=flag, lowered_date=day)
    assert refused.value.field == "lowered_date"


def test_the_day_is_moved_for_a_reason_that_stays(flag, caseworker):
    version = actions.version_of(flag)
    moved = actions.move_flag(by=caseworker, flag=flag, version=version, due_date=LATER, reason="The court")
    assert moved.due_date == LATER
    event = flag.pgh_event_model.objects.filter(pgh_obj_id=flag.pk).latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "The court"
    assert actions.version_of(flag) == version + 1


def test_a_move_of_what_was_moved_meanwhile_is_stale(flag, caseworker, supervisor):
    """Promise 13."""
    version = actions.version_of(flag)
    actions.move_flag(by=supervisor, flag=flag, version=version, due_date=LATER, reason="The court")
    with pytest.raises(Stale) as stale:
        actions.move_flag(by=caseworker, flag=flag, version=version, due_date=DUE, reason="Mine")
    assert (stale.value.current.flag.due_date, stale.value.current.version) == (LATER, version + 1)


def test_what_was_lowered_is_not_moved(flag, caseworker):
    actions.lower_flag(by=caseworker, flag=flag, lowered_date=timezone.localdate())
    with pytest.raises(Refused, match="lowered this flag"):
        actions.move_flag(
            by=caseworker, flag=flag, version=actions.version_of(flag), due_date=LATER, reason="Mine"
        )


def test_a_case_is_followed_once_and_no_longer(child, caseworker, supervisor):
    first, second = (actions.follow(by=caseworker, child=child) for _time in range(2))
    assert first == second
    actions.follow(by=supervisor, child=child)
    actions.unfollow(by=caseworker, child=child)
    actions.unfollow(by=caseworker, child=child)
    assert list(FollowedCase.objects.values_list("user", flat=True)) == [supervisor.pk]


@pytest.mark.django_db(transaction=True)
def test_a_case_followed_twice_at_once_is_followed_once(child, caseworker):
    """Promise 15."""

    def follow(_number):
        try:
            return actions.follow(by=caseworker, child=child).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(follow, range(4)))) == 1
    assert FollowedCase.objects.count() == 1
