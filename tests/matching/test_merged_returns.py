"""Two files become one while one of them is lent to somebody until a day."""

import datetime

import pytest
from django.utils import timezone

from cases.models import CaseAssignment
from tests import factories
from tests.matching.merging import merge, offered, undo


@pytest.mark.parametrize("side", ["kept", "other"])
def test_a_return_day_that_only_the_other_file_has_is_kept(supervisor, caseworker, kept, other, side):
    """Whoever lent a case has it back on that day, whichever of the two rows stays."""
    day = timezone.localdate() + datetime.timedelta(days=9)
    factories.CaseAssignmentFactory(child=kept, user=caseworker, from_date=datetime.date(2019, 5, 1))
    lent = other.assignments.get()
    lent.return_date, lent.return_to = day, supervisor
    lent.save()
    page, _chosen = offered(kept, other)
    row = next(row for row in page.choice_rows if row.field == "assignment")
    assert supervisor.full_name in row.other[0].text
    assert row.explained
    made = merge(supervisor, kept, other, assignment=side)
    now = CaseAssignment.objects.current().get(child=kept)
    assert (now.user, now.return_date, now.return_to) == (caseworker, day, supervisor)
    undo(supervisor, made)
    assert CaseAssignment.objects.current().get(child=kept).return_date is None
    assert CaseAssignment.objects.current().get(child=other).return_date == day


def test_a_return_day_before_the_case_was_taken_is_over(supervisor, caseworker, kept, other):
    factories.CaseAssignmentFactory(child=kept, user=caseworker)
    lent = other.assignments.get()
    lent.from_date, lent.return_date, lent.return_to = (
        datetime.date(2018, 1, 1),
        datetime.date(2018, 2, 1),
        supervisor,
    )
    lent.save()
    merge(supervisor, kept, other)
    assert CaseAssignment.objects.current().get(child=kept).return_date is None
