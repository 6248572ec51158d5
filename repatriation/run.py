"""Everything between a clone and an open page: `make run`, `make stop` and `make reset` call this.

From a terminal: `python -m repatriation.run [run|stop|reset]`. It starts the embedded database, migrates as the owner,
loads the demonstration's caseload into an empty database, collects static files when they changed, and serves.
"""

import contextlib
import fcntl
import hashlib
import os
import signal
import socket
import subprocess  # nosec B404
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from repatriation import env
from repatriation.devdb import OWNER_ROLE, Cluster, DevDatabaseError
from repatriation.devdb_command import main
from repatriation.devdb_process import command_of

STATIC_STAMP = "stamp.txt"


class RunError(Exception):
    """The site cannot be run. The message is one sentence."""


def run() -> int:
    """Serve the site until Ctrl-C. Return the exit code."""
    if env.chooses_nothing():
        os.environ["DEMO"] = "1"
    settings = env.read()
    cluster = settings.embedded
    if cluster is None:
        raise RunError(
            "DATABASE_URL is set: this command is for the embedded database; use gunicorn as the Dockerfile does."
        )
    host, port = os.environ.get("HOST") or "127.0.0.1", _port()
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with Ctrl-C switched off
        signal.signal(number, _interrupt)
    with _alone(cluster), _database(cluster):
        _refuse_taken(host, port)
        _migrate(cluster)
        if settings.demo:
            _fill(cluster)
            _collect_static()
        return _serve(cluster, host, port, settings.demo)


@contextlib.contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    """Let one process at a time serve this folder."""
    cluster.folder.mkdir(parents=True, exist_ok=True)
    with (cluster.folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(
                "The site runs already; end it with Ctrl-C where it runs, or by `make stop`."
            ) from None
        pid = _web_pid(cluster)
        if pid is not None:
            raise RunError(f"The site runs already (process {pid}); `make stop` ends it.")
        yield


def _migrate(cluster: Cluster) -> None:
    """Migrate as the owner and bring the keys of names up to date, unless nothing changed since the last time."""
    stamp = cluster.folder / "migrated"
    sources = sorted(env.BASE_DIR.glob("cases/[mn]*/**/*.py"))
    wanted = _digest_of(env.BASE_DIR / "requirements.txt", *sources)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _manage("migrate", "--verbosity=0")
    _manage("rekey", "--verbosity=0")
    stamp.write_text(wanted)


def _fill(cluster: Cluster) -> None:
    """Load the demonstration's caseload into an empty database."""
    if _is_empty(cluster):
        print("Loading the demonstration's caseload …", flush=True)
        _manage("seed", "--scenario", "demo")


@contextlib.contextmanager
def _database(cluster: Cluster) -> Iterator[None]:
    """Run the database; at the end shut it down if it was this call that started it."""
    started = cluster.start()
    try:
        yield
    finally:
        if started:
            cluster.stop()


def _serve(cluster: Cluster, host: str, port: int, demo: bool) -> int:
    """Run gunicorn as the app's role and wait for its end."""
    command = [
        sys.executable, "-m", "gunicorn", f"--config={env.BASE_DIR / 'gunicorn.conf.py'}",
        f"--bind={host}:{port}", f"--pid={_pid_file(cluster)}", "--graceful-timeout=5",
    ]  # fmt: skip
    # In a session of its own: Ctrl-C is for us, and we end it once and in order.
    process = subprocess.Popen(command, cwd=env.BASE_DIR, start_new_session=True)  # noqa: S603 # nosec B603
    threading.Thread(target=_announce, args=(process, host, port, demo), daemon=True).start()
    try:
        return process.wait()
    except KeyboardInterrupt:
        print("\nEnding …", flush=True)
        process.send_signal(signal.SIGTERM)
        with _deaf():
            process.wait()
        return 0


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let a second Ctrl-C not interrupt the orderly end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _announce(process: "subprocess.Popen[bytes]", host: str, port: int, demo: bool) -> None:
    """Print the address as soon as the site answers."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/readyz", timeout=2):  # nosec B310
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    else:
        return
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104 # nosec B104
    kind = "The demonstration (generated people only)" if demo else "The site"
    print(f"{kind} is at http://{shown}:{port}   End it with Ctrl-C.", flush=True)


def _manage(*words: str) -> None:
    """Run one management command in a process of its own, because it may need another role."""
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=env.BASE_DIR, check=False)  # noqa: S603 # nosec B603
    if done.returncode:
        raise RunError(f"`manage.py {' '.join(words)}` failed; its message is above.")


def _is_empty(cluster: Cluster) -> bool:
    with closing(cluster.connect(OWNER_ROLE)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM cases_child)")
        row = cursor.fetchone()
        return bool(row and row[0])


def _collect_static() -> None:
    """Collect and compress the static files, unless they are what they were the last time."""
    folder = env.BASE_DIR / "staticfiles"
    stamp = folder / STATIC_STAMP
    wanted = _static_digest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Collecting the static files …", flush=True)
    _manage("collectstatic", "--noinput", "--clear", "--ignore=flags", "--verbosity=0")
    stamp.write_text(wanted)


def _static_digest() -> str:
    """Sum up what static files are made of: our own, and the packages that bring theirs."""
    ours = [path for path in sorted((env.BASE_DIR / "cases" / "static").rglob("*")) if path.is_file()]
    return _digest_of(env.BASE_DIR / "requirements.txt", env.BASE_DIR / "repatriation" / "settings.py", *ours)


def _digest_of(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(env.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _port() -> int:
    word = os.environ.get("PORT") or "8000"
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise RunError(f"PORT={word} is no port: set a number from 1 to 65535.")
    return int(word)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Port {port} cannot be used ({error.strerror}); try another: make run PORT={port + 1}"
            raise RunError(message) from error


def _pid_file(cluster: Cluster) -> Path:
    return cluster.folder / "web.pid"


def _web_pid(cluster: Cluster) -> int | None:
    """Return the pid of our web server; a pid that by now belongs to another program does not count."""
    try:
        pid = int(_pid_file(cluster).read_text())
    except (OSError, ValueError):
        return None
    ours = any(str(_pid_file(cluster)).encode() in word for word in command_of(pid))
    return pid if ours else None


def stop() -> int:
    """End the web server and the database that still run for this folder. Return the exit code."""
    cluster = Cluster(env.devdb_folder())
    pid = _web_pid(cluster)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 30
        while _web_pid(cluster) is not None and time.monotonic() < deadline:
            time.sleep(0.05)
        print("The web server was stopped.")
    return main(["stop"])


def reset() -> int:
    """Stop everything and remove the demonstration's data. Return the exit code."""
    return stop() or main(["reset"])


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _obey(arguments: list[str]) -> int:
    words = {"run": run, "stop": stop, "reset": reset}
    word = arguments[0] if arguments else "run"
    if len(arguments) > 1 or word not in words:
        print("Say one of: run, stop, reset.", file=sys.stderr)
        return 2
    try:
        return words[word]()
    except (RunError, env.ConfigurationError, DevDatabaseError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(_obey(sys.argv[1:]))
