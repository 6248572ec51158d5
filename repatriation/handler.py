"""How a request is read: as UTF-8, whatever it says of itself."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from repatriation.bodies import REFUSED


class Utf8Request(WSGIRequest):
    """A request that does not choose its own encoding.

    Django decodes with any codec that a Content-Type names. Some of them fail before the first middleware could
    answer, and some give characters that PostgreSQL cannot store (promise 18). `middleware.Readable` refuses them, and an
    address that is not in UTF-8.
    """

    def __init__(self, environ):
        # Looked at here: Django writes into `environ` what it makes of a broken address.
        try:
            environ.get("PATH_INFO", "").encode("latin-1").decode()
        except UnicodeDecodeError:
            environ.setdefault(REFUSED, 400)
        super().__init__(environ)

    @WSGIRequest.encoding.setter
    def encoding(self, named):
        """Leave the encoding at the default, UTF-8."""


class Handler(WSGIHandler):
    """Django's own, with requests that are read as UTF-8."""

    request_class = Utf8Request
