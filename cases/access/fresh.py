"""Showing once more that it is you: asked before anything is changed that opens the register to somebody."""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings

from cases.access.second_factor import came_by_button


def is_fresh(request):
    """Whether whoever is signed in gave a passphrase or a second factor within ``ACCOUNT_REAUTHENTICATION_TIMEOUT``.

    In a demonstration its button stands in for that too.
    """
    if came_by_button(request):
        return True
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(given["at"] > since for given in get_authentication_records(request, request.user))


def freshly_signed_in(view):
    """Let the view run for whoever showed within the last minutes that it is them.

    Everybody else is led to where that is done and back to this step; what was sent stands in its form again and is not
    saved before it is sent anew. Put it below ``requires``: who may not do it is refused first.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return checked
