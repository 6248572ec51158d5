"""The web server itself, as a deployment starts it: what no browser sends, who is slow (promises 12 and 18)."""

import contextlib
import select

import pytest
from django.db import connections

from repatriation.settings_test import TEST_CLUSTER
from tests.support.server import headers_of, post, production_server, read_all, request, status_of

LOGIN = "/accounts/login/"
FORM = "Content-Type: application/x-www-form-urlencoded"
CHUNKED = "Transfer-Encoding: chunked"
MULTIPART = "multipart/form-data; boundary=x"
TEXT = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n%s\r\n--x--\r\n'
THREADS = 2
SLOW = 12


def get(path):
    return request(f"GET {path} HTTP/1.1")


def to_login(*headers, body=b""):
    return request(f"POST {LOGIN} HTTP/1.1", FORM, *headers, body=body)


UNREADABLE = {
    "a NUL in the path": get("/%00"),
    "a NUL in the path of a file": get("/static/a%00.css"),
    "a NUL as it is": get("/a\0b"),
    "a NUL in the query": get(f"{LOGIN}?next=%00"),
    "a NUL in a header": request(f"GET {LOGIN} HTTP/1.1", "X-A: a\0b"),
    "a NUL in a cookie": request(f"GET {LOGIN} HTTP/1.1", "Cookie: __Host-session=a\0b"),
    "a broken path": get("/%ff%fe/"),
    "a broken path as it is": request(b"GET /\xff\xfe HTTP/1.1"),
    "a broken path of a file": get("/static/%ff.css"),
    "a broken query": get(f"{LOGIN}?next=%c3"),
    "a broken form": post(LOGIN, b"login=%ff"),
    "a broken form as it is": post(LOGIN, b"login=\xff"),
    "a broken name of a field": post(LOGIN, b"%ff=a"),
    "a broken form in parts": post(LOGIN, TEXT % b"\xff", MULTIPART),
    "parts without a border": post(LOGIN, TEXT % b"a", "multipart/form-data"),
    "another encoding": post(LOGIN, b"login=a", "application/x-www-form-urlencoded; charset=utf-7"),
    "a form cut off": to_login("Content-Length: 7", body=b"login")[:-1],
    "too many fields": post(LOGIN, b"a=b&" * 6_000),
    "a length that is none": to_login("Content-Length: abc"),
    "two lengths": to_login("Content-Length: 3", "Content-Length: 4", body=b"a=b"),
    "a length and chunks": to_login("Content-Length: 3", CHUNKED, body=b"0\r\n\r\n"),
    "a chunk that is none": to_login(CHUNKED, body=b"zz\r\na=b\r\n0\r\n\r\n"),
    "a forged host": request(f"GET {LOGIN} HTTP/1.1", host="evil.example"),
    "a host that is none": request(f"GET {LOGIN} HTTP/1.1", host='a b"<>'),
    "two hosts": request(f"GET {LOGIN} HTTP/1.1", "Host: evil.example"),
    "a method in small letters": request("get / HTTP/1.1"),
    "another protocol": request("GET / HTTP/3.0"),
    "no HTTP at all": b"\x16\x03\x01\0\0\r\n\r\n",
}
TOO_LONG = {
    413: (to_login("Content-Length: 99999999"), to_login("Content-Length: " + "9" * 400)),
    414: (get("/" + "a" * 9_000),),
    431: (
        request(f"GET {LOGIN} HTTP/1.1", "X-A: " + "a" * 9_000),
        request(f"GET {LOGIN} HTTP/1.1", *(f"X-A{number}: a" for number in range(200))),
    ),
}
METHODS = ("TRACE", "CONNECT", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "ANYTHING")


@pytest.fixture(scope="module")
def server(django_db_setup):
    """Two threads make pages, for as many as sixty clients at once."""
    name = connections.settings["default"]["NAME"]
    with production_server(TEST_CLUSTER, name, WEB_THREADS=str(THREADS), WEB_CONNECTIONS="60") as running:
        yield running


def is_our_page(answer):
    headers = headers_of(answer)
    return (
        b"<main" in answer
        and "default-src 'self'" in headers["content-security-policy"]
        and headers["strict-transport-security"].startswith("max-age=31536000")
        and headers["x-content-type-options"] == "nosniff"
        and headers["cache-control"] == "no-store"
    )


def answers_as(server, status, asked):
    """Which of these are answered otherwise."""
    answers = {name: server.ask(raw) for name, raw in asked.items()}
    return {name: a[:80] for name, a in answers.items() if status_of(a) != status or not is_our_page(a)}


def test_what_cannot_be_read_gets_our_page(server):
    assert answers_as(server, 400, UNREADABLE) == {}


def test_a_refusal_speaks_the_language_of_who_is_refused(server):
    for language, begins in (("ar", b'<html lang="ar" dir="rtl"'), ("en", b'<html lang="en" dir="ltr"')):
        asked = request("TRACE / HTTP/1.1", f"Accept-Language: {language}")
        assert begins in server.ask(asked)
        assert begins in server.ask(request("GET /%00 HTTP/1.1", f"Accept-Language: {language}"))


def test_what_is_too_long_is_refused_before_it_is_sent(server):
    for status, asked in TOO_LONG.items():
        assert answers_as(server, status, dict(enumerate(asked))) == {}


def test_a_form_without_an_end_is_refused_while_it_is_sent(server):
    block = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    with server.connect() as client:
        client.sendall(to_login(CHUNKED))
        sent = 0
        with contextlib.suppress(ConnectionError, BlockingIOError):
            while sent < 10_000 and not _has_answered(client):
                client.sendall(block)
                sent += 1
        answer = read_all(client)
    assert sent < 10_000
    assert status_of(answer) == 413
    assert is_our_page(answer)


def _has_answered(client):
    return bool(select.select([client], [], [], 0)[0])


def test_a_method_that_no_page_takes_is_refused_everywhere(server):
    for path in ("/", LOGIN, "/livez", "/static/cases/favicon.svg", "/nowhere/"):
        asked = {method: request(f"{method} {path} HTTP/1.1") for method in METHODS}
        assert answers_as(server, 405, asked) == {}


def test_what_every_script_writes_is_read(server):
    assert status_of(server.ask(get("/%D9%85%D8%AD%D9%85%D8%AF/"))) == 404
    assert status_of(server.ask(get(f"{LOGIN}?next=/%D0%90/%EF%BF%BD"))) == 200
    # Read whole, and refused because the token of a form is missing.
    for body in (b"login=%D9%85", "login=м\ufffd".encode()):
        assert status_of(server.ask(post(LOGIN, body))) == 403
    assert status_of(server.ask(post(LOGIN, TEXT % "м\ufffd".encode(), MULTIPART))) == 403
    assert status_of(server.ask(to_login(CHUNKED, body=b"7\r\nlogin=a\r\n0\r\n\r\n"))) == 403


def test_whoever_comes_without_https_is_led_there(server):
    answer = server.ask(
        f"GET {LOGIN} HTTP/1.1\r\nHost: register.example.org\r\nConnection: close\r\n\r\n".encode()
    )
    assert status_of(answer) == 301
    assert headers_of(answer)["location"] == f"https://register.example.org{LOGIN}"


def test_cookies_are_bound_to_this_host(server):
    answer = server.ask(get(LOGIN))
    cookies = [line for line in answer.split(b"\r\n") if line.lower().startswith(b"set-cookie:")]
    assert cookies
    for cookie in cookies:
        assert cookie.startswith(b"Set-Cookie: __Host-")
        assert b"; Secure" in cookie
        assert b"; Path=/" in cookie
        assert b"Domain" not in cookie


def test_a_header_of_the_proxy_sets_no_path(server):
    assert status_of(
        server.ask(request("GET /nowhere/ HTTP/1.1", "PATH_INFO: /livez", "SCRIPT_NAME: /x"))
    ) in (400, 404)


class TestSlowClients:
    """More of them than threads that make pages; none of them ends by itself."""

    @pytest.fixture
    def slow(self, server):
        """Open connections that have sent this much, and nothing more."""
        with contextlib.ExitStack() as stack:

            def opened(begun):
                clients = [stack.enter_context(server.connect()) for _ in range(SLOW)]
                for client in clients:
                    client.sendall(begun)
                return clients

            yield opened

    @pytest.mark.parametrize(
        "begun",
        [
            b"GET / HTTP/1.1\r\nHost: regis",
            to_login("Content-Length: 900", body=b"login=a"),
            to_login(CHUNKED, body=b"10\r\nlogin"),
            get("/static/vendor/bootstrap-5.3.9/bootstrap.min.css"),
        ],
        ids=["head", "form", "chunks", "reading"],
    )
    def test_others_are_served_meanwhile(self, server, slow, begun):
        assert THREADS < SLOW
        clients = slow(begun)
        assert status_of(server.ask(get(LOGIN))) == 200
        assert len(clients) == SLOW

    def test_whoever_was_slow_is_answered_in_the_end(self, server, slow):
        clients = slow(to_login("Content-Length: 7", body=b"log"))
        assert status_of(server.ask(get(LOGIN))) == 200
        for client in clients:
            client.sendall(b"in=a")
            assert status_of(read_all(client)) == 403
