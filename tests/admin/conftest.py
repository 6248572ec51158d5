import pytest

from cases.models import User
from tests.people import client_of, with_second_factor


@pytest.fixture
def superuser(db):
    """A superuser without a role."""
    return with_second_factor(
        User.objects.create_superuser(email="root@example.org", full_name="Root Keeper")
    )


WHY = "A merge left two rows that have to be looked at."


@pytest.fixture
def keeper(superuser):
    """A browser in which the superuser is signed in and has said why records of persons are read."""
    client = client_of(superuser)
    client.post("/admin/reason/", {"reason": WHY})
    return client
