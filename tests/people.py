"""The cast: one person per role, and a colleague of another office."""

import datetime

import pytest
from django.test import Client

from cases.enums import OfficeKind, Role
from cases.models import Membership, Office, User

JOINED = datetime.date(2019, 1, 1)


def make_user(name, role, *, office=None, state=None):
    """A user with one current membership; nobody has a password."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email=email, full_name=name)
    Membership.objects.create(user=user, role=role, office=office, state_id=state, from_date=JOINED)
    return user


def client_of(user):
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend="cases.access.backend.MembershipBackend")
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
