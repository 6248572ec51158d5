"""Journey: somebody forgets the passphrase, tries too often, gets a new one by mail, and ends a session elsewhere
(promises 10 and 11)."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from cases.mailbox.backend import EmailBackend
from cases.models import Office
from tests.journeys.steps import two_walks
from tests.people import make_user
from tests.support.signing_in import PASSPHRASE, with_passphrase

pytestmark = pytest.mark.journey

NAME, EMAIL = "Samira Qasim", "samira.qasim@example.org"
NEW, NEWER = "copper lantern beside willow", "marble under violet kettle"


@pytest.fixture
def codes(settings, live_app):
    """Somebody with a passphrase and a second factor; returns recovery codes."""
    settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.{EmailBackend.__qualname__}"
    user = with_passphrase(make_user(NAME, Role.SUPERVISOR, office=Office.objects.open().first()))
    assert user.email == EMAIL
    return iter(user.authenticator_set.get(type="recovery_codes").wrap().generate_codes())


@two_walks
def test_forgotten_locked_out_and_in_again(visitor, come, codes, settings):
    given_somebody_signed_in_elsewhere(visitor, codes)
    here = come()
    when_a_wrong_passphrase_is_tried_too_often(here)
    then_the_page_says_for_how_long(here)

    when_a_link_is_asked_for(here)
    when_the_link_of_the_mail_is_followed(here)
    then_the_other_session_is_out(visitor)
    signs_in(here, NEW, next(codes))

    signs_in(visitor, NEW, next(codes))
    then_both_places_are_listed_and_the_other_is_ended(here)
    then_the_other_session_is_out(visitor)
    then_the_passphrase_can_be_changed(here)
    then_a_step_asks_once_more_and_gives_back_what_was_typed(here, settings)


def given_somebody_signed_in_elsewhere(visitor, codes):
    signs_in(visitor, PASSPHRASE, next(codes))


def signs_in(visitor, passphrase, code):
    gives(visitor, passphrase)
    visitor.main.locator("[name=code]").first.fill(code)
    visitor.presses("Sign in")
    visitor.is_at("/")


def gives(visitor, passphrase):
    visitor.opens("/accounts/login/?with=passphrase")
    visitor.main.locator("[name=login]").fill(EMAIL)
    visitor.main.locator("[name=password]").fill(passphrase)
    visitor.presses("Go on")


def when_a_wrong_passphrase_is_tried_too_often(visitor):
    for _try in range(5):
        gives(visitor, "another kettle over granite")
    visitor.reads("Address or passphrase is not right.")
    visitor.looks_around()
    gives(visitor, PASSPHRASE)


def then_the_page_says_for_how_long(visitor):
    visitor.has_heading("Too many attempts")
    visitor.looks_around()


def when_a_link_is_asked_for(visitor):
    visitor.follows("Back to signing in")
    visitor.opens("/accounts/login/?with=passphrase")
    visitor.follows("Passphrase forgotten?")
    visitor.looks_around()
    visitor.writes("E-mail address", EMAIL)
    visitor.presses("Send the link")
    visitor.has_heading("Look at your mail")
    visitor.looks_around()


def when_the_link_of_the_mail_is_followed(visitor):
    visitor.follows("The mail of this demonstration")
    visitor.main.locator(".mail-text a").first.click()
    visitor.has_heading("A new passphrase")
    types(visitor, NEW, "another one altogether")
    visitor.presses("Keep it")
    expect(visitor.main.locator(".field-with-error")).to_have_count(1)
    visitor.looks_around()
    types(visitor, NEW, NEW)
    visitor.presses("Keep it")
    visitor.has_heading("Your passphrase is changed")
    visitor.looks_around()


def types(visitor, first, second):
    for name, text in (("password1", first), ("password2", second)):
        visitor.main.locator(f"[name={name}]").fill(text)


def then_the_other_session_is_out(visitor):
    visitor.opens("/children/")
    visitor.is_at(re.compile(r"/accounts/login/.*"))


def then_both_places_are_listed_and_the_other_is_ended(visitor):
    visitor.opens("/profile/")
    visitor.follows("Where I am signed in")
    visitor.has_heading("Where I am signed in")
    expect(visitor.main.locator("tbody tr")).to_have_count(2)
    visitor.looks_around()
    visitor.presses("Sign out everywhere else")
    visitor.is_told("It is ended.")
    expect(visitor.main.locator("tbody tr")).to_have_count(1)


def then_the_passphrase_can_be_changed(visitor):
    visitor.opens("/accounts/password/change/")
    visitor.looks_around()
    visitor.main.locator("[name=oldpassword]").fill(NEW)
    types(visitor, "samira of repatriation", "samira of repatriation")
    visitor.presses("Change it")
    visitor.looks_around()
    visitor.main.locator("[name=oldpassword]").fill(NEW)
    types(visitor, NEWER, NEWER)
    visitor.presses("Change it")
    visitor.is_at("/profile/")
    visitor.is_told("Your passphrase is changed.")


def then_a_step_asks_once_more_and_gives_back_what_was_typed(visitor, settings):
    visitor.opens("/invitations/add/")
    visitor.writes("Name", "Amal Saleh")
    visitor.writes("E-mail address", "amal.saleh@relief.example")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0  # a quarter of an hour goes by
    visitor.presses("Send the invitation")
    visitor.has_heading("Is it you?")
    visitor.looks_around()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
    visitor.main.locator("[name=password]").fill(NEWER)
    visitor.presses("Go on")
    visitor.is_at("/invitations/add/")
    visitor.reads("This was not saved yet: you had to show first that it is you.")
    visitor.looks_around()
    visitor.presses("Send the invitation")
    visitor.has_heading("Amal Saleh")
    visitor.never_put_in_an_address("amal", "samira")
