"""Journeys: a duplicate is stopped before it is registered; another office tells nothing but that a match may exist."""

import datetime

import pytest
from django.utils import timezone

from cases.enums import MatchRequestState, Role
from cases.matching.consent import grant
from cases.matching.duplicates import find_for
from cases.models import Child, MatchRequest, Office, PossibleMatch
from tests import factories
from tests.journeys.steps import two_walks
from tests.people import make_user

pytestmark = pytest.mark.journey

# A name that nobody of the demonstration has.
CYRILLIC, LATIN, ARABIC = "Зумрад Хосровани", "Zumrad Khosrovani", "زمرد خسروانی"
REASON = "Both speak of one camp."


def _office():
    return Office.objects.get(name="Office North")


def _match():
    """The pair of the two children of this name that was found last."""
    return PossibleMatch.objects.filter(first__names__full__in=(CYRILLIC, LATIN, ARABIC)).order_by("-pk")[0]


def _of_this_name():
    return Child.objects.filter(person__names__full__in=(CYRILLIC, LATIN, ARABIC))


@two_walks
def test_a_duplicate_is_stopped_and_two_records_are_compared(visitor, live_app):
    """Promise 7."""
    on_file = factories.ChildFactory(office=_office(), name=CYRILLIC)
    visitor.enters_as(Role.CASEWORKER)
    when_the_child_is_registered_once_more(visitor)
    then_the_registration_stops_with_who_it_may_be(visitor, on_file)
    when_it_is_none_of_these(visitor)
    then_there_are_two_cases_and_nobody_is_asked_again()

    third = factories.ChildFactory(office=_office(), name=ARABIC)
    when_possible_matches_are_looked_for(visitor, third)
    then_the_case_says_whom_it_may_be(visitor)
    when_the_two_are_compared(visitor)
    then_the_answer_is_remembered(visitor)
    visitor.never_put_in_an_address("abdelrahman", "абдурахманов", "الرحمن")


def when_the_child_is_registered_once_more(visitor):
    visitor.opens("/register/quick/")
    visitor.writes("Name, as it was said to you", LATIN)
    visitor.presses("Start the case")


def then_the_registration_stops_with_who_it_may_be(visitor, on_file):
    visitor.has_heading("Is it one of these?")
    visitor.reads(CYRILLIC, LATIN, on_file.case_number)
    visitor.looks_around()
    assert _of_this_name().count() == 1


def when_it_is_none_of_these(visitor):
    visitor.presses("None of these: register")
    visitor.has_heading(LATIN)


def then_there_are_two_cases_and_nobody_is_asked_again():
    assert _of_this_name().count() == 2
    find_for({child.person_id for child in _of_this_name()})
    assert _match().answer == "different"


def when_possible_matches_are_looked_for(visitor, child):
    visitor.opens(f"/children/{child.public_id}/")
    visitor.presses("Look for possible matches")


def then_the_case_says_whom_it_may_be(visitor):
    visitor.reads("May be the same as", CYRILLIC, LATIN)
    visitor.looks_around()


def when_the_two_are_compared(visitor):
    visitor.follows("compare")
    visitor.has_heading("Are these two one person?")
    visitor.reads("Speaks against it", ARABIC)
    visitor.looks_around()
    visitor.ticks("I cannot tell yet")
    visitor.writes("Why", "The photograph is poor.")
    visitor.presses("Remember this answer")


def then_the_answer_is_remembered(visitor):
    visitor.has_heading("Possible matches")
    visitor.is_told("Your answer is remembered.")
    visitor.looks_around()
    assert PossibleMatch.objects.filter(answer="unsure").count() == 1


@two_walks
def test_another_office_tells_nothing_but_that_a_match_may_exist(visitor, live_app):
    ours = factories.ChildFactory(office=_office(), name=LATIN)
    theirs = factories.ChildFactory(office=factories.OfficeFactory(name="Office Elsewhere"), name=ARABIC)
    find_for({ours.person_id})
    visitor.enters_as(Role.CASEWORKER)
    when_the_possible_match_is_found(visitor, ours)
    then_nothing_of_the_other_record_is_told(visitor, theirs)
    when_the_other_office_is_asked(visitor)
    then_nothing_of_the_other_record_is_told(visitor, theirs)
    when_the_other_office_consents(theirs.office)
    then_both_records_stand_side_by_side(visitor, ours)
    when_the_comparison_is_ended(visitor)
    then_nothing_of_the_other_record_is_told(visitor, theirs)


def when_the_possible_match_is_found(visitor, ours):
    visitor.opens("/records/")
    visitor.reads("Another office holds a possible match")
    visitor.looks_around()
    visitor.opens(f"/children/{ours.public_id}/")
    visitor.reads("Another office may hold a record of this person")
    visitor.follows("compare")


def then_nothing_of_the_other_record_is_told(visitor, theirs):
    visitor.opens(f"/records/pairs/{_match().public_id}/")
    visitor.has_heading("Another office holds a possible match")
    visitor.looks_around()
    text = visitor.page.content()
    told = (
        ARABIC,
        theirs.case_number,
        "Office Elsewhere",
        str(theirs.public_id),
        str(theirs.person.public_id),
    )
    assert [words for words in told if words in text] == []


def when_the_other_office_is_asked(visitor):
    visitor.follows("Ask whether the two may be compared")
    visitor.looks_around()
    visitor.writes("Why should the two be compared?", REASON)
    visitor.presses("Ask")
    visitor.reads("Asked, not answered yet")


def when_the_other_office_consents(office):
    colleague = make_user("Samir Nouri", Role.CASEWORKER, office=office)
    request = MatchRequest.objects.get()
    until = timezone.localdate() + datetime.timedelta(days=3)
    grant(by=colleague, request=request, version=request.version, until=until)


def then_both_records_stand_side_by_side(visitor, ours):
    visitor.page.reload()
    visitor.has_heading("Are these two one person?")
    visitor.reads(LATIN, ARABIC, ours.case_number)
    visitor.looks_around()


def when_the_comparison_is_ended(visitor):
    visitor.presses("End the comparison")
    visitor.has_heading("Requests between offices")
    visitor.looks_around()
    assert MatchRequest.objects.get().state == MatchRequestState.WITHDRAWN
