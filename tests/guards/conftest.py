"""The world that the guards walk through: made once for the tests of a file, in a database of its own."""

import pytest
from django.db import transaction
from django.test import Client

from tests.guards.world import make_world
from tests.support import database


@pytest.fixture(scope="module")
def _made_world(django_db_setup, django_db_blocker, worker):
    with (
        django_db_blocker.unblock(),
        database.clone_of(database.migrated_template(), f"{worker}_world") as name,
        database.connected_to(name),
    ):
        with transaction.atomic():
            made = make_world(Client())
        yield made


@pytest.fixture
def world(_made_world, db):
    """Two offices, every role and one row of each kind. What a test writes is undone; it changes no part of the world."""
    return _made_world
