"""The real web server in production mode, on a free port of this machine, and clients that say to it what they like."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from cases.crypto import new_mac_key, new_master_key
from repatriation.devdb import APP_ROLE

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "register.example.org"
PATIENCE = 60  # seconds, after which a test fails instead of waiting for an answer
UNSET = ("DEBUG", "DEMO", "DATABASE_ROLE", "DATABASE_OWNER_URL", "TEST_DATABASE", "DJANGO_ALLOW_ASYNC_UNSAFE")


@dataclass(frozen=True)
class Server:
    """A running server, known by its port and the id of its process."""

    port: int
    pid: int = 0

    def connect(self):
        """Return a connection that gives up after ``PATIENCE``."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, raw):
        """Send these bytes, nothing more, and return everything that is answered."""
        with self.connect() as client:
            with contextlib.suppress(ConnectionError):  # answered before everything was sent
                client.sendall(raw)
                client.shutdown(socket.SHUT_WR)
            return read_all(client)


def read_all(client):
    """Everything that this connection still says."""
    said = b""
    with contextlib.suppress(ConnectionError):
        while piece := client.recv(65536):
            said += piece
    return said


def request(line, *headers, body=b"", host=HOST):
    """The bytes of one request that came by HTTPS through the proxy; headers are text or bytes."""
    first = [
        line,
        f"Host: {host}",
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 192.0.2.1",
        "Connection: close",
    ]
    lines = [word if isinstance(word, bytes) else word.encode() for word in (*first, *headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def post(path, body, kind="application/x-www-form-urlencoded", more=()):
    """The bytes of one form; ``more`` are further headers."""
    line = f"POST {path} HTTP/1.1"
    return request(line, f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, body=body)


def status_of(answer):
    """The status of an answer."""
    return int(answer.split(b" ", 2)[1])


def headers_of(answer):
    """The headers of an answer by their names in small letters; the last of each."""
    lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): text for name, text in (line.split(": ", 1) for line in lines)}


@contextlib.contextmanager
def production_server(cluster, database, **settings):
    """Run gunicorn as a deployment does, with this database; ends it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment = kept | {
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": f"postgres://{APP_ROLE}@{quote(str(cluster.socket_folder), safe='')}/{database}",
        "DJANGO_SETTINGS_MODULE": "tests.support.production",
        "AUDIT_KEY": new_mac_key(),
        "FIELD_KEY": new_master_key(),
        "LOG_LEVEL": "ERROR",
        "PORT": str(port),
        "PROXIES": "1",
        "REPATRIATION_ENV_FILE": "",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "WEB_WORKERS": "1",
        **settings,
    }
    command = [sys.executable, "-m", "gunicorn", "--graceful-timeout=1"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait_for(process, port):
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=PATIENCE).close()
        except OSError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        else:
            return
    raise AssertionError(f"gunicorn ended with {process.returncode}")
