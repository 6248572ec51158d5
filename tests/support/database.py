"""Databases of the tests: a template built once by the owner, and a clone of it for each worker.

Tests connect as the app's role. A template is named after what it was built from, so it is built again only when that
changes. Several test runs on one machine do not disturb one another: a clone's name holds the process that made it.
"""

import contextlib
import datetime
import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connections
from psycopg2 import sql

from repatriation.devdb import OWNER_ROLE, SUPERUSER
from repatriation.settings_test import TEST_CLUSTER

ROOT = Path(__file__).resolve().parent.parent.parent
# What the empty template is made of, and what the filled one is made of beside.
MIGRATED_FROM = ("cases/migrations/*.py", "cases/models/*.py", "requirements.txt")
SEEDED_FROM = ("cases/**/*.py", "cases/**/*.csv", "cases/**/*.json")
HISTORY_SUFFIX = "event"
KEPT_TEMPLATES = 3


def migrated_template():
    """Return the name of a database with every migration applied, built when there is none yet."""
    name = f"template_{_digest(MIGRATED_FROM)}"
    with _one_at_a_time("migrated"):
        if not _exists(name):
            _drop_old("template_")
            _build(name, source="template1", role="owner", command=["migrate", "--verbosity=0"])
    return name


def demo_template():
    """Return the name of a database that holds the demonstration's caseload, built when there is none yet."""
    source = migrated_template()
    name = f"demo_{_digest(MIGRATED_FROM + SEEDED_FROM, datetime.date.today().isoformat())}"
    with _one_at_a_time("demo"):
        if not _exists(name):
            _drop_old("demo_")
            _build(name, source=source, role="app", command=["seed", "--scenario", "demo"])
    return name


@contextmanager
def clone_of(template, label):
    """Give the name of a new database like the template; drop it afterwards, whoever is still connected."""
    name = f"test_{os.getpid()}_{label}"
    _as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _as_owner("CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield name
    finally:
        _as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def connected_to(name):
    """Point Django's default connection, of all threads, to this database; put it back afterwards."""
    described = connections.settings["default"]
    before = described["NAME"]
    connections.close_all()
    described["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        described["NAME"] = before


def owner_connection():
    """Open a connection of the owner to the database that Django is connected to now."""
    return TEST_CLUSTER.connect(OWNER_ROLE, connections.settings["default"]["NAME"])


def tables_to_empty():
    """Return the tables that hold nothing right after the migrations, and those of the history; sorted.

    What migrations fill (countries, content types, permissions) is reference data and stays between tests.
    """
    with closing(owner_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        for name in list(names):
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name)))
            if cursor.fetchone()[0] and not name.endswith(HISTORY_SUFFIX):
                names.remove(name)
    return names


def empty(tables):
    """Empty these tables without asking their triggers, which keep history and refuse its removal.

    Only the superuser of the tests' own cluster may. Deleting the few rows of a test is much faster than TRUNCATE, which
    makes every table's files anew.
    """
    statements = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables)
    name = connections.settings["default"]["NAME"]
    with (
        closing(TEST_CLUSTER.connect(SUPERUSER, name)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL lock_timeout = '20s'; SET LOCAL session_replication_role = replica")
        cursor.execute(statements)


def drop_leftovers():
    """Drop the clones of test runs that were killed."""
    with _one_at_a_time("migrated"):
        with (
            closing(TEST_CLUSTER.connect(OWNER_ROLE, "postgres")) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'")
            names = [name for (name,) in cursor.fetchall()]
        for name in names:
            if not _lives(int(name.split("_")[1])):
                _as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def stop_if_unused():
    """Stop the tests' cluster, unless another run is at work on it. Called after `make test`."""
    if not TEST_CLUSTER.is_running():
        return
    with closing(TEST_CLUSTER.connect(SUPERUSER, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        others = cursor.fetchone()[0]
    if not others:
        TEST_CLUSTER.stop()


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _digest(patterns, *words):
    digest = hashlib.sha256(repr(words).encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time(label):
    TEST_CLUSTER.start()
    with (TEST_CLUSTER.folder / f"{label}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _exists(name):
    with closing(TEST_CLUSTER.connect(OWNER_ROLE, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop_old(prefix):
    """Drop the templates of older code; the latest few stay, another run may be cloning them."""
    with closing(TEST_CLUSTER.connect(OWNER_ROLE, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC OFFSET %s",
            [prefix, KEPT_TEMPLATES],
        )
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        with contextlib.suppress(psycopg2.errors.ObjectInUse):
            _as_superuser("DROP DATABASE IF EXISTS {}", name)


def _build(name, source, role, command):
    """Make a database under a passing name, fill it by a command, and only then give it its name."""
    passing = f"{name}_new"
    _as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", passing)
    _as_owner("CREATE DATABASE {} TEMPLATE {}", passing, source)
    settings = {"DJANGO_SETTINGS_MODULE": "repatriation.settings_test", "TEST_DATABASE": passing}
    limits = {"DATABASE_ROLE": role, "STATEMENT_SECONDS": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "django", *command],
        cwd=ROOT,
        env={**os.environ, **settings, **limits, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"The tests' database was not built ({' '.join(command)}):\n{done.stdout}{done.stderr}"
        )
    _as_owner("ALTER DATABASE {} RENAME TO {}", passing, name)


def _as_owner(statement, *names):
    _execute(OWNER_ROLE, statement, names)


def _as_superuser(statement, *names):
    """Only the superuser may end the sessions of both roles, which dropping a database needs."""
    _execute(SUPERUSER, statement, names)


def _execute(role, statement, names):
    with closing(TEST_CLUSTER.connect(role, "postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


if __name__ == "__main__":
    if sys.argv[1:] == ["build"]:
        demo_template()
    else:
        stop_if_unused()
