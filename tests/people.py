"""The cast: one person per role, and a colleague of another office."""

import datetime
import time
from functools import cache

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from cases.access.second_factor import KEPT_AT, PROVED
from cases.enums import OfficeKind, Role
from cases.models import Membership, Office, User
from cases.vault import sealed_seed

JOINED = datetime.date(2019, 1, 1)
BACKEND = "cases.access.backend.MembershipBackend"
SEED = "JBSWY3DPEHPK3PXP"


@cache
def _factors():
    """What the rows of a second factor hold: sealed once, because nobody of the cast types a code."""
    return {
        Authenticator.Type.TOTP: {"secret": sealed_seed(SEED)},
        Authenticator.Type.RECOVERY_CODES: {"seed": sealed_seed("0" * 80), "used_mask": 0, KEPT_AT: 1},
    }


def with_second_factor(user):
    """Give ``user`` an authenticator app, and recovery codes that are kept; returns the user."""
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=kind, data=data) for kind, data in _factors().items()
    )
    return user


def make_user(name, role, *, office=None, state=None):
    """A user with one current membership and a second factor; nobody has a password."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email=email, full_name=name)
    Membership.objects.create(user=user, role=role, office=office, state_id=state, from_date=JOINED)
    return with_second_factor(user)


def sign_in(client, user):
    """Sign ``user`` in with both factors, as the door leaves the session of somebody who typed both."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[PROVED] = user.pk
    shows_it_once_more(session, user)
    session.save()


def shows_it_once_more(session, user, *, ago=0):
    """Leave a session as if ``user`` had given the passphrase in it, so many seconds ago."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)


def client_of(user):
    """A browser in which ``user`` is signed in."""
    client = Client()
    sign_in(client, user)
    return client


@pytest.fixture
def office_north(db):
    return Office.objects.create(name="Office North", kind=OfficeKind.NGO, country_id="IQ")


@pytest.fixture
def office_west(db):
    return Office.objects.create(name="Office West", kind=OfficeKind.NGO, country_id="IQ")


@pytest.fixture
def caseworker(office_north):
    return make_user("Layla Haddad", Role.CASEWORKER, office=office_north)


@pytest.fixture
def supervisor(office_north):
    return make_user("Omar Rashid", Role.SUPERVISOR, office=office_north)


@pytest.fixture
def other_caseworker(office_west):
    return make_user("Rana Aziz", Role.CASEWORKER, office=office_west)


@pytest.fixture
def official(db):
    return make_user("Daniyar Orozov", Role.OFFICIAL, state="TJ")


@pytest.fixture
def coordinator(db):
    return make_user("Nadia Ferrand", Role.COORDINATOR)


@pytest.fixture
def officer(db):
    return make_user("Ines Kallio", Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def administrator(db):
    return make_user("Pavel Sirota", Role.ADMINISTRATOR)
