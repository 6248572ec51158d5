"""Promise 11: a session lasts eight hours at most, however much is done in it."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from repatriation.sessions import ENDS_AT
from tests.people import client_of

pytestmark = pytest.mark.django_db


def left(client):
    return Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()


def with_little_time(client):
    session = client.session
    session[ENDS_AT] = time.time() + 300
    session.save()
    return client


def test_opening_lists_never_moves_the_end(caseworker):
    client = client_of(caseworker)
    assert timedelta(hours=7, minutes=55) < left(client) <= timedelta(hours=8)
    with_little_time(client)
    for query in ("", "?quick=mine", "?quick=no-claim", "?sort=number"):
        assert client.get(f"/children/{query}").status_code == 200
        assert left(client) <= timedelta(minutes=5)
    client.post("/children/search/", {"q": "Zarina"})
    assert left(client) <= timedelta(minutes=5)
    assert client.session["lists"]["children"] == "sort=number"


def test_the_cookie_goes_with_the_browser(caseworker):
    response = client_of(caseworker).get("/children/?quick=mine")
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_signing_in_begins_the_time_anew(caseworker):
    client = with_little_time(client_of(caseworker))
    session = client.session
    session.cycle_key()
    row = Session.objects.get(session_key=session.session_key)
    assert row.expire_date - timezone.now() > timedelta(hours=7)
