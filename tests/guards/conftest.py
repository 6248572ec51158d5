"""The world that the guards walk through: made once for all of them, in a database of its own."""

import time

import pytest
from django.db import transaction
from django.test import Client

from cases.models import Office
from repatriation.sessions import USED_AT
from tests.guards.beside import RESTRICTED
from tests.guards.world import make_world
from tests.support import database


@pytest.fixture(scope="session")
def _world_database(django_db_setup, django_db_blocker, worker):
    """The name of the database that holds the world, and the ``World``; no test leaves anything in it."""
    template = database.migrated_template()
    with django_db_blocker.unblock(), database.clone_of(template, f"{worker}_world") as name:
        with database.connected_to(name), transaction.atomic():
            made = make_world(Client())
            _add_what_forms_choose_from(made)
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
    """However long the tests before this one took, nobody was idle: what they noted of it was undone with the rest."""
    for role, client in made.clients.items():
        if role != "anonymous":
            session = client.session
            session[USED_AT] = time.time()
            session.save()


def _add_what_forms_choose_from(made):
    """An office beside the two, at each of them somebody beside the one who keeps its cases, and what the other has."""
    third = Office.objects.create(name="Office South", country_id="IQ")
    for office, holder, worker, head in (
        (RESTRICTED, "caseworker", "colleague", "supervisor"),
        ("North", "caseworker", "colleague", "supervisor"),
        ("West", "stranger", "stranger", "stranger"),
    ):
        people = {"holder": holder, "worker": worker, "head": head}
        made.rows[office] |= {"third": third} | {word: made.users[role] for word, role in people.items()}
    for office, other in (("North", "West"), ("West", "North"), (RESTRICTED, "West")):
        made.rows[office] |= {
            "elsewhere": made.rows[other]["office"],
            "number_elsewhere": made.rows[other]["other"].case_number,
        }
