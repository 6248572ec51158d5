"""A live server of the demonstration, in a thread of the test."""

from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread


@dataclass(frozen=True)
class LiveApp:
    """The running site: `url` is its address without a slash at the end."""

    url: str


class _AsItIs(WSGIHandler):
    """The application without a wrapper for static files: whitenoise serves them, as in production."""

    def __init__(self, handler):
        super().__init__()


def start_server():
    """Start a server on a free port of this machine; return its thread, which the caller terminates."""
    thread = LiveServerThread("localhost", _AsItIs, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    return thread
