"""How flags read: the clock in words, the next day first, what was lowered apart."""

import datetime

import pytest
from django.utils import timezone

from cases.flags import actions
from cases.flags.presenters import FlagPresenter, days_before, strip_of
from tests.factories import CaseFlagFactory, ChildFactory

TODAY = datetime.date(2019, 7, 15)


def flags_due(caseworker, *days):
    child = ChildFactory(office=caseworker.office)
    return [
        CaseFlagFactory(child=child, raised_by=caseworker, due_date=TODAY + datetime.timedelta(days=number))
        for number in days
    ]


@pytest.mark.parametrize(
    ("days", "clock", "words"),
    [
        (-3, "over", "3 days over"),
        (-1, "over", "1 day over"),
        (0, "today", "today"),
        (1, "later", "in 1 day"),
        (2, "later", "in 2 days"),
    ],
)
def test_the_clock_says_how_far_the_day_is(caseworker, days, clock, words):
    (flag,) = flags_due(caseworker, days)
    shown = FlagPresenter(flag, today=TODAY)
    assert (shown.clock, shown.clock_text) == (clock, words)


def test_the_strip_has_the_next_day_first_and_the_past_apart(caseworker):
    late, early, past = flags_due(caseworker, 5, -2, 1)
    actions.lower_flag(by=caseworker, flag=past, lowered_date=timezone.localdate(), outcome="Held")
    past.refresh_from_db()
    strip = strip_of([late, early, past], today=TODAY)
    assert [row.flag for row in strip.raised] == [early, late]
    assert [(row.outcome, row.lowered_by) for row in strip.past] == [("Held", "Layla Haddad")]
    assert (strip.title, strip.past_title) == ("2 flags", "1 flag that was lowered")


def test_earlier_days_are_told_with_their_reasons(caseworker):
    (flag,) = flags_due(caseworker, 0)
    assert days_before(flag) == []
    for day, why in ((TODAY + datetime.timedelta(days=3), "The court"), (TODAY, "The judge is back")):
        actions.move_flag(
            by=caseworker, flag=flag, version=actions.version_of(flag), due_date=day, reason=why
        )
    assert [(day.due, day.why) for day in days_before(flag)] == [
        (TODAY, "The court"),
        (TODAY + datetime.timedelta(days=3), "The judge is back"),
    ]
