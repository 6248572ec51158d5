"""The cast of these tests beside the usual one."""

import pytest

from cases.enums import Role
from tests.people import make_user


@pytest.fixture
def colleague(office_north):
    return make_user("Karim Daoud", Role.CASEWORKER, office=office_north)
