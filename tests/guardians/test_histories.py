"""Reports about the same time stand side by side; those that follow one another do not."""

from datetime import date
from itertools import permutations

import pytest

from cases.guardians.histories import Report, side_by_side

JAN, FEB, MAR, APR = (date(2019, month, 1) for month in range(1, 5))


def report(text, since, until):
    return Report(text=text, since=since, until=until, source="", doubt="")


def grouped(*reports):
    return [sorted(one.text for one in group.reports) for group in side_by_side(list(reports))]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ((JAN, FEB), (FEB, MAR), False),  # the day of leaving belongs to what comes next
        ((JAN, MAR), (FEB, APR), True),
        ((JAN, None), (FEB, None), True),
        ((JAN, FEB), (MAR, None), False),
        ((None, None), (MAR, APR), True),
        ((None, FEB), (MAR, APR), False),
        ((None, None), (None, None), True),
        ((JAN, JAN), (JAN, FEB), False),
    ],
)
def test_what_overlaps(first, second, together):
    for one, other in permutations((report("Camp", *first), report("Home", *second))):
        assert (len(grouped(one, other)) == 1) is together


def test_a_long_report_holds_together_what_it_covers():
    long, early, late = report("Camp", JAN, None), report("Home", FEB, MAR), report("Prison", MAR, APR)
    assert grouped(late, early, long) == [["Camp", "Home", "Prison"]]


def test_the_order_newest_first_is_kept():
    assert grouped(report("Camp", MAR, None), report("Home", JAN, FEB)) == [["Camp"], ["Home"]]


def test_two_sources_that_agree_do_not_differ():
    (group,) = side_by_side([report("Camp", JAN, None), report("Camp", FEB, None)])
    assert not group.differ
    assert group.only is None
