"""Dumps of the database of a test, made and restored by PostgreSQL's own programs."""

import base64
import subprocess
from contextlib import contextmanager

from django.db import connections

from repatriation.devdb import OWNER_ROLE, PORT
from repatriation.devdb_programs import programs, system_user
from repatriation.settings_test import TEST_CLUSTER
from tests.support import database

# What docs/deploy.md leaves out of ordinary dumps.
WITHOUT_KEYS = ("--exclude-table-data=cases_childkey", "--exclude-table-data=cases_indexsecret")


def dump_of_database(file, *more):
    """Write a plain dump of the database that Django is connected to into ``file``; returns its bytes."""
    _run("pg_dump", "--no-owner", "--file", str(file), *more, name=connections.settings["default"]["NAME"])
    return file.read_bytes()


@contextmanager
def restored(file, label):
    """Connect Django to a new database with what ``file`` holds, and back."""
    with database.clone_of("template1", label) as name:
        _run("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", str(file), name=name)
        with database.connected_to(name):
            yield


def forms_of(text):
    """``text`` as bytes in every way in which a dump may write it: plain, escaped, in hexadecimal and in base64."""
    plain = text.encode()
    forms = {plain, plain.hex().encode(), plain.hex().upper().encode(), text.encode("utf-16-le")}
    forms |= {text.encode("unicode_escape"), "".join(f"\\{byte:03o}" for byte in plain).encode()}
    # Base64 writes the same text in three ways, by where it begins; its ends depend on what stands beside it.
    forms |= {
        base64.b64encode(b"x" * start + plain)[(start * 4 + 2) // 3 :].rstrip(b"=")[1:-1]
        for start in range(3)
    }
    return {form for form in forms if len(form) > 3}


def _run(program, *arguments, name):
    folder = programs(system_user(TEST_CLUSTER.data))
    done = subprocess.run(
        [
            *(str(folder / program), "--host", str(TEST_CLUSTER.socket_folder), "--port", str(PORT)),
            *("--username", OWNER_ROLE, "--dbname", name, *arguments),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
