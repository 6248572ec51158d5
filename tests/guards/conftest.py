"""The world that the guards walk through: made once for all of them, in a database of its own."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.test import Client

from repatriation.sessions import USED_AT
from tests.guards.world import make_world
from tests.support import database


@pytest.fixture(scope="session")
def _world_database(django_db_setup, django_db_blocker, worker):
    """The name of the database that holds the world, and the ``World``; no test leaves anything in it."""
    template = database.migrated_template()
    with django_db_blocker.unblock(), database.clone_of(template, f"{worker}_world") as name:
        with database.connected_to(name), transaction.atomic():
            made = make_world(Client())
        yield name, made


@pytest.fixture(scope="module")
def _made_world(_world_database, django_db_blocker):
    name, made = _world_database
    with django_db_blocker.unblock(), database.connected_to(name):
        yield made


@pytest.fixture
def world(_made_world, db):
    """Two offices, every role and one row of each kind. What a test writes is undone; it changes no part of the world."""
    _stay_signed_in(_made_world)
    return _made_world


def _stay_signed_in(made):
    """However long the tests before this one took, nobody was idle, and everybody has just shown who it is.

    What the tests noted of it was undone with the rest.
    """
    for role, client in made.clients.items():
        if role != "anonymous":
            session = client.session
            session[USED_AT] = time.time()
            for shown in session[AUTHENTICATION_METHODS_SESSION_KEY]:
                shown["at"] = time.time()
            session.save()
