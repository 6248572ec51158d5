"""The app's role owns nothing, and can only add to history, trail and moves."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from cases.models.grants import append_only_tables

pytestmark = pytest.mark.django_db


def value(question, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(question, arguments)
        return cursor.fetchone()[0]


def test_tests_connect_as_the_role_of_the_app(settings):
    assert value("SELECT current_user") == settings.DATABASE_APP_ROLE
    assert (
        value(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = current_user"
        )
        == 0
    )


def test_the_history_of_every_tracked_table_can_only_be_added_to():
    tables = append_only_tables()
    assert {
        "cases_childevent",
        "cases_personevent",
        "cases_auditevent",
        "cases_transfermove",
    } <= set(tables)
    for table in tables:
        for right, expected in (
            ("SELECT", True),
            ("INSERT", True),
            ("UPDATE", False),
            ("DELETE", False),
            ("TRUNCATE", False),
        ):
            assert value("SELECT has_table_privilege(%s, %s)", table, right) is expected, (table, right)


def test_the_context_of_the_history_is_written_by_its_function_alone():
    for right in ("INSERT", "UPDATE", "DELETE"):
        assert value("SELECT has_table_privilege('pghistory_context', %s)", right) is False


def test_every_other_table_of_the_app_can_be_written():
    kept = append_only_tables()
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    for table in {model._meta.db_table for model in models} - {*kept, "pghistory_context"}:
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            assert value("SELECT has_table_privilege(%s, %s)", table, right) is True, (table, right)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE cases_child",
        "ALTER TABLE cases_child DISABLE TRIGGER ALL",
        "DROP TABLE cases_auditevent",
        "CREATE TABLE mine (id int)",
        "UPDATE cases_auditevent SET detail = '{}'",
        "DELETE FROM cases_childevent",
        "SET session_replication_role = replica",
        "UPDATE django_migrations SET name = ''",
    ],
)
def test_the_database_refuses(statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_owner_may_what_the_app_may_not(owner_cursor):
    owner_cursor.execute("SELECT current_user, has_table_privilege('cases_child', 'TRUNCATE')")
    assert owner_cursor.fetchone() == ("repatriation_owner", True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_nothing_but_reference_data(turn):
    User = apps.get_model("cases", "User")
    assert User.objects.count() == 0
    User.objects.create_user("somebody@example.org", "Some Body")
    assert apps.get_model("contenttypes", "ContentType").objects.exists()
