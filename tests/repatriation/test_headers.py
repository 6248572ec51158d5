"""Promise 12 on every kind of answer, promise 17 and 18 where a statement does not end: as production is set up."""

import re
from contextlib import closing

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import path

from repatriation.urls import handler500
from repatriation.urls import urlpatterns as everything
from tests.people import client_of
from tests.support import database

__all__ = ["handler500"]

POLICY = {
    "object-src 'none'",
    "default-src 'self'",
    "base-uri 'none'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
INLINE = re.compile(
    rb"<style|<script(?![^>]*(?: src=| type=.application/json))|<[^>]+ (?:style|on[a-z]+)=", re.I
)
TAKEN = 7
WAITS = {"statement": "SELECT pg_sleep(30)", "lock": f"SELECT pg_advisory_xact_lock({TAKEN})"}


def breaks(request, how):
    """A page of these tests that does not come to its end."""
    if how == "away":
        raise OperationalError("the connection was closed")
    if how == "fault":
        raise ValueError(how)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {how}_timeout = 50")
        cursor.execute(WAITS[how])


urlpatterns = [path("breaks/<slug:how>/", breaks), *everything]


@pytest.fixture
def production(settings):
    """The headers of a deployment, and pages that break."""
    settings.ROOT_URLCONF = __name__
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


def visitor(user=None):
    """A browser that came by HTTPS and is shown what a stranger would be shown of an error."""
    client = client_of(user) if user else Client(enforce_csrf_checks=True)
    client.raise_request_exception = False
    client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
    return client


@pytest.fixture
def lock_held(db):
    """Somebody else holds a lock and does not let go of it."""
    with closing(database.owner_connection()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TAKEN])
        yield


@pytest.fixture
def asked(production, lock_held, caseworker, supervisor, coordinator, administrator):
    """Each kind of answer: who asks for what, and with which status it comes."""
    stranger, worker, reader = visitor(), visitor(caseworker), visitor(coordinator)
    root = visitor(administrator)
    administrator.is_superuser = administrator.is_staff = True
    administrator.save()
    return [
        (200, stranger.get("/accounts/login/")),
        (302, stranger.get("/children/")),
        (403, stranger.post("/i18n/setlang/")),
        (200, stranger.get("/static/cases/css/base.css")),
        (404, stranger.get("/static/cases/css/none.css")),
        (200, stranger.get("/livez")),
        (200, stranger.get("/readyz")),
        (200, worker.get("/")),
        (200, worker.get("/children/")),
        (301, worker.get("/children")),
        (400, worker.get("/children/?a=%00")),
        (403, reader.get("/children/")),
        (404, worker.get("/nowhere/")),
        (405, reader.post("/reports/")),
        (405, worker.generic("TRACE", "/")),
        (409, worker.get("/breaks/lock/")),
        (413, worker.post("/places/add/", b"a" * 99, "text/plain", CONTENT_LENGTH="99999999")),
        (422, visitor(supervisor).post("/places/add/", {"name": ""})),
        (500, worker.get("/breaks/fault/")),
        (500, worker.get("/breaks/statement/")),
        (200, _whole(reader.get("/reports/totals/?format=csv"))),
        (200, _whole(reader.get("/reports/totals/?format=xlsx"))),
        (200, root.get("/admin/")),
        (503, worker.get("/breaks/away/")),  # the last: it lets go of the connection
    ]


def _whole(response):
    """The same with all that it sends, read while there is a connection."""
    response.streaming_content = [b"".join(response.streaming_content)]
    return response


@pytest.mark.django_db
def test_every_kind_of_answer_has_the_headers_of_safety(asked):
    for status, response in asked:
        request = response.request
        about = f"{request['REQUEST_METHOD']} {request['PATH_INFO']}"
        assert (about, response.status_code) == (about, status)
        policy = set(response["Content-Security-Policy"].split("; "))
        assert (about, policy) == (about, POLICY)
        assert (about, {name: response.get(name) for name in EVERYWHERE}) == (about, EVERYWHERE)
        assert "camera=()" in response["Permissions-Policy"], about
        if not request["PATH_INFO"].startswith("/static/") or status != 200:
            assert "no-store" in response["Cache-Control"], about
        content = b"".join(response)  # to its end, which closes a file
        if response["Content-Type"].startswith("text/html"):
            assert INLINE.findall(content) == [], about


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limit", "value"),
    [("statement_timeout", "30s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "1min")],
)
def test_no_statement_lock_or_forgotten_transaction_lasts(limit, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {limit}")
        assert cursor.fetchone() == (value,)


def test_nobody_waits_long_for_a_connection(settings):
    assert settings.DATABASES["default"]["OPTIONS"]["connect_timeout"] == 3


@pytest.mark.django_db
def test_every_cookie_of_a_visit_is_bound_to_this_host(production, settings, supervisor):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    for name in ("SESSION", "CSRF", "LANGUAGE"):
        setattr(settings, f"{name}_COOKIE_NAME", f"__Host-{name.lower()}")
    client = visitor(supervisor)
    client.get("/accounts/login/")
    client.post("/i18n/setlang/", {"language": "ar"})
    client.post("/accounts/logout/")
    assert {"__Host-session", "__Host-language", "__Host-messages"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert cookie["secure"] or not cookie.value
