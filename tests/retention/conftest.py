"""An office with two supervisors, and a closed file that is old enough to be due."""

import pytest

from cases.enums import Role
from tests.people import client_of, make_user
from tests.retention.making import closed_file


@pytest.fixture
def second(office_north):
    """Another supervisor of the office."""
    return make_user("Samira Qasim", Role.SUPERVISOR, office=office_north)


@pytest.fixture
def other_supervisor(office_west):
    return make_user("Salma Tahir", Role.SUPERVISOR, office=office_west)


@pytest.fixture
def head(supervisor):
    """A browser of the supervisor."""
    return client_of(supervisor)


@pytest.fixture
def due_file(office_north):
    """A file whose period is over: closed ten years ago, of somebody who has come of age long since."""
    return closed_file(
        office_north,
        person__birth_earliest="1990-01-01",
        person__birth_latest="1990-12-31",
        registered_date="2010-01-01",
    )
