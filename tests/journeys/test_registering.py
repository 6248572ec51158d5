"""Journey: a caseworker registers a child with mother, father and two claims, and finds it again by the mother."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import ClaimBasis, PersonState, Role
from cases.models import Child, ContactPermission
from tests.journeys.steps import every_walk

pytestmark = pytest.mark.journey

CHILD = "Zumrad Testova"
CHILD_IN_CYRILLIC = "Зумрад Тестова"
MOTHER, FATHER = "Gulbahor Testova", "Anvar Testov"
CASE = re.compile(r"/children/[0-9a-f-]{36}/")


@every_walk
def test_a_child_is_registered_with_family_and_found_by_the_mother(visitor, live_app):
    given_a_caseworker_before_the_empty_page(visitor)

    when_only_a_name_is_sent(visitor)
    then_the_page_says_what_is_missing_and_keeps_the_name(visitor)

    when_everything_known_is_answered(visitor)
    then_the_case_is_open_with_family_and_claims(visitor)
    then_nobody_may_be_contacted()

    when_somebody_looks_for_the_mother(visitor)
    then_the_child_is_found_and_no_name_was_in_an_address(visitor)


def test_a_form_sent_again_makes_no_second_child(visitor, live_app):
    """Promise 15."""
    given_a_caseworker_before_the_empty_page(visitor, looks=False)
    with visitor.page.expect_request(lambda request: request.method == "POST") as sent:
        when_everything_known_is_answered(visitor)
    then_the_case_is_open_with_family_and_claims(visitor, looks=False)

    when_the_same_form_arrives_again(visitor, sent.value)
    then_there_is_one_child()

    when_going_back_to_the_form(visitor)
    then_nothing_of_the_child_is_left_on_the_page_to_be_sent_again(visitor)


def given_a_caseworker_before_the_empty_page(visitor, looks=True):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/register/")
    if looks:
        visitor.looks_around()


def when_only_a_name_is_sent(visitor):
    visitor.writes("Latin letters", CHILD, part="The child")
    visitor.presses("Register the child")


def then_the_page_says_what_is_missing_and_keeps_the_name(visitor):
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    expect(visitor.part("The child").get_by_label(visitor.words("Latin letters"))).to_have_value(CHILD)
    visitor.looks_around()


def when_everything_known_is_answered(visitor):
    visitor.writes("Latin letters", CHILD, part="The child")
    visitor.writes("Cyrillic letters", CHILD_IN_CYRILLIC, part="The child")
    visitor.ticks("Female", part="Sex")
    visitor.ticks("Month and year only")
    visitor.chooses("Month", "March", part="When born")
    visitor.writes("Year", "2012", part="When born")
    visitor.chooses("Place", "Women’s prison", part="Where and with whom")
    visitor.ticks("With mother")
    visitor.writes("Latin letters", MOTHER, part="Mother")
    visitor.chooses("What is known of this person", PersonState.DETAINED_PRETRIAL.label, part="Mother")
    visitor.writes("Latin letters", FATHER, part="Father")
    visitor.chooses("What is known of this person", PersonState.BELIEVED_DEAD.label, part="Father")
    visitor.chooses("How sure is that?", "Reported, not confirmed", part="Father")
    first, second = (visitor.words("Claim %(number)s", number=number) for number in (1, 2))
    visitor.chooses("State", "Tajikistan", part=first)
    visitor.chooses("Ground", ClaimBasis.JUS_SANGUINIS_MOTHER.label, part=first)
    visitor.chooses("State", "Russia", part=second)
    visitor.chooses("Ground", ClaimBasis.JUS_SANGUINIS_FATHER_MARRIED.label, part=second)
    visitor.ticks("A new one, with the parents named here")
    visitor.presses("Register the child")


def then_the_case_is_open_with_family_and_claims(visitor, looks=True):
    visitor.is_at(CASE)
    visitor.has_heading(CHILD)
    visitor.reads(CHILD_IN_CYRILLIC, MOTHER, FATHER, "Tajikistan", "Russia")
    if looks:
        visitor.looks_around()


def then_nobody_may_be_contacted():
    child = Child.objects.get(person__names__full=CHILD)
    assert child.nationalities.count() == 2
    assert not ContactPermission.objects.filter(child=child).exists()


def when_somebody_looks_for_the_mother(visitor):
    visitor.opens("/children/")
    visitor.writes("Name, in any script, or case number", "gulbahor test")
    visitor.presses("Apply")


def then_the_child_is_found_and_no_name_was_in_an_address(visitor):
    visitor.is_at(re.compile(r"/children/\?q=[\w-]+"))
    expect(visitor.main.get_by_role("row")).to_have_count(2)
    visitor.reads(CHILD)
    visitor.looks_around()
    visitor.never_put_in_an_address("gulbahor", "zumrad", "testova")


def when_the_same_form_arrives_again(visitor, request):
    answer = visitor.page.request.post(
        request.url, data=request.post_data, headers={"Content-Type": request.headers["content-type"]}
    )
    assert answer.ok
    assert re.search(CASE, answer.url)


def then_there_is_one_child():
    assert Child.objects.filter(person__names__full=CHILD).count() == 1


def when_going_back_to_the_form(visitor):
    visitor.page.go_back()


def then_nothing_of_the_child_is_left_on_the_page_to_be_sent_again(visitor):
    visitor.is_at("/register/")
    expect(visitor.part("The child").get_by_label(visitor.words("Latin letters"))).to_have_value("")
