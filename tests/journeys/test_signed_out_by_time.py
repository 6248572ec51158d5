"""Journey: nobody is there for a quarter of an hour; the page warns, signs out, and comes back with what was typed."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import expect

from cases.enums import Role
from cases.models import Child
from repatriation.sessions import USED_AT
from tests.journeys.registering import begins, continues, names_a_parent, says_who_is_here
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

MOTHER, CHILD, SPELLING = "Gulbahor Testova", "Zumrad Testova", "Zoumrade Testowa"
MINUTE = 60


@two_walks
def test_whoever_does_nothing_is_warned_signed_out_and_finds_what_was_typed(visitor, live_app):
    given_somebody_at_the_fifth_question(visitor)
    visitor.writes("Latin letters", CHILD)
    expect(visitor.page.locator("[data-kept]")).to_be_visible()

    when_nobody_is_there_for(visitor, 13.5 * MINUTE)
    then_the_page_warns(visitor)
    when_somebody_presses(visitor, "Stay signed in")
    then_the_page_is_as_it_was(visitor)

    when_nobody_is_there_for(visitor, 15.5 * MINUTE)
    then_the_door_says_what_happened(visitor)
    visitor.looks_around()
    when_the_same_person_signs_in(visitor)
    visitor.has_heading("What is the child’s name?")
    expect(visitor.main.get_by_label(visitor.words("Latin letters"))).to_have_value(CHILD)


def test_a_form_that_is_not_kept_while_it_is_typed_stands_there_again(visitor, live_app):
    given_somebody_edits_a_case(visitor)
    visitor.writes("Latin letters", SPELLING)

    when_nobody_is_there_for(visitor, 15.5 * MINUTE)
    dialog = visitor.page.get_by_role("dialog", name="You are signed out")
    expect(dialog).to_be_visible()
    visitor.looks_around()
    dialog.get_by_role("button", name="Sign in").click()

    when_the_same_person_signs_in(visitor)
    visitor.reads("This was not saved yet, because you were signed out.")
    expect(visitor.main.get_by_label("Latin letters")).to_have_value(SPELLING)
    visitor.never_put_in_an_address("zoumrade")


def given_somebody_at_the_fifth_question(visitor):
    visitor.page.clock.install()
    begins(visitor)
    says_who_is_here(visitor, "Their mother")
    names_a_parent(visitor, MOTHER, then="Who is the father?")
    visitor.ticks("Nothing")
    visitor.chooses("Why is nothing known?", "Asked; nobody knows")
    continues(visitor, "What is the child’s name?")


def given_somebody_edits_a_case(visitor):
    visitor.page.clock.install()
    visitor.enters_as(Role.CASEWORKER)
    child = Child.objects.filter(assignments__user__full_name="Layla Haddad").first()
    visitor.opens(f"/children/{child.public_id}/edit/")


def when_nobody_is_there_for(visitor, seconds):
    """The time passes for the session on the server and for the page in the browser."""
    cookies = visitor.page.context.cookies()
    key = next(cookie["value"] for cookie in cookies if cookie["name"] == settings.SESSION_COOKIE_NAME)
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session[USED_AT] -= seconds
    session.save()
    visitor.page.clock.fast_forward(int(seconds * 1000))


def then_the_page_warns(visitor):
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading")).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(dialog.get_by_role("button", name=visitor.words("Stay signed in"))).to_be_focused()
    visitor.looks_around()


def when_somebody_presses(visitor, button):
    # By the keyboard, as whoever writes does.
    expect(visitor.page.get_by_role("button", name=visitor.words(button))).to_be_focused()
    with visitor.page.expect_response("**/session/stay/"):
        visitor.page.keyboard.press("Enter")


def then_the_page_is_as_it_was(visitor):
    expect(visitor.page.get_by_role("dialog")).to_be_hidden()
    field = visitor.main.get_by_label(visitor.words("Latin letters"))
    expect(field).to_have_value(CHILD)
    expect(field).to_be_focused()


def then_the_door_says_what_happened(visitor):
    visitor.is_at(re.compile(r"/accounts/login/\?next=.*"))
    visitor.reads("You were signed out after 15 minutes without activity.")


def when_the_same_person_signs_in(visitor):
    visitor.is_at(re.compile(r"/accounts/login/\?next=.*"))
    name = re.compile(rf"^{re.escape(visitor.words(Role.CASEWORKER.label))}\b")
    with visitor.page.expect_navigation():
        visitor.main.get_by_role("button", name=name).click()
