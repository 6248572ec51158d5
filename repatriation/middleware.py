"""Middleware of the deployment: health answers, the answer when the database is away, headers of every page."""

import logging
from itertools import chain
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from repatriation.bodies import LARGEST, REFUSED

RETRY_SECONDS = 10
READY_QUERY = "SELECT 1 FROM django_migrations LIMIT 1"
# What PostgreSQL says of itself: connection lost (08), shutting down or starting (57P), too many connections (53).
AWAY_CODES = ("08", "57P", "53")
# A lock that stayed taken (55P03), two that waited for each other (40P01): somebody else was quicker.
LOCKED_CODES = ("55P03", "40P01")
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
METHODS = ("GET", "HEAD", "POST")
REPLACEMENT = "\ufffd"

log = logging.getLogger(__name__)


class Responses:
    """Add the headers that every page has: nothing is stored outside, nothing is embedded elsewhere (promise 12)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response with its headers; a view's own Cache-Control stays."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class Readable:
    """Keep from the rest what it could not read, and no browser sends (promise 18).

    What says that it is in another encoding than UTF-8 is refused (400): it would be read wrongly. So is what claims to be
    UTF-8 and is not, and an address with a NUL. What is too long is refused unread (413), a method that no page takes
    at once (405). A cookie with a NUL is as good as none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the rest, or the page that refuses; raise ``BadRequest`` for what cannot be read."""
        # A refusal comes before anybody asked for the language, and this thread may still have somebody else's.
        translation.activate(translation.get_language_from_request(request))
        status = request.environ.get(REFUSED) or (413 if _said_length(request) > LARGEST else None)
        if status:
            return _refusal(status)
        if request.method not in METHODS:
            return _refusal(405, headers={"Allow": ", ".join(METHODS)})
        _refuse_unreadable(request)
        request.COOKIES = {name: text for name, text in request.COOKIES.items() if "\0" not in text}
        return self.get_response(request)


def _said_length(request):
    said = request.headers.get("content-length") or ""
    return int(said[:20]) if said.isdigit() else 0


def _refusal(status, headers=None):
    # A method that no page takes may be anything; pages of other statuses have a text of their own or that of 400.
    page = f"{status}.html" if status in (405, 413, 500) else "400.html"
    return HttpResponse(render_to_string(page), status=status, headers=headers)


def _refuse_unreadable(request):
    if request.content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise BadRequest("Something was sent in another encoding than UTF-8.")
    query = unquote_to_bytes(request.META.get("QUERY_STRING", ""))
    if "\0" in request.path or b"\0" in query:
        raise BadRequest("An address holds a NUL.")
    if not _is_utf8(query):
        raise BadRequest("An address is not in UTF-8.")
    if request.method == "POST" and not _is_readable_form(request):
        raise BadRequest("A form is not in UTF-8.")


def _is_utf8(text):
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_readable_form(request):
    body, fields = request.body, request.POST  # in this order: what is read as a form cannot be read again
    if request.content_type == "application/x-www-form-urlencoded":
        return _is_utf8(unquote_to_bytes(body))
    # Beside files, which are in no encoding: reading may not have put in more marks of replacement than were sent.
    read = "\n".join(chain.from_iterable([name, *values] for name, values in fields.lists()))
    return read.count(REPLACEMENT) <= body.count(REPLACEMENT.encode())


class Health:
    """Answer /livez (the process runs) and /readyz (the database answers too) before anything else is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the health answer, or the response of the rest."""
        if request.path == "/livez":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            return self._readiness()
        return self.get_response(request)

    def _readiness(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute(READY_QUERY)
        except Exception as error:  # whatever the reason, the answer is the same: not ready
            log.warning("Not ready: %s", type(error).__name__)
            connection.close()
            return _with_retry(HttpResponse("database away", status=503, content_type="text/plain"))
        return HttpResponse("ok", content_type="text/plain")


class DatabaseAway:
    """Answer 503 with Retry-After where a view met a lost database, and recover without a restart (promise 17).

    A lock that stays taken for five seconds is a conflict with somebody else's work: 409, and nothing was kept.

    Where middleware meets it (the session, who is signed in), Django asks `errors.server_error` instead.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the 503 page for a lost database, the 409 page for a lock that stayed taken; others go their way."""
        if is_locked(exception):
            log.warning("A lock stayed taken.")
            return HttpResponse(render_to_string("409.html", request=request), status=409)
        return database_away_page(exception) if is_away(exception) else None


class WrongMethod:
    """Show a page where a view refuses the method of a request; Django's own answer is empty."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response; an empty 405 becomes the page 405.html."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response


def is_away(error):
    """Tell a lost or refused connection from errors of a statement (a timeout, a deadlock), which stay 500s."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code.startswith(AWAY_CODES)


def is_locked(error):
    """Tell whether a statement gave up because of a lock, so that nothing of it was kept."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in LOCKED_CODES


def database_away_page(error):
    """Return the 503 page, and let go of the connection, so that the next request opens a new one."""
    log.error("The database is away: %s", type(error).__name__)
    connection.close()
    return _with_retry(HttpResponse(render_to_string("503.html"), status=503))


def _with_retry(response):
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
