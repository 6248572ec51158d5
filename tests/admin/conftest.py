import pytest

from cases.models import User
from tests.people import client_of, with_second_factor


@pytest.fixture
def superuser(db):
    """A superuser without a role."""
    return with_second_factor(
        User.objects.create_superuser(email="root@example.org", full_name="Root Keeper")
    )


@pytest.fixture
def keeper(superuser):
    """A browser in which the superuser is signed in."""
    return client_of(superuser)
