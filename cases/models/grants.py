"""What the app's role may do in the database. The owner grants it anew after each migration.

The web server and the tests connect as a role that owns nothing: it reads and writes rows, but history, trail and moves
it can only add to (promise 6), and the schema it cannot touch.
"""

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections, transaction

from cases.models import erasing_sql, policies
from cases.models.partitions import MONTHS_AHEAD, SHUT_PARTITIONS_SQL

# Beside every event table of the history.
APPEND_ONLY = (
    "AccessChange",
    "AuditEvent",
    "AuditSeal",
    "ExportDestruction",
    "ExportOpening",
    "NumberedExport",
    "TransferMove",
)
READ_ONLY = ("django_migrations",)
# Rules and histories are kept by triggers. They work with the owner's rights: a rule has to see the rows of all offices,
# and nobody else has to be able to write a history. One that asks who calls it, and reads no table, is left as it is.
TRIGGERS_OF_OWNER = """
DO $$
DECLARE kept regprocedure;
BEGIN
    FOR kept IN SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype
          AND proowner = current_user::regrole AND NOT prosecdef AND strpos(prosrc, 'session_user') = 0
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', kept);
    END LOOP;
END $$
"""


def grant_to_app_role(using):
    """Make the cache's table and grant the app's role what it needs, in the database of this alias.

    Does nothing when we are connected as that role itself. Raises ImproperlyConfigured when the role does not exist.
    """
    connection = connections[using]
    role = settings.DATABASE_APP_ROLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        current, exists = cursor.fetchone()
    if current == role:
        return
    if not exists:
        raise ImproperlyConfigured(
            f"The database has no role {role}: create it with LOGIN and no further rights, or set DATABASE_APP_ROLE."
        )
    call_command("createcachetable", database=using, verbosity=0)
    quoted = connection.ops.quote_name(role)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in (*_statements(connection, role), *policies.statements(tables, quoted)):
            cursor.execute(statement)


def append_only_tables():
    """Return the tables that the app's role can add to but never change, sorted."""
    models = [model for model in apps.get_models() if _is_event(model)]
    models += [apps.get_model("cases", name) for name in APPEND_ONLY]
    return sorted({model._meta.db_table for model in models})


def _is_event(model):
    return issubclass(model, pghistory.models.Event) and model._meta.managed and not model._meta.proxy


def _statements(connection, role):
    quote = connection.ops.quote_name
    role = quote(role)
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table in append_only_tables():
        yield f"REVOKE UPDATE, DELETE ON {quote(table)} FROM {role}"
    for table in READ_ONLY:
        yield f"REVOKE INSERT, UPDATE, DELETE ON {quote(table)} FROM {role}"
    yield SHUT_PARTITIONS_SQL.format(role=role, ahead=MONTHS_AHEAD)
    # Who and why is noted by a function that updates its row within a request. It works with the owner's rights, so
    # that the app's role needs none on the table.
    context = quote(pghistory.models.Context._meta.db_table)
    yield f"REVOKE INSERT, UPDATE, DELETE ON {context} FROM {role}"
    yield from erasing_sql.functions()
    for signature in (
        f"{erasing_sql.REACH}(bigint)",
        f"{erasing_sql.COUNT}(bigint)",
        f"{erasing_sql.NAME}(bigint, bigint)",
    ):
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {signature} TO {role}"
    yield "ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = public, pg_temp"
    yield TRIGGERS_OF_OWNER
