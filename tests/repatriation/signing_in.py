"""Signing in as a person does, for tests: passphrase, then code, from some network address."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.people import SEED

PASSPHRASE = "violet kettle under marble"
PERIOD = 30
SIGN_IN, SECOND = "/accounts/login/", "/accounts/2fa/authenticate/"


def with_passphrase(user):
    """Give ``user`` the passphrase; returns the user."""
    user.set_password(PASSPHRASE)
    user.save()
    return user


def code_of(seed=SEED, periods=0):
    """What an app with this seed shows now, or some periods of 30 seconds from now; never in its last moments."""
    if (left := PERIOD - time.time() % PERIOD) < 2:
        time.sleep(left)
    return format_hotp_value(hotp_value(seed, int(time.time()) // PERIOD + periods))


def gives_passphrase(client, email, passphrase=PASSPHRASE, **headers):
    """Send the first page; ``headers`` are those of the test client."""
    return client.post(SIGN_IN, {"login": email, "password": passphrase}, **headers)


def signs_in(client, user, *, code="", passphrase=PASSPHRASE, next_page=""):
    """Both pages, with what the app of the cast shows or another ``code``; returns the last answer."""
    client.post(SIGN_IN, {"login": user.email, "password": passphrase, "next": next_page})
    return client.post(SECOND, {"code": code or code_of()})
