"""Journey: a caseworker registers a child with mother, father and two claims, and finds it again by the mother."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import ClaimBasis, PersonState
from cases.models import Child, ContactPermission
from tests.journeys.registering import (
    begins,
    claims,
    continues,
    goes_on_to_nationality,
    names_a_child,
    names_a_parent,
    says_who_is_here,
)
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

CHILD = "Zumrad Testova"
CHILD_IN_CYRILLIC = "Зумрад Тестова"
MOTHER, FATHER = "Gulbahor Testova", "Anvar Testov"
CASE = re.compile(r"/children/[0-9a-f-]{36}/")


@two_walks
def test_a_child_is_registered_with_family_and_found_by_the_mother(visitor, live_app):
    given_a_caseworker_before_the_empty_page(visitor)

    when_a_name_is_written_under_the_wrong_letters(visitor)
    then_the_page_says_what_is_wrong_and_keeps_the_name(visitor)

    when_everything_known_is_answered(visitor)
    then_the_case_is_open_with_family_and_claims(visitor)
    then_nobody_may_be_contacted()

    when_somebody_looks_for_the_mother(visitor)
    then_the_child_is_found_and_no_name_was_in_an_address(visitor)


def test_a_form_sent_again_makes_no_second_child(visitor, live_app):
    """Promise 15."""
    given_a_caseworker_before_the_empty_page(visitor, looks=False)
    with visitor.page.expect_request(is_the_last_press) as sent:
        when_everything_known_is_answered(visitor)
    then_the_case_is_open_with_family_and_claims(visitor, looks=False)

    when_the_same_form_arrives_again(visitor, sent.value)
    then_there_is_one_child()

    when_going_back_to_the_form(visitor)
    then_nothing_of_the_child_is_left_on_the_page_to_be_sent_again(visitor)


def given_a_caseworker_before_the_empty_page(visitor, looks=True):
    begins(visitor, looks)


def when_a_name_is_written_under_the_wrong_letters(visitor):
    visitor.ticks("Their mother")
    continues(visitor, "Where is the family, and where was it found?")
    visitor.chooses("Place", "Women’s prison")
    continues(visitor, "Who is the mother?")
    visitor.writes("Cyrillic letters", MOTHER)
    visitor.presses("Continue")


def then_the_page_says_what_is_wrong_and_keeps_the_name(visitor):
    if not visitor.without_script:
        expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    expect(visitor.main.get_by_label(visitor.words("Cyrillic letters"))).to_have_value(MOTHER)
    visitor.looks_around()
    visitor.opens("/register/")
    visitor.presses("Begin a registration")


def when_everything_known_is_answered(visitor):
    says_who_is_here(visitor, "Their mother")
    names_a_parent(visitor, MOTHER, status=PersonState.DETAINED_PRETRIAL.label, then="Who is the father?")
    dead = PersonState.BELIEVED_DEAD.label
    names_a_parent(visitor, FATHER, status=dead, who="father", then="What is the child’s name?")
    names_a_child(visitor, latin=CHILD, cyrillic=CHILD_IN_CYRILLIC)
    visitor.ticks("Month and year only")
    visitor.chooses("Month", "March")
    visitor.writes("Year", "2012")
    continues(visitor, "Where is the child now, and with whom?")
    goes_on_to_nationality(visitor)
    claims(visitor, 1, "Tajikistan", ClaimBasis.JUS_SANGUINIS_MOTHER.label)
    claims(visitor, 2, "Russia", ClaimBasis.JUS_SANGUINIS_FATHER_MARRIED.label)
    continues(visitor, "Is there another child?")
    continues(visitor, "Check your answers")
    visitor.reads(CHILD, CHILD_IN_CYRILLIC, MOTHER, FATHER)
    visitor.presses("Record the child")


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


def is_the_last_press(request):
    return request.method == "POST" and request.url.endswith("/check/")


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
    """The address of the last page leads to the case that it became."""
    visitor.is_at(CASE)
    expect(visitor.main.get_by_role("button", name=visitor.words("Record the child"))).to_have_count(0)
