"""Journey: a mother and three children in one go; the line goes down in the middle, and another device goes on."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from cases.enums import ClaimBasis, Confidence, Role, Separation
from cases.models import Child, FamilyGroup, Guardian, RegistrationDraft
from tests.journeys.registering import (
    begins,
    claims,
    continues,
    goes_on_to_nationality,
    names_a_child,
    names_a_parent,
    says_who_is_here,
)
from tests.journeys.steps import Walk, two_walks

pytestmark = pytest.mark.journey

MOTHER = "Gulbahor Testova"
FIRST, SECOND, THIRD = "Zumrad Testova", "Anvar Testov", "Malika Testova"
FIRST_IN_CYRILLIC, THIRD_IN_ARABIC = "Зумрад Тестова", "مليكة تيستوفا"
WHERE = "Where is the child now, and with whom?"
CASE = re.compile(r"/children/[0-9a-f-]{36}/")


@two_walks
def test_a_mother_and_three_children_are_registered(visitor, live_app):
    given_a_mother_who_is_here_with_three_children(visitor, looks=True)

    when_the_first_child_is_answered(visitor, looks=True)
    when_the_others_are_answered_with_what_they_share_filled_in(visitor)
    then_every_answer_is_read_back(visitor)

    when_the_family_is_recorded(visitor)
    then_the_family_is_on_file()
    visitor.never_put_in_an_address("gulbahor", "zumrad", "testova", "тестова")


def test_the_line_goes_down_at_the_fifth_question_and_another_device_goes_on(come, live_app):
    first = come()
    given_a_mother_who_is_here_with_three_children(first)
    first.writes("Latin letters", FIRST)
    then_it_is_kept(first)

    when_the_line_is_down(first)
    first.writes("Cyrillic letters", FIRST_IN_CYRILLIC)
    then_the_page_says_that_it_is_not_sent_and_keeps_everything(first)

    when_the_line_is_back(first)
    then_the_strip_is_gone_by_itself(first)
    first.page.context.close()

    second = come()
    when_the_draft_is_continued_from_the_start_page(second)
    expect(second.main.get_by_label("Cyrillic letters")).to_have_value(FIRST_IN_CYRILLIC)
    when_the_first_child_is_answered(second)
    when_the_others_are_answered_with_what_they_share_filled_in(second)
    when_the_family_is_recorded(second)
    then_the_family_is_on_file()


def test_whoever_is_signed_out_meanwhile_is_told_and_goes_on_after_signing_in_again(come, live_app):
    visitor = come()
    given_a_mother_who_is_here_with_three_children(visitor)
    when_the_session_ends(visitor)
    visitor.writes("Latin letters", FIRST)
    then_the_page_says_that_nobody_is_signed_in(visitor)

    expect(visitor.page.get_by_role("heading", level=1)).to_have_count(
        1
    )  # the door is not drawn into the page

    visitor.main.get_by_role("button", name="Continue", exact=True).click()
    then_the_page_says_that_nobody_is_signed_in(visitor)

    when_somebody_signs_in_again_in_a_new_tab(visitor)
    visitor.presses("Continue")
    visitor.has_heading("Girl or boy, and is the name taken apart rightly?")
    visitor.reads(FIRST)


class TestWithoutScript:
    """The same on a phone without JavaScript."""

    @pytest.fixture
    def walk(self):
        return Walk("phone", "en")

    def test_a_family_is_registered(self, come, live_app):
        visitor = come(java_script_enabled=False)
        given_a_mother_who_is_here_with_three_children(visitor, looks=True)
        when_somebody_goes_back_and_comes_again(visitor)
        then_what_was_typed_there_still_stands(visitor)
        when_the_first_child_is_answered(visitor, looks=True)
        when_the_others_are_answered_with_what_they_share_filled_in(visitor)
        when_the_family_is_recorded(visitor)
        then_the_family_is_on_file()


def given_a_mother_who_is_here_with_three_children(visitor, looks=False):
    begins(visitor, looks)
    says_who_is_here(visitor, "Their mother", children=3, looks=looks)
    names_a_parent(visitor, MOTHER, then="Who is the father?", looks=looks)
    visitor.ticks("Nothing")
    visitor.chooses("Why is nothing known?", "Asked; nobody knows")
    continues(visitor, "What is the child’s name?", looks)


def when_somebody_goes_back_and_comes_again(visitor):
    visitor.writes("Latin letters", FIRST)
    visitor.presses("Back")
    visitor.has_heading("Who is the father?")
    visitor.presses("Continue")


def then_what_was_typed_there_still_stands(visitor):
    visitor.has_heading("What is the child’s name?")
    expect(visitor.main.get_by_label(visitor.words("Latin letters"))).to_have_value(FIRST)


def when_the_first_child_is_answered(visitor, looks=False):
    names_a_child(visitor, looks, latin=FIRST, cyrillic=FIRST_IN_CYRILLIC)
    visitor.ticks("Month and year only")
    visitor.chooses("Month", "March")
    visitor.writes("Year", "2012")
    if visitor.without_script:
        visitor.presses("Show what we keep")
    visitor.reads("This is what we keep", "2012")
    expect(visitor.page.locator("#beside")).to_contain_text("2012")
    continues(visitor, WHERE, looks)
    goes_on_to_nationality(visitor, looks)
    claims(visitor, 1, "Tajikistan", ClaimBasis.JUS_SANGUINIS_MOTHER.label)
    continues(visitor, "What is the child’s name?", looks)


def when_the_others_are_answered_with_what_they_share_filled_in(visitor):
    names_a_child(visitor, latin=SECOND, sex="Male")
    visitor.ticks("Only an age")
    visitor.writes("Age in years", "6 to 7")
    continues(visitor, WHERE)
    expect(visitor.main.get_by_role("radio", name=visitor.words("With mother"))).to_be_checked()
    goes_on_to_nationality(visitor)
    continues(visitor, "What is the child’s name?")
    names_a_child(visitor, latin=THIRD, arabic=THIRD_IN_ARABIC)
    visitor.ticks("Between two dates")
    visitor.writes("Year", "2017", part="Not before")
    visitor.writes("Year", "2018", part="Not after")
    visitor.ticks(Confidence.DOUBTFUL.label)
    continues(visitor, WHERE)
    goes_on_to_nationality(visitor)
    continues(visitor, "Is there another child?")
    continues(visitor, "Check your answers")


def then_every_answer_is_read_back(visitor):
    visitor.reads(MOTHER, FIRST, FIRST_IN_CYRILLIC, SECOND, THIRD, THIRD_IN_ARABIC, "Tajikistan")
    visitor.looks_around()


def when_the_family_is_recorded(visitor):
    visitor.ticks("These claims are right for each of them, not only for the child where they were typed")
    visitor.presses("Record the family")
    visitor.is_at(CASE)
    visitor.has_heading(FIRST)
    # Whoever reads Arabic reads the name that is on file in Arabic letters.
    visitor.reads(MOTHER, SECOND, THIRD_IN_ARABIC if visitor.walk.language == "ar" else THIRD)


def then_the_family_is_on_file():
    children = [Child.objects.get(person__names__full=name) for name in (FIRST, SECOND, THIRD)]
    mother = Guardian.objects.get(person__names__full=MOTHER)
    for child in children:
        assert child.guardianships.get().guardian == mother
        assert child.separations.get().status == Separation.WITH_MOTHER
        assert child.nationalities.get().state_id == "TJ"
    assert {child.person.birth_precision for child in children} == {"month", "range"}
    group = FamilyGroup.objects.get(memberships__person=mother.person)
    assert group.memberships.count() == 4
    assert not RegistrationDraft.objects.filter(user__full_name="Layla Haddad").exists()


def then_it_is_kept(visitor):
    expect(visitor.page.locator("[data-kept]")).to_be_visible()
    visitor.reads("You can close this page and go on later, on any device.")


def when_the_line_is_down(visitor):
    visitor.page.context.set_offline(True)


def then_the_page_says_that_it_is_not_sent_and_keeps_everything(visitor):
    strip = visitor.page.locator("#not-sent")
    expect(strip).to_be_visible()
    expect(strip).to_contain_text("Not sent yet. Kept on this page.")
    visitor.main.get_by_role("button", name="Continue", exact=True).click()
    visitor.has_heading("What is the child’s name?")
    expect(visitor.main.get_by_label("Cyrillic letters")).to_have_value(FIRST_IN_CYRILLIC)


def when_the_session_ends(visitor):
    visitor.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def then_the_page_says_that_nobody_is_signed_in(visitor):
    strip = visitor.page.locator("[data-kept-refused]")
    expect(strip).to_be_visible()
    expect(strip).to_contain_text("what you typed stays on this page")
    expect(visitor.page.locator("#not-sent").first).to_be_hidden()
    expect(visitor.main.get_by_label("Latin letters")).to_have_value(FIRST)


def when_somebody_signs_in_again_in_a_new_tab(visitor):
    first = visitor.page
    visitor.page = first.context.new_page()
    visitor.enters_as(Role.CASEWORKER)
    visitor.page.close()
    visitor.page = first


def when_the_line_is_back(visitor):
    visitor.page.context.set_offline(False)


def then_the_strip_is_gone_by_itself(visitor):
    expect(visitor.page.locator("#not-sent")).to_be_hidden()


def when_the_draft_is_continued_from_the_start_page(visitor):
    visitor.enters_as(Role.CASEWORKER)
    visitor.reads("Not finished")
    visitor.follows("Continue", part="Not finished")
    visitor.has_heading("What is the child’s name?")
