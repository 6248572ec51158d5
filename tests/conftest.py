"""Fixtures of all tests: the database of the app's role, the live site, the browser."""

import gc

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import expect

from tests.people import (  # noqa: F401
    administrator,
    caseworker,
    coordinator,
    office_north,
    office_west,
    officer,
    official,
    other_caseworker,
    supervisor,
)
from tests.support import browser, database, live, sight

# How long an example takes says something of the machine, not of the code.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_collection_finish():
    """What was loaded stays until the end: looking through it again and again for garbage took a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def worker(request):
    """The name of this worker among the parallel ones."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(scope="session", autouse=True)
def _sight_of_tests():
    """What the code of a test sees behind the second wall, on the databases of journeys too."""
    with sight.of_tests():
        yield


@pytest.fixture(autouse=True)
def _sight_of_this_test():
    sight.of_a_new_test()


@pytest.fixture(scope="session")
def django_db_setup(worker, django_test_environment, django_db_blocker):
    """Give this worker a clone of the migrated template, connected as the app's role, which owns nothing."""
    with django_db_blocker.unblock():
        template = database.migrated_template()
        database.drop_leftovers()
        with database.clone_of(template, worker) as name, database.connected_to(name):
            tables = database.tables_to_empty()
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: database.empty(tables))
                yield


@pytest.fixture
def owner_cursor(db):
    """A cursor of the role that owns the tables, for tests of what the app's role may not do."""
    connection = database.owner_connection()
    with connection.cursor() as cursor:
        yield cursor
    connection.close()


@pytest.fixture(scope="session")
def _server(django_test_environment):
    thread = live.start_server()
    yield thread
    thread.terminate()


@pytest.fixture(scope="session")
def _demo_template(django_db_blocker):
    with django_db_blocker.unblock():
        return database.demo_template()


@pytest.fixture
def live_app(_server, _demo_template, worker, django_db_blocker, settings):
    """The live demonstration on a caseload of its own, as the app's role; the test may query the same database."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    with (
        django_db_blocker.unblock(),
        database.clone_of(_demo_template, f"{worker}_live") as name,
        database.connected_to(name),
    ):
        yield live.LiveApp(url=f"http://{_server.host}:{_server.port}")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """How playwright starts the browser; read by its plugin."""
    return browser.launch_arguments()


@pytest.fixture
def browser_context_args(live_app):
    """Pages are named by their path alone; read by playwright's plugin. Tests widen it by `indirect` or by their own."""
    return {"base_url": live_app.url, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture
def browser_page(page):
    """A page of the browser at the live demonstration. The test fails on broken policy, failing script or any 5xx."""
    expect.set_options(timeout=20_000)  # a busy machine is no fault of a page
    trouble = browser.Trouble()
    trouble.watch(page)
    yield page
    assert trouble.seen == []
