"""Signing in again after a session ended by itself, and showing once more that it is you: back to the same page, and to
the form that was sent."""

import json
import time
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.components.forms import NOT_FRESH, SIGNED_OUT, WAITED
from cases.vault import read_waiting, sealed_to_wait
from repatriation.sessions import LEFT

HELD = "held"
HELD_HOURS = 1
# More than the longest form; whoever sends more has not typed it.
LONGEST_HELD = 100_000
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 # nosec B105


class SignInAgain(LoginRequiredMiddleware):
    """Lead whoever is not signed in to the door, and back from there; a form that was sent meanwhile waits."""

    def handle_no_permission(self, request, view_func):
        """Return the way to the door. What it leads back to is a page of this site, never what was typed."""
        left = request.session.left()
        is_held = bool(left) and _hold(request, view_func, left["user"])
        if left and not getattr(view_func, "in_background", False):
            messages.info(request, _what_happened(left, is_held))
        return redirect_to_login(_way_back(request, is_held), self.get_login_url(view_func))


class ShowItIsYou:
    """Lead whoever was let in too long ago for this step to where they show it once more; what was sent waits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the rest."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the way there; allauth would keep what was sent where anybody reads it who reads the database."""
        if not isinstance(exception, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        is_held = _hold(request, request.resolver_match.func, request.user.pk, why=NOT_FRESH)
        if is_held:
            messages.info(
                request, _("What you sent is not saved yet: it stands in its form again afterwards.")
            )
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return redirect_to_login(_way_back(request, is_held), way)


class SomebodyThere:
    """Put off the end of a session with each request that a person makes, and give back a form that waited."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the rest; a form that was led on from instead of shown does not wait any longer."""
        response = self.get_response(request)
        if getattr(request, "gave_back", False) and 300 <= response.status_code < 400:
            request.session.pop(HELD, None)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Look at who asks for what; never answers itself."""
        if not request.user.is_authenticated or getattr(view_func, "in_background", False):
            return
        session = request.session
        if session.used():
            # What administrators read of somebody who stays signed in.
            places = UserSession.objects.filter(session_key=session.session_key)
            places.update(last_seen_at=timezone.now())
        if LEFT in session:
            del session[LEFT]
        if HELD in session:
            _give_back(request)


def _what_happened(left, is_held):
    if left["idle"]:
        why = _("You were signed out after %(minutes)s minutes without activity.") % {
            "minutes": settings.SESSION_IDLE_MINUTES
        }
    else:
        why = _("You were signed out because a session ends after a working day.")
    if is_held:
        return _("%(why)s What you sent is not saved yet: sign in, and it stands in the form again.") % {
            "why": why
        }
    return _("%(why)s Sign in, and you are where you were.") % {"why": why}


def _way_back(request, is_held):
    if is_held or request.method in ("GET", "HEAD"):
        return request.get_full_path()
    # A button's own address is no page; the one on which it was pressed is.
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return request.get_full_path()
    return f"{page.path}?{page.query}" if page.query else page.path


def _hold(request, view_func, user, why=SIGNED_OUT):
    """Keep what was posted for the same person; tells whether there was anything to keep."""
    if request.method != "POST" or not _may_wait(view_func):
        return False
    typed = request.POST.copy()
    typed.pop(TOKEN, None)
    text = json.dumps(dict(typed.lists()))
    if not typed or len(text) > LONGEST_HELD:
        return False
    path = request.get_full_path()
    sealed = sealed_to_wait(text, _bound_to(user, path))
    request.session[HELD] = {"at": time.time(), "sealed": sealed, "why": why}
    return True


def _may_wait(view_func):
    # Not passwords and codes, which are asked for by others.
    is_ours = view_func.__module__.startswith("cases.") and not view_func.__module__.startswith("cases.admin")
    return is_ours and not any(getattr(view_func, mark, False) for mark in ("in_background", "nothing_typed"))


def _bound_to(user, path):
    return f"{HELD}:{user}:{path}"


def _give_back(request):
    """On the page of a form that waited: show it as it was typed, marked so that nothing is saved by this."""
    held = request.session[HELD]
    if held["at"] < time.time() - HELD_HOURS * 3600:
        del request.session[HELD]
        return
    typed = read_waiting(held["sealed"], _bound_to(request.user.pk, request.get_full_path()))
    if typed is None:
        return  # another page, or somebody else's
    if request.method == "POST":
        # The page itself sends it now.
        del request.session[HELD]
    elif request.method == "GET":
        data = QueryDict(mutable=True)
        for name, values in json.loads(typed).items():
            data.setlist(name, values)
        data[WAITED] = held.get("why", SIGNED_OUT)
        request.method, request.POST, request.gave_back = "POST", data, True
