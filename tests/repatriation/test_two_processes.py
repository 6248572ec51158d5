"""Promise 10: what is used once is used once in all worker processes, and tries count in all of them together."""

import http.client
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connections

from cases.enums import Role
from cases.invitations.actions import invite
from cases.models import Invitation, Membership, User
from tests.people import SEED
from tests.support.codes import code_of
from tests.support.signing_in import PASSPHRASE, SECOND, SIGN_IN, with_passphrase

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent.parent
WRONG = "another kettle over granite"
SECONDS = 60


@pytest.fixture(scope="module")
def ports(django_db_setup):
    """Two web servers on the tests' database, each a process of its own with one worker; gone afterwards."""
    places = [_free_port() for _process in range(2)]
    processes = [_serve(port) for port in places]
    try:
        for port, process in zip(places, processes, strict=True):
            _wait_for(port, process)
        yield places
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=SECONDS)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _serve(port):
    command = [
        sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", f"--bind=127.0.0.1:{port}",
        "--workers=1", "--threads=4", "--no-control-socket", "--graceful-timeout=1", "--log-level=error",
    ]  # fmt: skip
    database = {"TEST_DATABASE": connections.settings["default"]["NAME"]}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **database, "DJANGO_SETTINGS_MODULE": "repatriation.settings_test"},
    )


def _wait_for(port, process):
    end = time.monotonic() + 2 * SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the web server ended by itself"
        try:
            if Browser(port).get("/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("The web server did not come up.")


class Browser:
    """A browser with its cookies at one of the processes; ``at`` another one it is the same browser."""

    def __init__(self, port, cookies=None):
        self.port = port
        self.cookies = cookies if cookies is not None else {}

    def at(self, port):
        return Browser(port, self.cookies)

    def get(self, path):
        """Status, where it leads, and the page."""
        return self._ask("GET", path, None, {})

    def post(self, path, **typed):
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies.get("csrf", ""),
        }
        return self._ask("POST", path, urlencode(typed), headers)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {**headers, "Cookie": sent})
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        connection.close()
        return answer.status, answer.headers.get("Location", ""), page


def at_once(*acts):
    """What each returns, all begun at the same moment."""
    barrier = Barrier(len(acts))

    def start(act):
        barrier.wait(SECONDS)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))


def gives_passphrase(port, email, passphrase=PASSPHRASE):
    browser = Browser(port)
    browser.get(SIGN_IN)
    return browser, browser.post(SIGN_IN, login=email, password=passphrase)


@pytest.fixture
def person(caseworker):
    return with_passphrase(caseworker)


def test_one_code_opens_one_of_two_browsers_in_two_processes(ports, person):
    browsers = [gives_passphrase(port, person.email)[0] for port in ports]
    late, answer = gives_passphrase(ports[1], person.email)
    assert answer[:2] == (302, SECOND)
    code = code_of(SEED, seconds_left=15)
    answers = at_once(*(lambda one=one: one.post(SECOND, code=code) for one in browsers))
    assert sorted((status, where) for status, where, _page in answers) == [(200, ""), (302, "/")]
    refused = next(page for status, _where, page in answers if status == 200)
    assert "used already" in refused
    assert late.post(SECOND, code=code)[0] == 200
    opened = browsers[[status for status, *_rest in answers].index(302)]
    assert [opened.at(port).get("/children/")[0] for port in ports] == [200, 200]


def test_a_session_that_is_ended_in_one_process_is_out_in_the_other(ports, person):
    codes = person.authenticator_set.get(type="recovery_codes").wrap().generate_codes()
    here, _answer = gives_passphrase(ports[0], person.email)
    telephone, _answer = gives_passphrase(ports[1], person.email)
    for browser, code in ((here, codes[0]), (telephone, codes[1])):
        assert browser.post(SECOND, code=code)[:2] == (302, "/")
        assert browser.get("/profile/")[0] == 200
    assert here.post("/profile/sessions/end/", which="others")[0] == 302
    assert (here.get("/profile/")[0], telephone.get("/profile/")[0]) == (200, 302)


def test_tries_count_in_both_processes_together(ports, person):
    first, second = ports
    tries = [
        gives_passphrase(port, person.email, WRONG)[1][0] for port in (first, second, first, second, first)
    ]
    assert tries == [200] * 5
    assert [gives_passphrase(port, person.email)[1][0] for port in ports] == [429, 429]


def test_tries_at_the_same_moment_get_no_more_than_their_number(ports, db):
    browsers = [Browser(port) for port in ports * 4]
    for browser in browsers:
        browser.get(SIGN_IN)
    typed = {"login": "nobody@example.org", "password": WRONG}
    answers = at_once(*(lambda one=one: one.post(SIGN_IN, **typed)[0] for one in browsers))
    assert set(answers) == {200, 429}
    assert answers.count(200) <= 5


def test_one_link_makes_one_account_in_two_processes(ports, administrator, office_north):
    links = []
    invite(
        by=administrator,
        url_for=lambda code: links.append(f"/welcome/{code}/") or links[0],
        email="samira.qasim@example.org",
        full_name="Samira Qasim",
        role=Role.CASEWORKER,
        office=office_north,
    )
    browsers = [Browser(port) for port in ports]
    for browser in browsers:
        assert browser.get(links[0])[:2] == (302, "/welcome/")
        assert browser.get("/welcome/")[0] == 200
    typed = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    answers = at_once(*(lambda one=one: one.post("/welcome/", **typed) for one in browsers))
    assert sorted(status for status, *_rest in answers) == [302, 410]
    made = User.objects.get(email="samira.qasim@example.org")
    assert Membership.objects.filter(user=made).count() == 1
    assert Invitation.objects.get().user == made
    losing = next(page for status, _where, page in answers if status == 410)
    assert "does not open an account any more" in losing
