"""Clients that are too slow are let go of; what is sent is taken in whole or not at all."""

import io
import socket
from types import SimpleNamespace

import pytest
from django.http import StreamingHttpResponse
from gunicorn.config import Config
from gunicorn.http import errors

from repatriation import worker
from repatriation.bodies import LARGEST, REFUSED, received


@pytest.fixture
def ends():
    """Both ends of a connection: the server's and the client's."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(30)
        yield ours, theirs


class Connection:
    """What the worker knows of a client."""

    def __init__(self, sock):
        self.sock = sock


@pytest.fixture
def patient():
    """A worker that serves nobody."""
    made = worker.Worker(0, 0, [], None, 30, Config(), None)
    made._ends = {}
    yield made
    made.tmp.close()


def test_whoever_takes_too_long_to_ask_is_not_listened_to_any_longer(patient, ends):
    ours, theirs = ends
    patient._may_take(Connection(ours), 0, socket.SHUT_RD)
    patient.murder_pending()
    assert ours.recv(1) == b""
    ours.sendall(b"an answer")
    assert theirs.recv(9) == b"an answer"


def test_whoever_takes_too_long_to_read_is_hung_up_on(patient, ends):
    ours, theirs = ends
    patient._may_take(Connection(ours), 0, socket.SHUT_RDWR)
    patient.murder_pending()
    assert theirs.recv(1) == b""
    with pytest.raises(BrokenPipeError):
        ours.sendall(b"an answer")


def test_whoever_is_in_time_is_left_alone(patient, ends):
    ours, theirs = ends
    patient._may_take(Connection(ours), worker.HEAD_SECONDS, socket.SHUT_RD)
    patient.murder_pending()
    theirs.sendall(b"a")
    assert ours.recv(1) == b"a"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.LimitRequestLine(9, 1), 414),
        (errors.LimitRequestHeaders("long"), 431),
        (errors.InvalidHeader("Amina"), 400),
        (errors.InvalidResponseHeader("Amina"), 500),
        (RuntimeError("Amina"), 500),
    ],
)
def test_what_cannot_be_answered_is_told_without_repeating_it(patient, ends, error, status):
    logged, asked = [], []

    def note(*words):
        logged.append(words)

    patient.log = SimpleNamespace(error=note, warning=note)

    def site(environ, start):
        asked.append(environ[REFUSED])
        start(f"{status} Told", [("X-Of-Every-Page", "yes")])
        return [b"<main>"]

    patient.wsgi = site
    ours, theirs = ends
    patient.handle_error(None, ours, None, error)
    answer = theirs.recv(1000)
    assert asked == [status]
    assert (
        answer
        == f"HTTP/1.1 {status} Told\r\nX-Of-Every-Page: yes\r\nConnection: close\r\n\r\n<main>".encode()
    )
    assert "Amina" not in str(logged)


def test_an_answer_made_while_it_is_sent_is_made_to_its_end_first():
    made = []

    def blocks():
        for block in (b"one", b"two"):
            made.append(block)
            yield block

    pages = worker.Pages(lambda environ, start: StreamingHttpResponse(blocks()), 1)
    response = pages({}, None)
    assert made == [b"one", b"two"]
    assert b"".join(response) == b"onetwo"


def take_in(body, **environ):
    """What of this body reaches the application, with what is said of it."""
    source = io.BytesIO(body)
    environ["wsgi.input"] = source
    with received(environ):
        return environ["wsgi.input"].read(), environ.get("CONTENT_LENGTH"), environ.get(REFUSED)


def test_a_body_is_taken_in_whole():
    assert take_in(b"a=bc", CONTENT_LENGTH="3") == (b"a=b", "3", None)


def test_a_body_in_chunks_gets_its_length():
    assert take_in(b"a=b", HTTP_TRANSFER_ENCODING="chunked") == (b"a=b", "3", None)


def test_a_body_cut_off_is_none():
    assert take_in(b"a=", CONTENT_LENGTH="3")[1:] == ("0", 400)


def test_a_body_in_chunks_is_read_no_further_than_the_largest_form():
    body = b"a" * (LARGEST + 100)
    read, *said = take_in(body, HTTP_TRANSFER_ENCODING="chunked")
    assert (len(read), *said) == (LARGEST + 1, "0", 413)


@pytest.mark.parametrize("length", ["", "0", str(LARGEST + 1), "9" * 400])
def test_what_is_no_body_or_too_long_is_left_where_it_is(length):
    environ = {"wsgi.input": io.BytesIO(b"a=b"), "CONTENT_LENGTH": length}
    with received(environ):
        assert environ["wsgi.input"].tell() == 0
        assert REFUSED not in environ
