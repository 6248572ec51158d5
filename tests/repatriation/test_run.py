"""The one command: serves, tells of a lost database, recovers, and ends in good order."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from repatriation.devdb import DATABASE, Cluster
from repatriation.devdb_process import server_pid
from tests.support.server import headers_of, production_server, request, status_of

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The environment of a site of its own, on a free port. As development it needs no caseload.

    One for all tests here, because making a database takes longest; each leaves it as it would be found: stopped.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cluster = Cluster(tmp_path_factory.mktemp("site") / "devdb")
    foreign = {"DEMO", "DATABASE_URL", "DATABASE_ROLE", "STATEMENT_SECONDS"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    settings = {
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "repatriation.settings",
        "PORT": str(port),
        "REPATRIATION_DEVDB": str(cluster.folder),
        "REPATRIATION_ENV_FILE": "",
        "WEB_WORKERS": "1",
    }
    yield cluster, {**kept, **settings}
    cluster.reset()


@contextlib.contextmanager
def running(environment):
    process = subprocess.Popen(
        [sys.executable, "-m", "repatriation.run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert f"http://localhost:{environment['PORT']}" in process.stdout.readline()
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def status(environment, path):
    """Return the status code and the time to come back, if any."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=30) as response:
            return response.status, None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Retry-After"]


def again(environment, word):
    """Call the command once more beside the running one."""
    return subprocess.run(
        [sys.executable, "-m", "repatriation.run", word],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_serves_survives_a_lost_database_and_ends_in_good_order(site):
    cluster, environment = site
    with running(environment) as process:
        assert status(environment, "/accounts/login/") == (200, None)
        second = again(environment, "run")
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert "runs already" in second.stderr

        cluster.stop()
        assert status(environment, "/livez") == (200, None)
        code, retry = status(environment, "/readyz")
        assert code == 503
        assert int(retry) > 0
        cluster.start()
        assert status(environment, "/readyz") == (200, None)
        assert status(environment, "/accounts/login/") == (200, None)
        _survives_a_killed_database(cluster)
    assert process.returncode == 0
    assert not (cluster.folder / "web.pid").exists()


def _survives_a_killed_database(cluster):
    """Promise 17, as a deployment shows it: with a session, which is looked up before any view."""
    visit = request("GET / HTTP/1.1", "Cookie: __Host-session=abcdefghijklmnopqrstuvwxyz012345")
    with production_server(cluster, DATABASE) as server:
        assert status_of(server.ask(visit)) == 302
        os.kill(server_pid(cluster.data), signal.SIGKILL)
        for _ in range(3):  # the first meets a connection that broke, the next ones none at all
            answer = server.ask(visit)
            assert status_of(answer) == 503
            assert int(headers_of(answer)["retry-after"]) > 0
            assert b"<main" in answer
            assert b"Traceback" not in answer
        assert status_of(server.ask(request("GET /livez HTTP/1.1"))) == 200
        cluster.start()
        assert status_of(server.ask(visit)) == 302
        assert status_of(server.ask(request("GET /readyz HTTP/1.1"))) == 200


def test_ends_the_database_it_started_and_what_was_left_running(site):
    cluster, environment = site
    with running(environment):
        assert cluster.is_running()
    assert not cluster.is_running()
    assert "database system is shut down" in (cluster.folder / "log").read_text()
    with running(environment) as process:
        process.kill()
        process.wait()
        assert "runs already" in again(environment, "run").stderr
        stopped = again(environment, "stop").stdout.splitlines()
        assert stopped == ["The web server was stopped.", "The database was stopped."]
    assert not cluster.is_running()


def test_a_taken_port_is_told_with_another_to_try(site):
    _cluster, environment = site
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = again({**environment, "PORT": str(taken.getsockname()[1])}, "run")
    assert answer.returncode == 1
    assert "make run PORT=" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536"])
def test_a_port_that_is_none_is_refused(site, port):
    _cluster, environment = site
    answer = again({**environment, "PORT": port}, "run")
    assert (answer.returncode, answer.stderr) == (
        1,
        f"PORT={port} is no port: set a number from 1 to 65535.\n",
    )


def test_a_reset_leaves_nothing(site):
    cluster, environment = site
    cluster.start()
    assert again(environment, "reset").returncode == 0
    assert not cluster.folder.exists()
