"""What the environment says of this deployment, checked on start.

A missing or unsafe setting raises ConfigurationError, whose message is one sentence that says what to set. Each setting
is listed in `.env.example`. A value may also stand in a file whose path is given as NAME_FILE (container secrets).
"""

import ipaddress
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv

from cases.crypto import MacKeys, MasterKey, is_recipient, new_mac_key, new_master_key
from repatriation.devdb import APP_ROLE, DATABASE, OWNER_ROLE, PORT, Cluster

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 50
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
NOTHING_SET = (
    "No database is configured: set DATABASE_URL (production), or DEMO=1 (demonstration) or DEBUG=1 (development), which "
    "run an embedded one."
)


class ConfigurationError(ImproperlyConfigured):
    """The environment does not make a safe deployment. The message is one sentence for the person who starts it."""


@dataclass(frozen=True)
class Environment:
    """The checked settings of one deployment."""

    debug: bool
    demo: bool
    secret_key: str
    secret_key_fallbacks: list[str]
    field_key: str
    audit_key: str
    capsule_recipient: str
    allowed_hosts: list[str]
    proxies: int
    database: dict[str, Any]
    app_role: str
    statement_seconds: int
    draft_days: int
    idle_minutes: int
    fresh_minutes: int
    embedded: Cluster | None
    email: dict[str, Any]
    default_from_email: str
    site_name: str
    log_level: str

    @property
    def secure(self) -> bool:
        """Whether this is a production deployment, reached by HTTPS only."""
        return not (self.debug or self.demo)


def read() -> Environment:
    """Read and check the environment. Raises ConfigurationError with a sentence."""
    try:
        return _checked(_source())
    except EnvError as error:
        raise ConfigurationError(f"A setting cannot be read: {error}.") from error


def chooses_nothing() -> bool:
    """Tell whether the environment leaves open what kind of deployment this is."""
    source = _source()
    return not any(source.str(name, "") for name in ("DATABASE_URL", "DEBUG", "DEMO"))


def devdb_folder() -> Path:
    """Return the folder of the embedded database, from REPATRIATION_DEVDB or the default beside manage.py."""
    chosen = _source().str("REPATRIATION_DEVDB", "")
    return Path(chosen).expanduser().absolute() if chosen else BASE_DIR / ".devdb"


def _source() -> FileAwareEnv:
    """Return the environment, completed from the file `.env` or the one that REPATRIATION_ENV_FILE names."""
    source = FileAwareEnv()
    path = os.environ.get("REPATRIATION_ENV_FILE", str(BASE_DIR / ".env"))
    if path and Path(path).is_file():
        source.read_env(path, recurse=False)
    return source


def _checked(source: FileAwareEnv) -> Environment:
    debug = source.bool("DEBUG", False)
    demo = source.bool("DEMO", False)
    url = source.str("DATABASE_URL", "")
    _refuse_unsafe_mix(source, debug=debug, demo=demo, url=url)
    embedded = None if url else Cluster(devdb_folder())
    local = debug or demo
    return Environment(
        debug=debug,
        demo=demo,
        secret_key=_secret_key(source, local=local, embedded=embedded),
        secret_key_fallbacks=_words(source, "SECRET_KEY_FALLBACKS"),
        field_key=_field_key(source, local=local, embedded=embedded),
        audit_key=_audit_key(source, local=local, embedded=embedded),
        capsule_recipient=_capsule_recipient(source),
        allowed_hosts=_allowed_hosts(source, local=local),
        proxies=_count(source, "PROXIES", 0),
        database=_embedded_database(source, embedded) if embedded else _given_database(source),
        app_role=source.str("DATABASE_APP_ROLE", "") or _role_in(source) or APP_ROLE,
        statement_seconds=_count(source, "STATEMENT_SECONDS", 30),
        draft_days=max(_count(source, "DRAFT_DAYS", 14), 1),
        idle_minutes=max(_count(source, "SESSION_IDLE_MINUTES", 15), 1),
        fresh_minutes=max(_count(source, "SESSION_FRESH_MINUTES", 15), 1),
        embedded=embedded,
        email=_email(source, debug=debug, demo=demo),
        default_from_email=source.str("DEFAULT_FROM_EMAIL", "") or "no-reply@localhost",
        site_name=source.str("SITE_NAME", "").strip() or "Repatriation register",
        log_level=_log_level(source),
    )


def _words(source: FileAwareEnv, name: str) -> list[str]:
    """Return a comma-separated setting as a list, without empty words."""
    words: list[str] = source.list(name, [])
    return [word.strip() for word in words if word.strip()]


def _count(source: FileAwareEnv, name: str, default: int) -> int:
    number = source.int(name, default) if source.str(name, "") else default
    if number < 0:
        raise ConfigurationError(f"{name} is below zero: set it to 0 or more.")
    return number


def _email(source: FileAwareEnv, *, debug: bool, demo: bool) -> dict[str, Any]:
    """Return Django's settings of mail.

    A demonstration keeps it and shows it on a page. Without EMAIL_URL it goes to the terminal, in production nowhere.
    """
    if demo:
        return {"EMAIL_BACKEND": "cases.mailbox.backend.EmailBackend"}
    if source.str("EMAIL_URL", ""):
        return dict(source.dj_email_url("EMAIL_URL"))
    kind = "console" if debug else "dummy"
    return {"EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend"}


def _refuse_unsafe_mix(source: FileAwareEnv, *, debug: bool, demo: bool, url: str) -> None:
    if debug and demo:
        raise ConfigurationError(
            "DEBUG and DEMO are both set: set one of them, because the demonstration shows real error pages."
        )
    if demo and url:
        raise ConfigurationError(
            "DEMO and DATABASE_URL are both set: unset one of them, because the demonstration lets anybody in and so runs "
            "on its own embedded database only."
        )
    if not url and not debug and not demo:
        raise ConfigurationError(NOTHING_SET)
    if debug and url and not _is_on_this_machine(source.dj_db_url("DATABASE_URL")["HOST"]):
        raise ConfigurationError(
            "DEBUG is set and DATABASE_URL points to another machine: unset DEBUG, because its error pages would show "
            "what the database holds."
        )


def _is_on_this_machine(host: str) -> bool:
    if not host or host == "localhost" or host.startswith(("/", "%2F", "%2f")):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _secret_key(source: FileAwareEnv, *, local: bool, embedded: Cluster | None) -> str:
    key = source.str("SECRET_KEY", "")
    if key and (local or len(key) >= SHORTEST_SECRET_KEY):
        return key
    if key:
        raise ConfigurationError(
            f"SECRET_KEY is too short: set {SHORTEST_SECRET_KEY} random characters or more."
        )
    if not local:
        raise ConfigurationError(
            f"SECRET_KEY is not set: set it to {SHORTEST_SECRET_KEY} random characters or more and keep it to yourself."
        )
    return _kept_key(_folder_of_keys(embedded), "secret-key", lambda: secrets.token_urlsafe(64))


def _field_key(source: FileAwareEnv, *, local: bool, embedded: Cluster | None) -> str:
    """Return the master key of sealed columns; production has none without being told."""
    key = source.str("FIELD_KEY", "").strip()
    if not key and not local:
        raise ConfigurationError(
            "FIELD_KEY is not set: set it to what `manage.py new_field_key` prints, and keep it apart from the database and "
            "its backups, because without it notes cannot be read."
        )
    key = key or _kept_key(_folder_of_keys(embedded), "field-key", new_master_key)
    try:
        MasterKey(key)
    except ValueError:
        # Without the value: it may be a key with one letter lost.
        raise ConfigurationError(
            "FIELD_KEY cannot be read as a key: set it to the whole line that `manage.py new_field_key` printed."
        ) from None
    return key


def _audit_key(source: FileAwareEnv, *, local: bool, embedded: Cluster | None) -> str:
    """Return the keys of the trail, the newest first; production has none without being told."""
    key = source.str("AUDIT_KEY", "").strip()
    if not key and not local:
        raise ConfigurationError(
            "AUDIT_KEY is not set: set it to what `manage.py new_audit_key` prints, and keep it apart from the database, "
            "because whoever has both can write the trail anew."
        )
    key = key or _kept_key(_folder_of_keys(embedded), "audit-key", new_mac_key)
    try:
        MacKeys(key)
    except ValueError:
        raise ConfigurationError(
            "AUDIT_KEY cannot be read as a key: set it to the whole line that `manage.py new_audit_key` printed, a comma "
            "between a new key and the older ones."
        ) from None
    return key


def _capsule_recipient(source: FileAwareEnv) -> str:
    """Return the public key of the archive, to which identities are sealed before a file is erased; it may be missing."""
    key = source.str("CAPSULE_RECIPIENT", "").strip()
    if key and not is_recipient(key):
        raise ConfigurationError(
            "CAPSULE_RECIPIENT cannot be read as a public key: set it to the line that begins with age1 and that "
            "`manage.py new_capsule_key` printed."
        )
    return key


def _folder_of_keys(embedded: Cluster | None) -> Path:
    return embedded.folder if embedded else BASE_DIR / ".devdb"


def _kept_key(folder: Path, name: str, make: Callable[[], str]) -> str:
    """Return this machine's own random key, made at the first start: no key stands in any published file."""
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and linked, so that of several first starts one wins and nobody reads half a key.
        aside = folder / f".{name}-{os.getpid()}-{secrets.token_hex(4)}"
        if not path.exists():
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(make())
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            finally:
                aside.unlink()
        return path.read_text()
    except OSError as error:
        raise ConfigurationError(
            f"The folder {folder} cannot be used ({error.strerror}): set REPATRIATION_DEVDB to a folder of your own."
        ) from error


def _allowed_hosts(source: FileAwareEnv, *, local: bool) -> list[str]:
    hosts = _words(source, "ALLOWED_HOSTS")
    if local:
        return LOCAL_HOSTS + hosts
    if not hosts:
        raise ConfigurationError(
            "ALLOWED_HOSTS is not set: set it to the host names that this site is reached by."
        )
    if "*" in hosts:
        raise ConfigurationError("ALLOWED_HOSTS holds '*': name the hosts that this site is reached by.")
    return hosts


def _wants_owner(source: FileAwareEnv) -> bool:
    role = source.str("DATABASE_ROLE", "") or "app"
    if role not in {"app", "owner"}:
        raise ConfigurationError(
            "DATABASE_ROLE is neither 'app' nor 'owner': leave it unset, manage.py chooses."
        )
    return role == "owner"


def _embedded_database(source: FileAwareEnv, embedded: Cluster) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": OWNER_ROLE if _wants_owner(source) else APP_ROLE,
        "HOST": str(embedded.socket_folder),
        "PORT": str(PORT),
    }


def _given_database(source: FileAwareEnv) -> dict[str, Any]:
    name = "DATABASE_OWNER_URL" if _wants_owner(source) else "DATABASE_URL"
    if not source.str(name, ""):
        raise ConfigurationError(
            f"{name} is not set: set it to the role that owns the tables, which is the one that migrates."
        )
    database: dict[str, Any] = dict(source.dj_db_url(name))
    if "postgresql" not in str(database.get("ENGINE")):
        raise ConfigurationError(f"{name} does not name a PostgreSQL database: it starts with postgres://.")
    return database


def _role_in(source: FileAwareEnv) -> str:
    """Return the role of DATABASE_URL, to whom the owner grants what the web server needs."""
    return str(source.dj_db_url("DATABASE_URL")["USER"]) if source.str("DATABASE_URL", "") else ""


def _log_level(source: FileAwareEnv) -> str:
    level = (source.str("LOG_LEVEL", "") or "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ConfigurationError("LOG_LEVEL is none of DEBUG, INFO, WARNING, ERROR.")
    return level
