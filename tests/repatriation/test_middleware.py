"""Health answers, the database away, headers, and log lines without names."""

import logging
import sys

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory

from repatriation.handler import Handler
from repatriation.logs import Impersonal
from repatriation.middleware import DatabaseAway, Responses, WrongMethod, is_away


class RefusedError(Exception):
    """An error of the driver with PostgreSQL's code."""

    def __init__(self, pgcode):
        super().__init__("refused")
        self.pgcode = pgcode


def lost(pgcode=None):
    error = OperationalError("connection lost")
    error.__cause__ = RefusedError(pgcode)
    return error


def test_livez_needs_no_database(client):
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz", "/accounts/login/", "/privacy/", "/nowhere/", "/"])
def test_every_answer_names_what_a_page_may_load(client, path):
    response = client.get(path)
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


MULTIPART = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n+2AA-\r\n--x--\r\n'


def status_of(method, charset, kind="application/x-www-form-urlencoded"):
    """What the server's own handler answers; the test client makes requests of its own class."""
    statuses = []
    environ = RequestFactory().generic(method, "/accounts/login/?a=b", MULTIPART).environ
    environ["CONTENT_TYPE"] = f"{kind}; charset={charset}"
    Handler()(environ, lambda status, headers: statuses.append(int(status[:3])))
    return statuses[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "charset", ["utf-7", "utf-16", "hex", "rot13", "idna", "undefined", "unicode_escape", "latin-1", "none"]
)
def test_another_encoding_is_refused(charset):
    assert status_of("GET", charset) == 400
    assert status_of("POST", charset) == 400
    assert status_of("POST", charset, "multipart/form-data; boundary=x") == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"'])
def test_utf_8_by_any_name_is_read(charset):
    assert status_of("GET", charset) == 200
    assert status_of("POST", charset) == 403  # read, and without the token of a form


@pytest.mark.django_db
def test_a_cookie_with_nul_is_none(client):
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        answer = client.get("/accounts/login/", headers={"cookie": f'{name}="\\000aaaaaaaaaaaaaaaa"'})
        assert answer.status_code == 200


@pytest.mark.django_db
def test_readyz_asks_the_database(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_is_503_while_the_database_is_away(client, monkeypatch):
    def away():
        raise lost()

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


@pytest.mark.parametrize(
    "error", [lost(), lost("57P01"), lost("08006"), lost("53300"), InterfaceError("closed")]
)
def test_a_lost_database_is_503_with_the_time_to_come_back(error):
    response = DatabaseAway(None).process_exception(RequestFactory().get("/"), error)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert b"<main" in response.content


@pytest.mark.parametrize(
    ("error", "status"), [(lost(), 503), (ValueError("fault"), 500), (lost("57014"), 500)]
)
def test_a_database_lost_outside_a_view_is_503_too(client, monkeypatch, error, status):
    def fails(self, request, *arguments, **words):
        raise error

    monkeypatch.setattr(LoginRequiredMiddleware, "process_view", fails)
    client.raise_request_exception = False
    assert client.get("/accounts/login/").status_code == status


@pytest.mark.parametrize(("code", "status"), [("57014", None), ("40P01", 409), ("55P03", 409)])
def test_a_statement_that_failed_is_not_a_lost_database(code, status):
    assert not is_away(lost(code))
    response = DatabaseAway(None).process_exception(RequestFactory().get("/"), lost(code))
    assert (response and response.status_code) == status


def test_other_errors_go_their_way():
    assert DatabaseAway(None).process_exception(None, ValueError()) is None


def test_every_answer_has_the_headers_of_safety(client):
    response = client.get("/livez", headers={"host": "localhost"})
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_sign_in_page_allows_nothing_from_elsewhere(client, db):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_a_view_may_say_itself_how_long_it_is_kept():
    def view(request):
        return HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    assert Responses(view)(None)["Cache-Control"] == "private, max-age=60"


@pytest.mark.django_db
def test_a_wrong_method_gets_a_page():
    response = WrongMethod(lambda request: HttpResponseNotAllowed(["POST"]))(RequestFactory().get("/"))
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert b"<main" in response.content


def test_nobody_makes_an_account_for_themselves(client, db):
    assert client.get("/accounts/signup/").status_code in {200, 404}
    posted = {
        "email": "new@example.org",
        "password1": "long enough for anybody",
        "password2": "long enough for anybody",
    }
    client.post("/accounts/signup/", posted)
    assert not get_user_model().objects.exists()


def test_log_lines_say_where_it_failed_but_not_about_whom():
    try:
        raise ValueError("Key (name)=(Amina) already exists")
    except ValueError:
        record = logging.LogRecord("site", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    line = Impersonal("{message}", style="{").format(record)
    assert "ValueError" in line
    assert "test_middleware.py" in line
    assert "Amina" not in line
