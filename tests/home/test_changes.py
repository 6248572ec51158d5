"""What changed in the cases that somebody is responsible for or follows."""

import pytest
from django.utils import timezone

from cases.children.actions import assign
from cases.enums import WhereaboutsKind
from cases.home.changes import SHOWN, changes_in_my_cases
from cases.models import FollowedCase
from cases.people.actions import record_whereabouts
from tests.factories import CaseAssignmentFactory, ChildFactory, NeedFactory
from tests.matching.merging import merge, undo
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(caseworker):
    child = ChildFactory(office=caseworker.office, name="Zarina Saidova")
    CaseAssignmentFactory(child=child, user=caseworker)
    return child


def told(user):
    return [(change.text, change.number, change.who) for change in changes_in_my_cases(user)]


def move(by, child):
    record_whereabouts(
        by=by,
        person=child.person,
        kind=WhereaboutsKind.UNKNOWN,
        place=None,
        country=None,
        from_date=timezone.localdate(),
        confidence="reported",
        source="unknown",
    )


def test_what_a_colleague_recorded_is_told_and_comes_first(child, caseworker, supervisor):
    move(supervisor, child)
    move(caseworker, child)
    assert told(caseworker) == [
        ("Whereabouts recorded", child.case_number, "Omar Rashid"),
        ("Whereabouts recorded", child.case_number, "Layla Haddad"),
    ]
    page = client_of(caseworker).get("/").content.decode()
    assert "What changed in my cases" in page


def test_followed_cases_are_told_and_those_of_others_are_not(caseworker, supervisor, other_caseworker):
    """Promise 1."""
    followed, other = ChildFactory(office=caseworker.office), ChildFactory(office=caseworker.office)
    FollowedCase.objects.create(user=caseworker, child=followed)
    foreign = ChildFactory(office=other_caseworker.office)
    FollowedCase.objects.create(user=caseworker, child=foreign)
    for one in (followed, other):
        move(supervisor, one)
    move(other_caseworker, foreign)
    assert told(caseworker) == [("Whereabouts recorded", followed.case_number, "Omar Rashid")]


def test_handing_over_reads_as_such(child, caseworker, supervisor):
    assign(by=supervisor, child=child, user=supervisor)
    assign(by=supervisor, child=child, user=caseworker)
    assert told(caseworker)[0] == ("Somebody else is responsible", child.case_number, "Omar Rashid")


def test_each_page_of_changes_has_an_end(child, caseworker, supervisor):
    for _time in range(SHOWN + 3):
        move(supervisor, child)
    assert len(changes_in_my_cases(caseworker)) == SHOWN


@pytest.mark.parametrize("rows", [3, 30])
def test_changes_cost_the_same_at_any_number(caseworker, supervisor, rows, django_assert_num_queries):
    children = [ChildFactory(office=caseworker.office) for _number in range(rows)]
    for child in children:
        CaseAssignmentFactory(child=child, user=caseworker)
    for child in children:
        move(supervisor, child)
    with django_assert_num_queries(4):
        assert len(changes_in_my_cases(caseworker)) == min(rows, SHOWN)


def test_a_merge_and_its_undoing_have_a_sentence_each(child, caseworker, supervisor):
    """One sentence for a merge, however many rows it moved; each of the two files tells that it was undone."""
    other = ChildFactory(office=caseworker.office, name="Zarina Saidowa")
    CaseAssignmentFactory(child=other, user=caseworker)
    NeedFactory(child=other)
    made = merge(supervisor, child, other)
    merged = ("Merged with another record of the same person", child.case_number, "Omar Rashid")
    assert told(caseworker) == [merged]
    undo(supervisor, made)
    undone = "The merge with another record was undone"
    assert set(told(caseworker)) == {
        merged,
        (undone, child.case_number, "Omar Rashid"),
        (merged[0], other.case_number, "Omar Rashid"),
        (undone, other.case_number, "Omar Rashid"),
    }
