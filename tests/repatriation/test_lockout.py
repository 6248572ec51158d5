"""Promise 11: too many tries shut the door for a while, by account and by network address, with one sentence for all."""

import re
import time

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings as deployed
from django.contrib.auth import SESSION_KEY
from django.test import Client

from cases.enums import AuditKind, Role
from cases.models import AuditEvent
from tests.people import SEED, client_of, make_user
from tests.support.codes import code_of
from tests.support.signing_in import PASSPHRASE, SECOND, SIGN_IN, gives_passphrase, signs_in
from tests.support.signing_in import with_passphrase as given

pytestmark = pytest.mark.django_db

WRONG, WRONG_CODE = "another kettle over granite", "no code"
FAR, NEAR = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def person(caseworker):
    return given(caseworker)


@pytest.fixture
def clock(monkeypatch):
    """The clock of the counts, which can be put on."""

    class Clock:
        ahead = 0

        def time(self):
            return time.time() + self.ahead

        def __getattr__(self, name):
            return getattr(time, name)

    made = Clock()
    monkeypatch.setattr(ratelimit, "time", made)
    monkeypatch.setattr("repatriation.lockout.time", made)
    return made


def fails(email, times=5, **headers):
    """Wrong passphrases from fresh browsers; returns the statuses."""
    return [gives_passphrase(Client(), email, WRONG, **headers).status_code for _try in range(times)]


def without_tokens(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def test_five_wrong_ones_shut_an_account_for_a_while(person, client):
    assert fails(person.email) == [200] * 5
    page = gives_passphrase(client, person.email)
    assert page.status_code == 429
    assert "no further attempt is taken for 15 minutes" in page.content.decode()
    assert 14 * 60 < int(page.headers["Retry-After"]) <= 15 * 60
    assert SESSION_KEY not in client.session


def test_a_known_and_an_unknown_address_are_answered_alike(person, client):
    answers = {}
    for email in (person.email, "nobody.at.all@example.org"):
        tries = [gives_passphrase(Client(), email, WRONG) for _try in range(6)]
        answers[email] = [
            (
                page.status_code,
                without_tokens(page).replace(email, "someone"),
                page.headers.get("Retry-After", "")[:2],
            )
            for page in tries
        ]
    assert answers[person.email] == answers["nobody.at.all@example.org"]


def test_the_same_address_written_otherwise_is_the_same_account(person, client):
    name, _at, host = person.email.partition("@")
    written = (person.email, person.email.upper(), f" {person.email}", f"{name.title()}@{host}", person.email)
    for email in written:
        gives_passphrase(Client(), email, WRONG)
    assert gives_passphrase(client, person.email).status_code == 429


def test_the_name_of_the_host_does_not_begin_another_count(person, client):
    for port in range(5):
        gives_passphrase(Client(), person.email, WRONG, headers={"host": f"testserver:{8000 + port}"})
    assert gives_passphrase(client, person.email, headers={"host": "testserver:9000"}).status_code == 429


def test_it_opens_again_by_itself(person, client, clock):
    fails(person.email)
    clock.ahead = 14 * 60
    assert "for 1 minute;" in gives_passphrase(client, person.email).content.decode()
    clock.ahead = 15 * 60 + 1
    assert gives_passphrase(client, person.email).headers["Location"] == SECOND


def test_whoever_comes_in_begins_anew(person):
    fails(person.email, 4)
    assert signs_in(Client(), person).headers["Location"] == "/"
    assert fails(person.email, 4) == [200] * 4


def test_a_right_passphrase_alone_ends_no_count(person):
    fails(person.email, 4)
    gives_passphrase(Client(), person.email)
    assert fails(person.email, 2) == [200, 429]


def test_twenty_failures_shut_a_network_address_and_no_other(person, client):
    for number in range(20):
        assert fails(f"guess{number}@example.org", 1, REMOTE_ADDR=FAR) == [200]
    page = gives_passphrase(client, person.email, REMOTE_ADDR=FAR)
    assert (page.status_code, SESSION_KEY in client.session) == (429, False)
    assert gives_passphrase(Client(), person.email, REMOTE_ADDR=NEAR).status_code == 302


def test_somebody_with_an_account_cannot_empty_the_count_of_the_address(person, office_north):
    """Every success takes back itself alone: guesses between two sign-ins of one's own still count."""
    for number in range(19):
        fails(f"guess{number}@example.org", 1, REMOTE_ADDR=FAR)
    own = Client(REMOTE_ADDR=FAR)
    assert (
        signs_in(own, given(make_user("Amal Saleh", Role.CASEWORKER, office=office_north))).status_code == 302
    )
    assert SESSION_KEY in own.session
    assert fails("one.more@example.org", 2, REMOTE_ADDR=FAR) == [200, 429]


def test_a_locked_account_does_not_shut_the_office_of_its_owner(person):
    fails(person.email, 30, REMOTE_ADDR=FAR)
    assert fails("colleague@example.org", 1, REMOTE_ADDR=FAR) == [200]


def test_addresses_of_one_ipv6_network_count_together(person):
    for number in range(20):
        fails(f"guess{number}@example.org", 1, REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert fails(person.email, 1, REMOTE_ADDR="2001:db8:1:2:ffff::1") == [429]
    assert fails(person.email, 1, REMOTE_ADDR="2001:db8:1:3::1") == [200]


@pytest.fixture
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def forwarded(*entries):
        return {"REMOTE_ADDR": "10.0.0.1", "headers": {"x-forwarded-for": ", ".join(entries)}}

    return forwarded


def test_behind_a_proxy_a_forged_header_helps_nobody_and_a_neighbour_is_not_shut_out(person, behind_a_proxy):
    for number in range(20):
        fails(f"guess{number}@example.org", 1, **behind_a_proxy(f"192.0.2.{number}", "rubbish", FAR))
    attacker = gives_passphrase(Client(), person.email, **behind_a_proxy("192.0.2.200", FAR))
    assert attacker.status_code == 429
    assert gives_passphrase(Client(), person.email, **behind_a_proxy(FAR, NEAR)).status_code == 302


def test_without_a_proxy_the_header_begins_no_count(person):
    for number in range(20):
        headers = {"x-forwarded-for": f"192.0.2.{number}"}
        fails(f"guess{number}@example.org", 1, REMOTE_ADDR=FAR, headers=headers)
    assert fails(person.email, 1, REMOTE_ADDR=FAR, headers={"x-forwarded-for": NEAR}) == [429]
    assert fails(person.email, 1, REMOTE_ADDR=NEAR, headers={"x-forwarded-for": FAR}) == [200]


def test_five_wrong_codes_shut_the_second_page_in_every_browser(person, client):
    gives_passphrase(client, person.email)
    assert [client.post(SECOND, {"code": WRONG_CODE}).status_code for _try in range(6)] == [200] * 5 + [429]
    page = client.post(SECOND, {"code": code_of(SEED)})
    assert page.status_code == 429
    assert "no further attempt is taken for 15 minutes" in page.content.decode()
    other = Client()
    gives_passphrase(other, person.email)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().generate_codes()
    assert other.post(SECOND, {"code": codes[0]}).status_code == 429
    assert SESSION_KEY not in other.session


def test_showing_it_once_more_is_counted_too(person):
    browser = client_of(person)
    tries = [browser.post("/accounts/reauthenticate/", {"password": WRONG}).status_code for _try in range(6)]
    assert tries == [200] * 5 + [429]
    assert browser.post("/accounts/2fa/reauthenticate/", {"code": WRONG_CODE}).status_code == 200
    assert browser.get("/children/").status_code == 200


def test_what_allauth_itself_refuses_says_for_how_long(client, settings):
    settings.ACCOUNT_RATE_LIMITS = deployed.ACCOUNT_RATE_LIMITS | {"login": "2/10m/ip"}
    assert [gives_passphrase(client, "a@example.org", WRONG).status_code for _try in range(3)] == [
        200,
        200,
        429,
    ]
    page = client.post(SIGN_IN, {"login": "a@example.org", "password": PASSPHRASE})
    assert "for 10 minutes" in page.content.decode()
    assert client.get(SIGN_IN).status_code == 200


def test_every_failure_is_in_the_trail_without_an_address_and_the_shutting_once(person):
    fails(person.email, 9, REMOTE_ADDR=FAR)
    rows = list(AuditEvent.objects.order_by("pk"))
    assert [row.subject for row in rows] == ["sign-in:passphrase"] * 5 + ["sign-in:locked"]
    assert {row.kind for row in rows} == {AuditKind.DENIAL}
    kept = " ".join(f"{row.subject} {row.subject_ids} {row.detail}" for row in rows)
    for word in (person.email, person.full_name, FAR, "layla"):
        assert word not in kept
    assert len({row.detail["account"] for row in rows}) == 1
    assert rows[-1].actor is None


def test_a_wrong_code_is_in_the_trail(person, client, officer):
    gives_passphrase(client, person.email)
    client.post(SECOND, {"code": WRONG_CODE})
    assert AuditEvent.objects.get().subject == "sign-in:code"
    page = client_of(officer).get("/trail/").content.decode()
    assert "the second factor was not right" in page
