"""Journey: somebody is invited, chooses a passphrase, sets up a second factor, signs in with it, and is suspended one day
(promises 10 and 11)."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from cases.mailbox.backend import EmailBackend
from tests.journeys.steps import two_walks
from tests.support.codes import code_of

pytestmark = pytest.mark.journey

OFFICE = "Office North"
NAME, EMAIL = "Samira Qasim", "samira.qasim@relief.example"
PASSPHRASE = "violet kettle under marble"  # noqa: S105


@pytest.fixture(autouse=True)
def _demonstration_mail(settings):
    settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.{EmailBackend.__qualname__}"


@two_walks
def test_invited_with_an_app_and_in_by_its_next_code(visitor, come, live_app):
    given_an_invitation(visitor)
    invited = come()
    when_the_link_of_the_mail_is_opened(invited)
    then_a_poor_passphrase_is_refused_and_a_good_one_taken(invited)

    seed, used = when_an_app_is_set_up(invited)
    then_recovery_codes_are_shown_and_kept(invited)
    then_the_register_is_open(invited)

    back = come()
    when_the_passphrase_is_given(back)
    then_the_second_page_asks_for_a_code(back)
    when_the_next_code_is_given(back, seed, used)
    then_the_register_is_open(back)

    when_the_administrator_suspends_the_account(visitor)
    then_the_session_that_was_open_is_out(invited)
    then_the_session_that_was_open_is_out(back)
    then_signing_in_is_refused_with_a_sentence(back)


def test_invited_with_a_passkey_and_in_by_it_alone(visitor, come, live_app):
    given_an_invitation(visitor)
    invited = come()
    given_a_device_that_keeps_passkeys(invited)
    when_the_link_of_the_mail_is_opened(invited)
    then_a_poor_passphrase_is_refused_and_a_good_one_taken(invited)

    invited.follows("A passkey")
    invited.looks_around()
    invited.presses("Make the passkey")
    then_recovery_codes_are_shown_and_kept(invited)
    then_the_register_is_open(invited)

    when_signing_out(invited)
    invited.opens("/accounts/login/?with=passkey")
    invited.looks_around()
    invited.presses("Use my passkey")
    invited.is_at("/")
    then_the_register_is_open(invited)


def given_an_invitation(visitor):
    visitor.enters_as(Role.ADMINISTRATOR)
    visitor.opens("/invitations/add/")
    visitor.looks_around()
    visitor.writes("Name", NAME)
    visitor.writes("E-mail address", EMAIL)
    visitor.chooses("Role", Role.CASEWORKER.label)
    visitor.chooses("Office", OFFICE)
    visitor.presses("Send the invitation")
    visitor.has_heading(NAME)
    visitor.looks_around()
    visitor.never_put_in_an_address("samira", "qasim")


def when_the_link_of_the_mail_is_opened(invited):
    invited.opens("/demo/mail/")
    invited.looks_around()
    invited.main.locator(".mail-text a").first.click()
    invited.is_at("/welcome/")
    invited.looks_around()


def then_a_poor_passphrase_is_refused_and_a_good_one_taken(invited):
    for passphrase in ("samira of repatriation", PASSPHRASE):
        for name in ("Passphrase", "The same once more"):
            invited.main.get_by_label(re.compile(rf"^{re.escape(invited.words(name))}")).fill(passphrase)
        invited.presses("Go on")
        if passphrase != PASSPHRASE:
            expect(invited.main.locator(".field-with-error")).to_contain_text("repatriation")
            invited.looks_around()
    invited.has_heading("Now a second factor")
    invited.opens("/children/")
    invited.has_heading("Now a second factor")
    invited.looks_around()


def when_an_app_is_set_up(invited):
    invited.follows("An app that shows codes")
    invited.looks_around()
    seed = "".join(invited.main.locator(".key-groups span").all_inner_texts())
    code = code_of(seed, seconds_left=6)
    invited.main.get_by_role("textbox").fill(code)
    invited.presses("Go on")
    return seed, code


def then_recovery_codes_are_shown_and_kept(invited):
    invited.has_heading("Your recovery codes")
    expect(invited.main.locator(".code-list li")).to_have_count(10)
    invited.looks_around()
    kept = invited.downloads("Download as a text file").decode()
    assert len(kept.split()) == 10
    assert "samira" not in kept.casefold()
    invited.presses("I have kept them")
    invited.is_at("/")


def then_the_register_is_open(visitor):
    visitor.opens("/children/")
    visitor.has_heading("Children")


def when_the_passphrase_is_given(visitor):
    visitor.opens("/accounts/login/?with=passphrase")
    visitor.looks_around()
    visitor.main.locator("[name=login]").fill(EMAIL)
    visitor.main.locator("[name=password]").fill(PASSPHRASE)
    visitor.presses("Go on")


def then_the_second_page_asks_for_a_code(visitor):
    visitor.has_heading("Now your second factor")
    visitor.looks_around()
    visitor.opens("/children/")
    visitor.is_at("/accounts/2fa/authenticate/")


def when_the_next_code_is_given(visitor, seed, used):
    visitor.main.locator("[name=code]").first.fill(code_of(seed, seconds_left=6, after=used))
    visitor.presses("Sign in")
    visitor.is_at("/")


def when_the_administrator_suspends_the_account(visitor):
    visitor.opens("/people/")
    visitor.follows(NAME)
    visitor.reads("Accepted an invitation.", part="History of this access")
    visitor.looks_around()
    visitor.follows("Suspend the access")
    visitor.looks_around()
    visitor.writes("Reason", "The telephone was lost.")
    visitor.presses("Suspend")
    visitor.is_told("The access is suspended.")


def then_the_session_that_was_open_is_out(visitor):
    visitor.opens("/children/")
    visitor.is_at(re.compile(r"/accounts/login/.*"))


def then_signing_in_is_refused_with_a_sentence(visitor):
    when_the_passphrase_is_given(visitor)
    visitor.has_heading("Your access is suspended")
    visitor.looks_around()
    visitor.opens("/children/")
    visitor.is_at(re.compile(r"/accounts/login/.*"))


def when_signing_out(visitor):
    visitor.page.get_by_role("banner").locator(".account-menu > summary").click()
    visitor.page.get_by_role("banner").get_by_role("button", name=visitor.words("Sign out")).click()


def given_a_device_that_keeps_passkeys(visitor):
    """Chromium's own pretended one, which asks nobody and says that it did."""
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
