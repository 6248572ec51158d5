"""Promise 11: sessions are listed for their owner and can be ended; what is ended is out at its next request."""

from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from cases.access import end_sessions_of
from cases.accounts.devices import in_words
from repatriation.sessions import USED_AT
from tests.people import make_user
from tests.repatriation.test_sessions import MINUTE, is_in, passes
from tests.support.signing_in import signs_in, with_passphrase

pytestmark = pytest.mark.django_db

PLACES, END = "/profile/sessions/", "/profile/sessions/end/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36"


@pytest.fixture
def person(caseworker):
    return with_passphrase(caseworker)


@pytest.fixture
def enter(person):
    """A browser in which the person is signed in by passphrase and a recovery code."""
    codes = iter(person.authenticator_set.get(type="recovery_codes").wrap().generate_codes())

    def open_browser(agent=WINDOWS, address="203.0.113.7"):
        browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
        signs_in(browser, person, code=next(codes))
        assert is_in(browser)
        return browser

    return open_browser


def rows(browser):
    return browser.get(PLACES).context["sessions"]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Firefox on Windows"),
        (ANDROID, "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/128 Safari/537 Edg/128", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605", "Safari on Mac"),
        ("curl/8.5", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(agent, words):
    assert in_words(agent) == words


def test_each_place_says_which_from_where_since_when_and_when_last(enter):
    here, telephone = enter(), enter(ANDROID, "198.51.100.9")
    passes(telephone, 5 * MINUTE, USED_AT)
    first, second = rows(here)
    assert (first.device, first.is_current, first.address) == ("Firefox on Windows", True, "203.0.113.7")
    assert (second.device, second.is_current, second.address) == ("Chrome on Android", False, "198.51.100.9")
    assert first.since
    assert second.last_used
    page = here.get(PLACES).content.decode()
    assert page.count("This one") == 1
    assert WINDOWS not in page


def test_the_list_costs_the_same_for_one_and_for_four(enter, django_assert_num_queries):
    here = enter()
    with django_assert_num_queries(8):
        here.get(PLACES)
    for _more in range(3):
        enter()
    with django_assert_num_queries(8):
        assert len(rows(here)) == 4


def test_ending_one_lets_the_others_in(enter):
    here, telephone, third = enter(), enter(ANDROID), enter()
    number = next(row.number for row in rows(here) if row.device == "Chrome on Android")
    assert here.post(END, {"which": number}).headers["Location"] == PLACES
    assert [is_in(browser) for browser in (here, telephone, third)] == [True, False, True]
    assert len(rows(here)) == 2


def test_ending_all_others_and_ending_all(enter):
    here, telephone, third = enter(), enter(ANDROID), enter()
    here.post(END, {"which": "others"})
    assert [is_in(browser) for browser in (here, telephone, third)] == [True, False, False]
    fourth = enter()
    assert here.post(END, {"which": "all"}).headers["Location"] == "/accounts/login/"
    assert [is_in(browser) for browser in (here, fourth)] == [False, False]
    assert not UserSession.objects.exists()


def test_signing_out_everywhere_signs_out_here_even_where_nothing_was_noted(enter):
    here = enter()
    UserSession.objects.all().delete()
    here.post(END, {"which": "all"})
    assert not is_in(here)


def test_ending_this_one_signs_out(enter):
    here = enter()
    assert here.post(END, {"which": rows(here)[0].number}).headers["Location"] == "/accounts/login/"
    assert not is_in(here)


def test_somebody_elses_and_an_unknown_one_are_refused_alike_and_stay(enter, office_west):
    here = enter()
    other = Client()
    signs_in(other, with_passphrase(make_user("Rana Aziz", "caseworker", office=office_west)))
    foreign = rows(other)[0].number
    for which in (foreign, 10**30, "-1", "x", ""):
        assert here.post(END, {"which": which}).status_code == 422
    assert is_in(other)


def test_a_session_that_ended_by_time_is_not_on_the_list(enter):
    here, telephone = enter(), enter(ANDROID)
    passes(telephone, 15 * MINUTE)
    assert [row.device for row in rows(here)] == ["Firefox on Windows"]


def test_whoever_takes_something_away_ends_them_all(enter, person):
    browsers = [enter(), enter(ANDROID)]
    end_sessions_of(person)
    assert not any(is_in(browser) for browser in browsers)


def test_what_is_over_is_forgotten(enter):
    here, telephone = enter(), enter(ANDROID)
    telephone.logout()
    call_command("discard_drafts", stdout=StringIO())
    assert [place.session_key for place in UserSession.objects.all()] == [here.session.session_key]
    assert is_in(here)


def test_tries_that_count_no_more_are_forgotten_and_others_are_not(db):
    cache.set("counts", 1, timeout=60)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {cache._table} VALUES ('old', 'x', now() - interval '1 minute')")  # noqa: S608
        call_command("discard_drafts", stdout=StringIO())
        cursor.execute(f"SELECT cache_key FROM {cache._table}")  # noqa: S608
        assert [name for (name,) in cursor.fetchall()] == [":1:counts"]


def test_a_button_of_the_demonstration_and_an_invitation_leave_a_place_too(client, caseworker, settings):
    settings.DEMO, settings.ROOT_URLCONF = True, "repatriation.urls_demo"
    caseworker.set_unusable_password()
    caseworker.save()
    client.post("/demo/enter/caseworker/")
    assert [row.is_current for row in rows(client)] == [True]
