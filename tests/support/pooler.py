"""pgbouncer before the tests' database: one connection to the server, lent to everybody for one transaction each."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connections

from repatriation.devdb import APP_ROLE
from repatriation.devdb import PORT as SERVER_PORT
from repatriation.devdb_programs import system_user
from repatriation.settings_test import TEST_CLUSTER

INSTALL = "No pgbouncer was found for the test of a pooler. Install one: `apt-get install pgbouncer` (Debian, Ubuntu)."
PORT = 6543
SETTINGS = """
[databases]
{database} = host={socket} port={server_port} dbname={database} user={role}
[pgbouncer]
pool_mode = transaction
default_pool_size = 1
auth_type = any
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
logfile = {folder}/log
pidfile = {folder}/pid
ignore_startup_parameters = extra_float_digits,options
"""


@contextmanager
def pooler():
    """Point Django's default connection, of all threads, to a pooler in transaction mode; gives what connects beside it."""
    described = connections.settings["default"]
    folder = Path(tempfile.mkdtemp(prefix="pool", dir="/tmp"))  # the address of a socket is short
    user = system_user(TEST_CLUSTER.data)
    process = _start(folder, described["NAME"], user)
    before = {name: described.get(name) for name in ("HOST", "PORT", "DISABLE_SERVER_SIDE_CURSORS")}
    connections.close_all()
    described.update(HOST=str(folder), PORT=PORT, DISABLE_SERVER_SIDE_CURSORS=True)
    try:
        yield lambda: psycopg2.connect(host=str(folder), port=PORT, user=APP_ROLE, dbname=described["NAME"])
    finally:
        connections.close_all()
        described.update(before)
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder)


def _start(folder, database, user):
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        SETTINGS.format(
            database=database,
            socket=TEST_CLUSTER.socket_folder,
            server_port=SERVER_PORT,
            role=APP_ROLE,
            port=PORT,
            folder=folder,
        )
    )
    as_user = {}
    if user is not None:  # it refuses to run as root
        os.chown(folder, user.uid, user.gid)
        settings.chmod(0o644)
        as_user = {"user": user.uid, "group": user.gid, "extra_groups": []}
    process = subprocess.Popen([_program(), "-q", str(settings)], stdin=subprocess.DEVNULL, **as_user)
    deadline = time.monotonic() + 20
    while not (folder / f".s.PGSQL.{PORT}").exists():
        assert process.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < deadline, "pgbouncer does not answer"
        time.sleep(0.05)
    return process


def _program():
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail(INSTALL, pytrace=False)
    if program is None:
        pytest.skip(INSTALL)
    return program
