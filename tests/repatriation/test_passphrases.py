"""Promises 10 and 11: changing a passphrase or a factor ends the other sessions and tells its owner; forgetting one."""

import re
from threading import Event

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as deployed
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.test import Client

from cases.models import User
from repatriation.sessions import ENDS_AT
from tests.factories import ChildFactory
from tests.people import sign_in
from tests.repatriation.test_sessions import MINUTE, is_in, passes
from tests.support.signing_in import PASSPHRASE, SECOND, gives_passphrase, signs_in, with_passphrase

pytestmark = pytest.mark.django_db

NEW = "copper lantern beside willow"
CHANGE, FORGOTTEN, SENT = (
    "/accounts/password/change/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
)
GENERATE = "/accounts/2fa/recovery-codes/generate/"


@pytest.fixture
def person(caseworker):
    ChildFactory(office=caseworker.office)
    return with_passphrase(caseworker)


@pytest.fixture
def enter(person):
    codes = iter(person.authenticator_set.get(type="recovery_codes").wrap().generate_codes())

    def open_browser():
        browser = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"})
        signs_in(browser, person, code=next(codes))
        assert is_in(browser)
        return browser

    return open_browser


def changes(browser, new=NEW, old=PASSPHRASE, again=None):
    return browser.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


def says_what_happened(message, person, *words):
    assert message.to == [person.email]
    text = f"{message.subject} {message.body}"
    for word in (*words, "Firefox on Windows", "127.0.0.1", deployed.SITE_NAME):
        assert word in text
    for word in (PASSPHRASE, NEW, person.full_name, person.office.name, "example.com"):
        assert word not in text


def test_a_new_passphrase_ends_the_others_and_leaves_this_one(enter, person):
    here, telephone = enter(), enter()
    passes(here, 60 * MINUTE, ENDS_AT)
    ends_at = here.session[ENDS_AT]
    assert changes(here).headers["Location"] == "/profile/"
    assert [is_in(browser) for browser in (here, telephone)] == [True, False]
    assert here.session[ENDS_AT] == ends_at  # not a way to stay longer than eight hours
    assert len(here.get("/profile/sessions/").context["sessions"]) == 1
    says_what_happened(mail.outbox[-1], person, "passphrase was changed")
    assert signs_in(Client(), person, passphrase=NEW).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "something else again"}, "oldpassword"),
        ({"new": "too short"}, "password1"),
        ({"new": "layla and the repatriation"}, "password1"),
        ({"new": "passwordpassword1"}, "password1"),
        ({"new": "x" * 201}, "password1"),
        ({"again": "copper lantern beside pillow"}, "password2"),
    ],
)
def test_the_rules_are_those_of_an_invitation(enter, person, typed, field):
    here = enter()
    page = changes(here, **typed)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert check_password(PASSPHRASE, User.objects.get(pk=person.pk).password)
    assert mail.outbox == []


def test_guessing_the_old_one_counts_as_at_the_door(enter, person):
    here = enter()
    assert [changes(here, old="another kettle over granite").status_code for _try in range(6)] == [
        200
    ] * 5 + [429]
    assert gives_passphrase(Client(), person.email).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_changed_factors_end_the_others_and_tell_their_owner(enter, person):
    here, telephone = enter(), enter()
    here.post(GENERATE)
    here.post("/accounts/2fa/recovery-codes/")
    assert [is_in(browser) for browser in (here, telephone)] == [True, False]
    says_what_happened(mail.outbox[-1], person, "recovery codes were made")


def test_a_removed_app_ends_the_others(enter, person):
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Key", "credential": {}})
    here, telephone = enter(), enter()
    here.post("/accounts/2fa/totp/deactivate/")
    assert [is_in(browser) for browser in (here, telephone)] == [True, False]
    says_what_happened(mail.outbox[-1], person, "app that shows codes was removed")


def test_a_mail_that_does_not_leave_undoes_nothing(enter, person, monkeypatch, caplog):
    here = enter()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _refuses)
    assert changes(here).status_code == 302
    assert check_password(NEW, User.objects.get(pk=person.pk).password)
    assert "was not sent" in caplog.text
    assert person.email not in caplog.text
    assert Client().post(FORGOTTEN, {"email": person.email}).headers["Location"] == SENT


def _refuses(*args, **kwargs):
    raise ConnectionRefusedError


def test_a_slow_mail_server_does_not_tell_who_has_an_account(person, settings, monkeypatch):
    """The answer is there before the mail is."""
    server, sent = Event(), Event()

    def leaves(message):
        assert server.wait(30)
        sent.set()

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr("django.core.mail.EmailMessage.send", leaves)
    assert asks(person.email).headers["Location"] == SENT
    assert not sent.is_set()
    server.set()
    assert sent.wait(30)


def asks(email, client=None):
    return (client or Client()).post(FORGOTTEN, {"email": email})


def link():
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def follows(browser, address, new=NEW):
    page = browser.get(address)
    if page.status_code == 200:
        return page
    return browser.post(page.headers["Location"], {"password1": new, "password2": new})


def test_whoever_forgot_it_chooses_a_new_one_and_still_needs_the_second_factor(enter, person):
    elsewhere = enter()
    asks(person.email)
    assert mail.outbox[-1].to == [person.email]
    assert person.full_name not in mail.outbox[-1].body
    browser = Client()
    assert follows(browser, link()).headers["Location"] == "/accounts/password/reset/key/done/"
    assert SESSION_KEY not in browser.session
    assert not is_in(elsewhere)
    assert gives_passphrase(browser, person.email, NEW).headers["Location"] == SECOND
    assert not is_in(browser)
    assert "chosen by a link" in mail.outbox[-1].body


def test_a_link_works_once_and_for_two_hours(person, settings):
    asks(person.email)
    address = link()
    follows(Client(), address)
    assert (
        "opens nothing any more" in follows(Client(), address, "marble under violet kettle").content.decode()
    )
    assert check_password(NEW, User.objects.get(pk=person.pk).password)
    assert settings.PASSWORD_RESET_TIMEOUT == 2 * 60 * 60
    asks(person.email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "opens nothing any more" in follows(Client(), link()).content.decode()


def test_signing_in_puts_an_end_to_a_link(person):
    asks(person.email)
    address = link()
    signs_in(Client(), person)
    assert "opens nothing any more" in follows(Client(), address).content.decode()


@pytest.mark.parametrize(
    "address", ["1-abc-def", "zzzzzzzzzzzzzzzzzzzz-x-y", "0-set-password", "1-set-password"]
)
def test_a_link_that_never_was_opens_nothing(db, address):
    page = Client().get(f"/accounts/password/reset/key/{address}/")
    assert page.status_code == 200
    assert "opens nothing any more" in page.content.decode()


def test_nobody_learns_who_has_an_account(person, official):
    official.set_unusable_password()
    official.save()
    person.is_active = True
    answers = {}
    for email in (person.email, official.email, "nobody.at.all@example.org"):
        answer = asks(email)
        answers[email] = (answer.status_code, answer.headers["Location"], answer.content)
    assert len(set(answers.values())) == 1
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_a_suspended_person_gets_no_link(person):
    person.is_active = False
    person.save()
    assert asks(person.email).headers["Location"] == SENT
    assert mail.outbox == []


def test_links_are_not_sent_without_end(person):
    assert [asks(person.email).status_code for _try in range(4)] == [302, 302, 302, 429]
    assert [asks("nobody@example.org").status_code for _try in range(4)] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_new_passphrase_opens_an_account_that_was_shut(person):
    for _try in range(6):
        gives_passphrase(Client(), person.email, "another kettle over granite")
    asks(person.email)
    follows(Client(), link())
    assert gives_passphrase(Client(), person.email, NEW).headers["Location"] == SECOND


def test_somebody_suspended_is_told_so_after_the_right_passphrase_only_and_is_out_elsewhere(enter, person):
    here = enter()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_in(here)
    wrong = gives_passphrase(Client(), person.email, "another kettle over granite")
    assert "suspended" not in wrong.content.decode()
    answer = Client().post("/accounts/login/", {"login": person.email, "password": PASSPHRASE}, follow=True)
    assert "Your access is suspended" in answer.content.decode()
    assert SESSION_KEY not in answer.client.session


def test_invented_people_have_no_passphrase_to_change(client, person):
    person.set_unusable_password()
    person.save()
    sign_in(client, person)
    assert client.get(CHANGE).headers["Location"] == "/profile/"
    assert CHANGE not in client.get("/profile/").content.decode()
