"""Which process, if any, is the server of a data folder; and what to do with the traces of one that died.

A pid file survives `kill -9`, a power cut and a copied folder, and the number in it may by then belong to an innocent
process. So a pid counts only when that process really is a PostgreSQL that was started on this very folder.
"""

import contextlib
import os
import signal
import subprocess  # nosec B404
import sys
import time
from pathlib import Path

PID_FILE = "postmaster.pid"
SOCKET_LOCK = ".s.PGSQL.5432.lock"
SOCKET = ".s.PGSQL.5432"

# Servers that this process started. Asking them reaps the ones that ended: a dead child would look alive otherwise.
_children: dict[int, "subprocess.Popen[bytes]"] = {}


def adopt(process: "subprocess.Popen[bytes]") -> None:
    """Remember a server that we started ourselves."""
    _children[process.pid] = process


def server_pid(data: Path) -> int | None:
    """Return the pid of the server that runs on this data folder, or None."""
    pid = _recorded_pid(data)
    return pid if pid is not None and _serves(pid, data) else None


def _recorded_pid(data: Path) -> int | None:
    """Return the number in the pid file; None for a missing, empty or broken one."""
    try:
        first_line = (data / PID_FILE).read_bytes().split(b"\n", 1)[0]
        pid = int(first_line)
    except (OSError, ValueError):
        return None
    return pid if pid > 1 else None


def _serves(pid: int, data: Path) -> bool:
    """Tell whether this process is a PostgreSQL that was started on this data folder."""
    child = _children.get(pid)
    if child is not None and child.poll() is not None:
        del _children[pid]
        return False
    try:
        return Path(f"/proc/{pid}/comm").read_bytes().strip() == b"postgres" and os.path.samefile(
            f"/proc/{pid}/cwd", data
        )
    except OSError:
        # Another system than Linux, or a container where even root may not look: ask for the command line.
        named = _named_folder(command_of(pid))
        return named is not None and os.path.exists(named) and os.path.samefile(named, data)


def command_of(pid: int) -> list[bytes]:
    """Return the command line of a process; empty when there is no such process."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return []
    answer = subprocess.run(  # noqa: S603 # nosec B603 B607
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607
        capture_output=True,
        check=False,
        timeout=10,
    )
    # Here the words are not kept apart; what stands between -D and the first setting is the folder.
    program, _, rest = answer.stdout.strip().partition(b" -D ")
    return [program, b"-D", rest.split(b" -c ", 1)[0]] if rest else []


def _named_folder(command: list[bytes]) -> bytes | None:
    """Return the data folder that a PostgreSQL server was started on; None for any other program."""
    if len(command) < 3 or os.path.basename(command[0]) != b"postgres" or command[1] != b"-D":
        return None
    return command[2]


def end_strays(data: Path) -> None:
    """End servers whose data folder was removed under them: they would take the new server's socket away on their way out.

    The caller is about to make the data folder anew, so that nothing of theirs is left to lose.
    """
    wanted = os.fsencode(data)
    for pid in _all_pids():
        if _named_folder(command_of(pid)) == wanted and not os.path.exists(data / PID_FILE):
            _kill(pid)


def _all_pids() -> list[int]:
    if sys.platform == "linux":
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    listed = subprocess.run(["pgrep", "-x", "postgres"], capture_output=True, check=False, timeout=10).stdout  # noqa: S607 # nosec B603 B607
    return [int(word) for word in listed.split()]


def _kill(pid: int) -> None:
    """End a server at once and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + 10
        while command_of(pid)[1:] and time.monotonic() < deadline:
            time.sleep(0.02)


def clear_traces(data: Path, run: Path) -> None:
    """Make way for a new server after one that died. The caller holds the lock and found no living server.

    The pid file keeps its note of the old shared memory, by which PostgreSQL itself refuses to start while a process
    of the dead server still works on the files. Only the pid is replaced, by ours: we are the parent of the server to
    come, and a parent's pid is the one that PostgreSQL knows to be harmless.
    """
    for name in (SOCKET_LOCK, SOCKET):
        (run / name).unlink(missing_ok=True)
    pid_file = data / PID_FILE
    if not pid_file.exists():
        return
    first, _, rest = pid_file.read_bytes().partition(b"\n")
    if not first.strip().isdigit():
        pid_file.unlink()
        return
    with pid_file.open("r+b") as file:
        file.truncate()
        file.write(str(os.getpid()).encode() + b"\n" + rest)


def end(pid: int, data: Path) -> bool:
    """End the server quickly but cleanly; only if that does not help, at once (it then recovers at the next start).

    Returns whether it is gone. Sessions are ended, nothing committed is lost.
    """
    for number, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not _serves(pid, data):
                return True
            time.sleep(0.02)
    return False
