"""A caseworker before the page, and a colleague who is given the cases."""

import pytest

from cases.enums import Role
from tests.people import client_of, make_user


@pytest.fixture
def colleague(office_north):
    return make_user("Karim Daoud", Role.CASEWORKER, office=office_north)


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)
