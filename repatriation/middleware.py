"""Middleware of the deployment: health answers, the answer when the database is away, headers of every page."""

import logging

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string

RETRY_SECONDS = 10
READY_QUERY = "SELECT 1 FROM django_migrations LIMIT 1"
# What PostgreSQL says of itself: connection lost (08), shutting down or starting (57P), too many connections (53).
AWAY_CODES = ("08", "57P", "53")

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
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


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
    """Answer 503 with Retry-After while the database is away, and recover without a restart (promise 17)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response, or the 503 page where middleware below met the lost database."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return self._answer(error)

    def process_exception(self, request, exception):
        """Return the 503 page where a view met the lost database; other exceptions go their way."""
        if isinstance(exception, (OperationalError, InterfaceError)) and is_away(exception):
            return self._answer(exception)
        return None

    def _answer(self, error):
        if not is_away(error):
            raise error
        log.error("The database is away: %s", type(error).__name__)
        connection.close()
        return _with_retry(HttpResponse(render_to_string("503.html"), status=503))


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
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code.startswith(AWAY_CODES)


def _with_retry(response):
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
