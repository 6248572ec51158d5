"""Promise 11: a session ends after 15 minutes without anybody there, and after eight hours in any case."""

import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from repatriation.sessions import ENDS_AT, USED_AT
from tests.people import client_of

pytestmark = pytest.mark.django_db

MINUTE = 60
LEFT, STAY = "/session/left/", "/session/stay/"


@pytest.fixture
def visitor(caseworker):
    return client_of(caseworker)


def passes(client, seconds, *names):
    """Let time pass for a session, without waiting."""
    session = client.session
    for name in names or (ENDS_AT, USED_AT):
        session[name] -= seconds
    session.save()


def is_in(client):
    return client.get("/profile/").status_code == 200


def test_a_session_lasts_fifteen_minutes_without_anybody_and_eight_hours_in_any_case(visitor):
    assert settings.SESSION_IDLE_MINUTES == 15
    session = visitor.session
    assert 7.9 * 60 * MINUTE < session[ENDS_AT] - time.time() <= 8 * 60 * MINUTE
    assert 14 * MINUTE < session.seconds_left <= 15 * MINUTE
    row = Session.objects.get(session_key=session.session_key)
    assert row.expire_date.timestamp() == pytest.approx(session[USED_AT] + 15 * MINUTE, abs=5)


def test_whoever_does_something_stays_and_whoever_does_nothing_is_signed_out(visitor):
    passes(visitor, 14 * MINUTE)
    assert is_in(visitor)
    passes(visitor, 14 * MINUTE)
    assert is_in(visitor)
    passes(visitor, 15 * MINUTE)
    assert not is_in(visitor)


def test_eight_hours_after_signing_in_it_ends_whoever_is_there(visitor):
    for _hour in range(47):
        passes(visitor, 10 * MINUTE)
        assert is_in(visitor)
    passes(visitor, 10 * MINUTE)
    assert not is_in(visitor)


def test_opening_lists_never_moves_the_last_end(visitor):
    passes(visitor, 7 * 60 * MINUTE, ENDS_AT)
    last = visitor.session[ENDS_AT]
    for query in ("", "?quick=mine", "?quick=no-claim", "?sort=number"):
        assert visitor.get(f"/children/{query}").status_code == 200
        assert visitor.session[ENDS_AT] == last
    visitor.post("/children/search/", {"q": "Zarina"})
    assert visitor.session[ENDS_AT] == last
    assert visitor.session["lists"]["children"] == "sort=number"


def test_what_a_page_asks_by_itself_is_no_sign_of_a_person(visitor):
    visitor.post("/register/", {"form_id": "00000000-0000-4000-8000-000000000001"})
    step = visitor.get("/register/").context["unfinished"].drafts[0].url
    asked = {"version": "0", "page": "00000000-0000-4000-8000-000000000002", "children": "1"}
    passes(visitor, 5 * MINUTE)
    before = visitor.session[USED_AT]
    assert visitor.post(f"{step}keep/", asked).status_code == 204
    assert visitor.post(f"{step}beside/", asked).status_code == 200
    assert visitor.get(LEFT).json()["seconds"] <= 10 * MINUTE
    assert visitor.session[USED_AT] == before
    assert visitor.get(step).status_code == 200
    assert visitor.session[USED_AT] > before + 4 * MINUTE


def test_what_somebody_does_is_written_once_a_minute_at_most(visitor):
    passes(visitor, 5 * MINUTE)
    visitor.get("/profile/")
    written = visitor.session[USED_AT]
    for _press in range(3):
        visitor.get("/profile/")
    assert visitor.session[USED_AT] == written
    passes(visitor, MINUTE)
    visitor.get("/profile/")
    assert visitor.session[USED_AT] >= written


def test_the_page_says_when_and_a_press_puts_it_off(visitor):
    passes(visitor, 14 * MINUTE)
    told = visitor.get(LEFT).json()
    assert told["may_stay"]
    assert told["seconds"] <= MINUTE < told["warned"] == 2 * MINUTE
    assert visitor.get(STAY).status_code == 405
    told = visitor.post(STAY).json()
    assert told["seconds"] > 14 * MINUTE
    page = visitor.get("/profile/").content.decode()
    assert f'data-left="{reverse("accounts:time_left")}"' in page
    assert f'data-seconds="{14 * MINUTE}"' in page


def test_the_last_minutes_of_the_day_cannot_be_put_off(visitor):
    passes(visitor, 7 * 60 * MINUTE + 59 * MINUTE, ENDS_AT)
    told = visitor.post(STAY).json()
    assert told["seconds"] <= MINUTE
    assert not told["may_stay"]
    assert f'data-seconds="{14 * MINUTE}"' not in visitor.get("/profile/").content.decode()


def test_the_time_of_a_deployment_is_its_own(visitor, settings):
    settings.SESSION_IDLE_MINUTES = 3
    passes(visitor, 2 * MINUTE)
    assert visitor.get(LEFT).json()["warned"] == MINUTE
    passes(visitor, MINUTE)
    assert not is_in(visitor)


def test_the_cookie_goes_with_the_browser(visitor):
    response = visitor.get("/children/?quick=mine")
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_signing_in_begins_the_time_anew(visitor):
    passes(visitor, 7 * 60 * MINUTE, ENDS_AT)
    session = visitor.session
    session.cycle_key()
    assert session[ENDS_AT] - time.time() > 7 * 60 * MINUTE
