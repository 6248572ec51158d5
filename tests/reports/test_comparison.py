"""Published beside recorded: what is compared, and in which words."""

import datetime

import pytest

from cases.models import PublishedFigure
from cases.reports.comparison import Recorded
from cases.reports.definitions.published import left_from, when
from cases.reports.scope import Scope
from tests.factories import ChildFactory, ContactPermissionFactory, travelled

DAY = datetime.date


def figure(kind, children, first, last=None, *, to=None, leaving=()):
    return PublishedFigure(
        kind=kind,
        children=children,
        date_earliest=first,
        date_latest=last or first,
        destination_id=to,
        departures=list(leaving),
    )


@pytest.fixture
def three_children(db):
    """Two went from Iraq to Russia; one of them, and another, from Syria to Germany before."""
    twice, once, other = [ChildFactory().person for _number in range(3)]
    travelled(twice, on=DAY(2019, 2, 10), to="DE", leaving="SY")
    travelled(other, on=DAY(2019, 2, 10), to="DE", leaving="SY")
    travelled(twice, on=DAY(2019, 7, 10), to="RU", leaving="IQ")
    travelled(once, on=DAY(2019, 7, 10), to="RU", leaving="IQ")


@pytest.mark.parametrize(
    ("published", "recorded"),
    [
        (figure("batch", 2, DAY(2019, 7, 10), to="RU", leaving=["IQ"]), 2),
        (figure("batch", 2, DAY(2019, 7, 11), to="RU", leaving=["IQ"]), 0),
        (figure("batch", 2, DAY(2019, 7, 1), DAY(2019, 7, 31), to="RU"), 2),
        (figure("batch", 2, DAY(2019, 2, 10), to="DE", leaving=["IQ"]), 0),
        (figure("yearly", 3, DAY(2019, 1, 1), DAY(2019, 12, 31)), 3),
        (figure("cumulative", 2, DAY(2019, 12, 31), to="DE"), 1),
        (figure("cumulative", 2, DAY(2019, 12, 31), to="DE", leaving=["SY"]), 2),
        (figure("cumulative", 2, DAY(2019, 6, 30), to="DE"), 2),
        (figure("cumulative", 3, DAY(2019, 12, 31), leaving=["SY", "IQ"]), 3),
        (figure("cumulative", 2, DAY(2019, 12, 31), leaving=["IQ"]), 2),
    ],
)
def test_the_same_children_are_counted(three_children, published, recorded):
    assert Recorded(Scope.everything()).beside(published).recorded == recorded


@pytest.mark.parametrize(
    ("children", "words"),
    [
        (2, "The same number is recorded."),
        (3, "1 fewer is recorded than was published."),
        (12, "10 fewer are recorded than were published."),
        (1, "1 more is recorded than was published."),
    ],
)
def test_the_difference_is_told_in_words(three_children, children, words):
    published = figure("batch", children, DAY(2019, 7, 10), to="RU")
    assert Recorded(Scope.everything()).beside(published).words == words


def test_an_inexact_day_explains_a_difference(three_children):
    published = figure("batch", 5, DAY(2019, 7, 1), DAY(2019, 7, 31), to="RU")
    assert "The source gives no exact day" in Recorded(Scope.everything()).beside(published).words


def test_nothing_recorded_is_said_plainly(three_children):
    published = figure("batch", 5, DAY(2018, 7, 1), DAY(2018, 7, 31), to="RU")
    assert Recorded(Scope.everything()).beside(published).words == "Nothing of it is recorded here."


@pytest.mark.parametrize(
    "published",
    [figure("stock", 700, DAY(2019, 1, 5), to="RU"), figure("batch", None, DAY(2019, 7, 10), to="RU")],
)
def test_what_cannot_be_compared_has_no_number(three_children, published):
    compared = Recorded(Scope.everything()).beside(published)
    assert compared.recorded is None
    assert compared.words.startswith("Not comparable")


def test_an_official_compares_the_own_state_alone(official):
    """Promise 2."""
    child = ChildFactory()
    travelled(child.person, on=DAY(2019, 4, 30), to="TJ")
    ContactPermissionFactory(child=child, state_id="TJ")
    recorded = Recorded(Scope.of(official))
    assert recorded.beside(figure("batch", 84, DAY(2019, 4, 30), to="TJ")).recorded == 1
    assert recorded.beside(figure("cumulative", 473, DAY(2019, 7, 15))).recorded is None


def test_an_office_is_told_that_others_are_not_compared(caseworker):
    travelled(ChildFactory(office=caseworker.office).person, on=DAY(2019, 4, 30), to="TJ")
    compared = Recorded(Scope.of(caseworker)).beside(figure("batch", 84, DAY(2019, 4, 30), to="TJ"))
    assert compared.recorded == 1
    assert "Only the children of your office are compared." in compared.words


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (DAY(2019, 7, 15), DAY(2019, 7, 15), "15 Jul 2019"),
        (DAY(2019, 12, 1), DAY(2019, 12, 31), "Dec 2019"),
        (DAY(2020, 1, 1), DAY(2020, 12, 31), "2020"),
        (DAY(2019, 1, 1), DAY(2019, 6, 30), "Jan 2019 to Jun 2019"),
        (DAY(2019, 1, 2), DAY(2019, 6, 30), "2 Jan 2019 to 30 Jun 2019"),
    ],
)
def test_when_a_figure_is_of(first, last, text):
    assert when(figure("batch", 1, first, last)) == text


def test_where_people_left_from():
    assert left_from(figure("batch", 1, DAY(2020, 1, 1), leaving=["SY", "IQ"])) == "Syria, Iraq"
    assert left_from(figure("batch", 1, DAY(2020, 1, 1))) == "Any country"
