"""Lockout: whoever tries too often waits, by account and by network address (promise 11).

allauth counts, in the cache that all workers share (``ACCOUNT_RATE_LIMITS``). Here stands what it leaves open: an answer
that says for how long and is the same for every address, the count by network address that only failures fill, and the
line in the trail.
"""

import math
import time
import unicodedata

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from cases.audit import record

ACCOUNT, FACTORS = "allauth.account", "allauth.mfa"
BY_ACCOUNT, BY_ADDRESS = "login_failed", "failed_from_address"
TOO_MANY = "too_many_login_attempts"
# The counts behind the pages where allauth refuses without saying which it was.
OF_PAGE = {
    "account_login": (ACCOUNT, "login"),
    "account_reset_password": (ACCOUNT, "reset_password"),
    "account_reset_password_from_key": (ACCOUNT, "reset_password_from_key"),
    "account_change_password": (ACCOUNT, "change_password"),
    "account_reauthenticate": (ACCOUNT, "reauthenticate"),
    "mfa_reauthenticate": (ACCOUNT, "reauthenticate"),
    "mfa_reauthenticate_webauthn": (ACCOUNT, "reauthenticate"),
    "mfa_login_webauthn": (FACTORS, "webauthn_login"),
}


def passphrase_key(email):
    """What the tries of a passphrase are counted by: what was typed, however it was written; known or not."""
    return f"passphrase:{unicodedata.normalize('NFKC', email).casefold().strip()}"


def code_key(user):
    """What the tries of a second factor are counted by; the name is allauth's."""
    return f"mfa-auth-user-{user.pk}"


def count_try(request):
    """Count a try by its network address; returns what takes the count back (``rollback``).

    Raises the answer for whoever has to wait.
    """
    tried = ratelimit.consume(request, app=ACCOUNT, action=BY_ADDRESS)
    if tried is None:
        raise shut(request, action=BY_ADDRESS)
    return tried


def forget(request, *, key):
    """End the count of an account: its owner came in."""
    ratelimit.clear(request, app=ACCOUNT, action=BY_ACCOUNT, key=key)


def failed(request, *, what, key):
    """Note in the trail that somebody did not get in. It keeps no address, only what tells one from another."""
    record.denied(by=_who(request), subject=f"sign-in:{what}", detail=_marks(request, key))


def shut(request, *, action, key="", app=ACCOUNT):
    """The answer for whoever has to wait, to be raised."""
    return ImmediateHttpResponse(_wait(request, app, action, key))


def too_many(request):
    """The answer where allauth itself refuses a page (its ``handler429``)."""
    app, action = OF_PAGE.get(request.resolver_match.view_name, (ACCOUNT, "login"))
    return _wait(request, app, action, request.POST.get("email", "").lower())


def _wait(request, app, action, key):
    seconds = max(math.ceil(_seconds_left(request, app, action, key)), 1)
    # Once for each time it shuts: whoever goes on knocking shall not fill the trail.
    marks = _marks(request, key)
    mark = marks.get("account", marks["address"])
    if cache.add(f"lockout.noted:{action}:{mark}", value=True, timeout=seconds):
        record.denied(by=_who(request), subject="sign-in:locked", detail={"count": action, **marks})
    response = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _seconds_left(request, app, action, key):
    """How long until another try is taken; 0 where that is now."""
    now, longest = time.time(), 0
    for rate in ratelimit.get_rates(app=app, action=action):
        if rate.per == "key" and not key:
            continue
        name = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key)
        tries = cache.get(name, [])  # the latest first
        if len(tries) >= rate.amount:
            longest = max(longest, tries[rate.amount - 1] + rate.duration - now)
    return longest


def _who(request):
    return request.user if request.user.is_authenticated else None


def _marks(request, key):
    texts = {"account": key, "address": ratelimit.get_ip(request)}
    return {
        name: salted_hmac("repatriation.lockout", text, algorithm="sha256").hexdigest()[:16]
        for name, text in texts.items()
        if text
    }
