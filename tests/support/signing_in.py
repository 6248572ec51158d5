"""Signing in as a person does, for tests: passphrase, then code, from some network address."""

from tests.people import SEED
from tests.support.codes import code_of

PASSPHRASE = "violet kettle under marble"  # noqa: S105
SIGN_IN, SECOND = "/accounts/login/", "/accounts/2fa/authenticate/"


def with_passphrase(user):
    """Give ``user`` the passphrase; returns the user."""
    user.set_password(PASSPHRASE)
    user.save()
    return user


def gives_passphrase(client, email, passphrase=PASSPHRASE, **headers):
    """Send the first page; ``headers`` are those of the test client."""
    return client.post(SIGN_IN, {"login": email, "password": passphrase}, **headers)


def signs_in(client, user, *, code="", passphrase=PASSPHRASE, next_page=""):
    """Both pages, with what the app of the cast shows or another ``code``; returns the last answer."""
    client.post(SIGN_IN, {"login": user.email, "password": passphrase, "next": next_page})
    return client.post(SECOND, {"code": code or code_of(SEED)})
