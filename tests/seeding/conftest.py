import pytest

from tests.support import database


@pytest.fixture(scope="module")
def demo(django_db_setup, _demo_template, worker, django_db_blocker):
    """The demonstration's caseload, for reading: what a test changes here, the next one sees."""
    with (
        django_db_blocker.unblock(),
        database.clone_of(_demo_template, f"{worker}_read") as name,
        database.connected_to(name),
    ):
        yield


@pytest.fixture(scope="module")
def emptied(django_db_setup, worker, django_db_blocker):
    """A database with the migrations only, connected on demand: ``with emptied(): …``."""
    with (
        django_db_blocker.unblock(),
        database.clone_of(database.migrated_template(), f"{worker}_again") as name,
    ):
        yield lambda: database.connected_to(name)
