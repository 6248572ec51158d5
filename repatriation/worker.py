"""Gunicorn's threaded worker, with threads that wait for clients apart from those that make pages.

Its own threads wait for whoever is slow, without any limit of time, so that a handful of slow clients stop the site. Here
many threads wait, each for a limited time, and few make pages: of what was sent whole, into what is kept whole.
"""

import io
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import HttpResponseBase
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from repatriation.bodies import IN_MEMORY, REFUSED, received

# How long a client may take for the head of a request, for its body, and for reading the answer.
HEAD_SECONDS = 20
BODY_SECONDS = 120
ANSWER_SECONDS = 600
OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
TOO_LONG = {errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG, errors.LimitRequestHeaders: 431}


class Pages:
    """The application, called in one of few threads with what was received whole by the thread that asks."""

    def __init__(self, application: Any, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Return the answer, made to its end."""
        with received(environ):
            return self._threads.submit(self._make, environ, start_response).result()

    def _make(self, environ: dict[str, Any], start_response: Any) -> Any:
        response = self._application(environ, start_response)
        if isinstance(response, HttpResponseBase) and response.streaming:
            # What is made while it is sent would keep this thread, its language and its connection to the database.
            response.streaming_content = _kept(response)  # type: ignore[attr-defined]
        return response


class Worker(ThreadWorker):  # type: ignore[misc]
    """The worker named in gunicorn.conf.py: `threads` make pages, `worker_connections` clients are waited for."""

    def init_process(self) -> None:
        """Begin to serve."""
        self._ends: dict[Any, tuple[float, int]] = {}
        super().init_process()

    def run(self) -> None:
        """Serve until told to end; who is still sending then does not hold up the end."""
        super().run()
        for conn in list(self._ends):
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RDWR)

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """Return the threads that wait for clients."""
        return ThreadPoolExecutor(self.worker_connections, thread_name_prefix="client")

    def load_wsgi(self) -> None:
        """Load the application and give it threads of its own."""
        super().load_wsgi()
        self.wsgi: Pages = Pages(self.wsgi, self.cfg.threads)

    def handle(self, conn: Any) -> Any:
        """Take one request of this connection and answer it, all within the time for each."""
        self._may_take(conn, HEAD_SECONDS, socket.SHUT_RD)
        try:
            kept = super().handle(conn)
            if not kept:
                # Here, because the main loop would wait two seconds for each client that does not hang up by itself.
                conn.close(graceful=True)
                conn.close = _is_closed
            return kept
        finally:
            self._ends.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request whose head has come."""
        self._may_take(conn, BODY_SECONDS, socket.SHUT_RD)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """Called by the main loop once a second: let go of whoever takes too long."""
        super().murder_pending()
        now = time.monotonic()
        for conn, (end, way) in list(self._ends.items()):
            if now < end:
                continue
            if (
                way == socket.SHUT_RD
            ):  # nothing more is read from it; an answer that is under way is still sent
                self._may_take(conn, ANSWER_SECONDS, socket.SHUT_RDWR)
            with suppress(OSError):
                conn.sock.shutdown(way)

    def _may_take(self, conn: Any, seconds: float, way: int) -> None:
        self._ends[conn] = (time.monotonic() + seconds, way)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what gunicorn could not read with the site's own page, and log its kind, not its words."""
        status = _status_of(exc)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.error("A request failed: %s", type(exc).__name__)
        else:
            self.log.warning("A request that cannot be read: %s", type(exc).__name__)
        with suppress(OSError):
            client.settimeout(HEAD_SECONDS)
            client.sendall(_page(self.wsgi, status))


def _is_closed(graceful: bool = False) -> None:
    """Stand in for closing a connection once more."""


def _kept(response: Any) -> Any:
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - read to its end by the client, and gone with it
    for block in response:
        file.write(block)
    file.seek(0)
    return _blocks(file)


def _blocks(file: Any) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(IN_MEMORY), b"")


def _status_of(exc: BaseException) -> int:
    if isinstance(exc, OURS) or not isinstance(exc, errors.ParseException):
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return next(
        (status for kind, status in TOO_LONG.items() if isinstance(exc, kind)), HTTPStatus.BAD_REQUEST
    )


def _page(application: Any, status: int) -> bytes:
    """Return the bytes of the page for this status, with the headers that every page has."""
    head: list[str] = []
    environ = {
        REFUSED: int(status),
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "https",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.input": io.BytesIO(),
    }

    def start(line: str, headers: list[tuple[str, str]]) -> None:
        head.extend(
            [f"HTTP/1.1 {line}", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
        )

    body = b"".join(application(environ, start))
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body
