"""A durable database of its own with the world of the guards in it, and the web server as a deployment runs it."""

import os
import signal
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import connections, transaction
from django.test import Client, override_settings
from django.urls import reverse

from cases.models import Place, RegistrationDraft
from repatriation import env
from repatriation.devdb import APP_ROLE, OWNER_ROLE, SUPERUSER
from repatriation.devdb_process import server_pid
from repatriation.devdb_programs import programs
from repatriation.settings_test import TEST_CLUSTER
from tests.guards.sending import fill
from tests.guards.world import make_world
from tests.intake.walking import family
from tests.support import database
from tests.support.server import HOST, headers_of, post, production_server, request, status_of

WORLD, ROUND = "kill_world", "kill_round"
CSRF = "a" * 32
PATIENCE = 60
# Nobody is signed out, or asked once more, because the rounds take long.
LONG = {"SESSION_IDLE_MINUTES": "600", "SESSION_FRESH_MINUTES": "600"}


@dataclass(frozen=True)
class Path:
    """One way of writing: the form of an address, filled in by somebody who may."""

    name: str
    address: str
    session: str
    body: str

    def raw(self):
        """The bytes of the request; always the same form."""
        return post(self.address, self.body.encode(), more=(self._cookies, f"Origin: https://{HOST}"))

    def page(self):
        """The bytes that open the start page of the same person."""
        return request("GET / HTTP/1.1", self._cookies)

    @property
    def _cookies(self):
        return f"Cookie: __Host-session={self.session}; __Host-csrf={CSRF}"


class House:
    """The cluster, the database of the round and the server. Every process of it is known by its id."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.server = None
        self.paths = {}

    def build(self, names):
        """Make the world once, open and fill the forms of these names, and begin the first round."""
        self.cluster.start()
        self._copy_template()
        with connected_to(self.cluster, WORLD), override_settings(SESSION_IDLE_MINUTES=600):
            with transaction.atomic():
                world = make_world(Client())
                place = world.targets["place"][0].kwargs["public_id"]
                _register_a_family_of_four(place)
            self.paths = {name: _path(name, world) for name in names}
        self.restore()

    def _copy_template(self):
        template = database.migrated_template()
        self._run(OWNER_ROLE, f"CREATE DATABASE {WORLD}")
        folder = programs(None)
        dump = subprocess.Popen([folder / "pg_dump", *_at(TEST_CLUSTER, template)], stdout=subprocess.PIPE)
        load = [
            folder / "psql",
            *_at(self.cluster, WORLD),
            "--quiet",
            "--output=/dev/null",
            "--set=ON_ERROR_STOP=1",
        ]
        subprocess.run(load, stdin=dump.stdout, check=True)
        assert dump.wait() == 0

    def restore(self):
        """The database of the round is the world again, whoever was connected."""
        self._run(SUPERUSER, f"DROP DATABASE IF EXISTS {ROUND} WITH (FORCE)")
        self._run(
            SUPERUSER, f"CREATE DATABASE {ROUND} TEMPLATE {WORLD} STRATEGY file_copy OWNER {OWNER_ROLE}"
        )

    def _run(self, role, statement):
        with closing(self.cluster.connect(role, "postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    @contextmanager
    def served(self):
        """Run gunicorn with one worker for the whole of the rounds."""
        keys = {"SECRET_KEY": settings.SECRET_KEY, "FIELD_KEY": env.read().field_key}
        with production_server(self.cluster, ROUND, **keys, **LONG) as self.server:
            yield self

    def recovers(self, path):
        """The same server shows pages again, without being started anew."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.server.ask(path.page())
            if answer and status_of(answer) in (200, 302):
                return True
            time.sleep(0.05)
        return False

    def settled(self):
        """Wait until no request of the app is in the middle of anything."""
        asked = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = %s AND state <> 'idle'"
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with (
                closing(self.cluster.connect(SUPERUSER, "postgres")) as connection,
                connection.cursor() as cursor,
            ):
                cursor.execute(asked, [ROUND, APP_ROLE])
                if cursor.fetchone()[0] == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("a request does not end")

    def kill_worker(self):
        """End the web worker as a lack of memory would."""
        for pid in children_of(self.server.pid):
            os.kill(pid, signal.SIGKILL)

    def kill_database(self):
        """End the whole database as a power cut would."""
        postmaster = server_pid(self.cluster.data)
        for pid in (postmaster, *children_of(postmaster)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def says_away(self):
        """Whether the site says for now that its database is away, and when to come again."""
        answer = self.server.ask(request("GET /readyz HTTP/1.1"))
        return status_of(answer) == 503 and int(headers_of(answer)["retry-after"]) > 0


def children_of(pid):
    """The ids of the processes that this one started."""
    found = subprocess.run(
        ["/bin/ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in found.stdout.split()]


def _at(cluster, name):
    return [f"--host={cluster.socket_folder}", f"--username={SUPERUSER}", f"--dbname={name}"]


def _register_a_family_of_four(place):
    answers = family(Place.objects.get(public_id=place))
    typed = {
        step: {"typed": {name: _list(text) for name, text in said.items()}, "version": 1, "page": ""}
        for step, said in answers.items()
    }
    RegistrationDraft.objects.filter(discarded_at=None).update(answers=typed)


def _list(text):
    return text if isinstance(text, list) else [text]


def _path(name, world):
    cell, sent = fill(name, world)
    typed = [
        (key, text) for key, text in parse_qsl(sent, keep_blank_values=True) if key != "csrfmiddlewaretoken"
    ]
    return Path(
        name=name,
        address=reverse(name, kwargs=cell.target.kwargs),
        session=world.clients[cell.role].cookies[settings.SESSION_COOKIE_NAME].value,
        body=urlencode([("csrfmiddlewaretoken", CSRF), *typed]),
    )


@contextmanager
def connected_to(cluster, name):
    described = connections.settings["default"]
    before = dict(described)
    connections.close_all()
    described |= {"HOST": str(cluster.socket_folder), "NAME": name}
    try:
        yield
    finally:
        connections.close_all()
        described |= before
