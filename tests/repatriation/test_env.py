"""Missing or unsafe settings stop the start with one sentence that says what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cases.crypto import MacKeys, MasterKey, new_mac_key, new_master_key
from repatriation import env
from repatriation.devdb import APP_ROLE, OWNER_ROLE

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 50
PRODUCTION = {
    "DATABASE_URL": "postgres://web:pass%20word@db.example.org:5433/register",
    "DATABASE_OWNER_URL": "postgres://owner:secret@db.example.org:5433/register",
    "SECRET_KEY": KEY,
    "FIELD_KEY": new_master_key(),
    "AUDIT_KEY": new_mac_key(),
    "ALLOWED_HOSTS": "register.example.org, www.example.org",
}
NAMES = (
    *PRODUCTION, "DEBUG", "DEMO", "DATABASE_ROLE", "DATABASE_APP_ROLE", "REPATRIATION_DEVDB", "PROXIES", "LOG_LEVEL",
    "EMAIL_URL", "STATEMENT_SECONDS", "SESSION_IDLE_MINUTES",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REPATRIATION_ENV_FILE", "")
    monkeypatch.setenv("REPATRIATION_DEVDB", str(tmp_path / "devdb"))


@pytest.fixture
def read(monkeypatch):
    """Read the environment with these settings."""

    def _read(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return env.read()

    return _read


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "set DATABASE_URL"),
        ({"DEBUG": "1", "DEMO": "1"}, "DEBUG and DEMO are both set"),
        ({**PRODUCTION, "DEMO": "1"}, "DEMO and DATABASE_URL are both set"),
        ({**PRODUCTION, "DEBUG": "1"}, "points to another machine"),
        ({**PRODUCTION, "SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({**PRODUCTION, "FIELD_KEY": ""}, "FIELD_KEY is not set"),
        ({**PRODUCTION, "FIELD_KEY": "a-line-that-is-no-key"}, "FIELD_KEY cannot be read"),
        ({**PRODUCTION, "FIELD_KEY": PRODUCTION["FIELD_KEY"][:-8]}, "FIELD_KEY cannot be read"),
        ({"DEMO": "1", "FIELD_KEY": "ключ"}, "FIELD_KEY cannot be read"),
        ({**PRODUCTION, "AUDIT_KEY": ""}, "AUDIT_KEY is not set"),
        ({**PRODUCTION, "AUDIT_KEY": "a-line-that-is-no-key"}, "AUDIT_KEY cannot be read"),
        ({**PRODUCTION, "AUDIT_KEY": PRODUCTION["AUDIT_KEY"] + ",half"}, "AUDIT_KEY cannot be read"),
        ({**PRODUCTION, "CAPSULE_RECIPIENT": "age1nothing"}, "CAPSULE_RECIPIENT cannot be read"),
        ({**PRODUCTION, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({**PRODUCTION, "ALLOWED_HOSTS": "*"}, r"ALLOWED_HOSTS holds '\*'"),
        ({**PRODUCTION, "DATABASE_OWNER_URL": "", "DATABASE_ROLE": "owner"}, "DATABASE_OWNER_URL is not set"),
        ({**PRODUCTION, "DATABASE_URL": "sqlite:///here.db"}, "does not name a PostgreSQL database"),
        ({**PRODUCTION, "DATABASE_ROLE": "king"}, "neither 'app' nor 'owner'"),
        ({**PRODUCTION, "LOG_LEVEL": "LOUD"}, "LOG_LEVEL is none of"),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({**PRODUCTION, "PROXIES": "many"}, "PROXIES"),
        ({**PRODUCTION, "PROXIES": "-1"}, "PROXIES"),
        ({**PRODUCTION, "DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ],
)
def test_refuses_with_a_sentence(read, settings, sentence):
    with pytest.raises(env.ConfigurationError, match=sentence) as refusal:
        read(**settings)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_production_reads_what_is_set(read):
    settings = read(**PRODUCTION)
    assert settings.secure
    assert settings.embedded is None
    assert settings.allowed_hosts == ["register.example.org", "www.example.org"]
    assert settings.app_role == "web"
    assert settings.database["USER"] == "web"
    assert settings.database["PASSWORD"] == "pass word"  # noqa: S105
    assert settings.database["HOST"] == "db.example.org"


def test_the_owner_is_another_address(read):
    assert read(**PRODUCTION, DATABASE_ROLE="owner").database["USER"] == "owner"


@pytest.mark.parametrize("mode", ["DEBUG", "DEMO"])
def test_development_and_demonstration_run_the_embedded_database(read, mode, tmp_path):
    settings = read(**{mode: "1"})
    assert not settings.secure
    assert settings.embedded.folder == tmp_path / "devdb"
    assert settings.database["USER"] == APP_ROLE
    assert read(**{mode: "1", "DATABASE_ROLE": "owner"}).database["USER"] == OWNER_ROLE


def test_development_may_use_a_database_of_this_machine(read):
    for host in ("localhost", "127.0.0.1", "%2Fvar%2Frun%2Fpostgresql"):
        assert read(DEBUG="1", DATABASE_URL=f"postgres://me@{host}/register").embedded is None


def test_a_machine_keeps_a_random_key_of_its_own(read, tmp_path):
    first = read(DEMO="1").secret_key
    assert len(first) >= env.SHORTEST_SECRET_KEY
    assert env.read().secret_key == first
    assert (tmp_path / "devdb" / "secret-key").stat().st_mode & 0o077 == 0
    assert read(REPATRIATION_DEVDB=str(tmp_path / "another")).secret_key != first


def test_a_machine_keeps_a_key_for_sealed_columns_too(read, tmp_path):
    """Promise 21: never in the database, and the same at the next start."""
    first = read(DEMO="1").field_key
    assert env.read().field_key == first
    assert MasterKey(first)
    assert (tmp_path / "devdb" / "field-key").stat().st_mode & 0o077 == 0
    assert read(REPATRIATION_DEVDB=str(tmp_path / "another")).field_key != first


def test_five_first_starts_at_once_keep_one_key(tmp_path):
    """Half a key, or two, would lose notes."""
    folder = tmp_path / "devdb"
    code = "from repatriation import env; print(env.read().field_key)"
    settings = {**_bare_environment(), "DEMO": "1", "REPATRIATION_DEVDB": str(folder)}
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
        )
        for _number in range(5)
    ]
    keys = {start.communicate()[0].strip() for start in starts}
    assert keys == {(folder / "field-key").read_text()}
    assert [path.name for path in folder.iterdir() if "field" in path.name] == ["field-key"]


def test_the_key_for_sealed_columns_may_stand_in_a_file(read, tmp_path):
    (tmp_path / "key").write_text(PRODUCTION["FIELD_KEY"] + "\n")
    settings = {name: value for name, value in PRODUCTION.items() if name != "FIELD_KEY"}
    assert read(**settings, FIELD_KEY_FILE=str(tmp_path / "key")).field_key == PRODUCTION["FIELD_KEY"]


def test_the_keys_of_the_trail_are_kept_or_given_and_may_stand_in_a_file(read, tmp_path):
    """Promise 8: never in the database; the same at the next start; a new one in front of an old one."""
    first = read(DEMO="1").audit_key
    assert env.read().audit_key == first
    assert (tmp_path / "devdb" / "audit-key").stat().st_mode & 0o077 == 0
    both = f"{new_mac_key()},{first}"
    (tmp_path / "keys").write_text(both + "\n")
    assert read(AUDIT_KEY_FILE=str(tmp_path / "keys")).audit_key == both
    assert MacKeys(both).all[1].id == MacKeys(first).first.id


def test_a_key_for_sealed_columns_is_printed_before_anything_is_set():
    done = subprocess.run(
        [sys.executable, "manage.py", "new_field_key"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=_bare_environment(),
        check=True,
    )
    assert MasterKey(done.stdout)
    assert done.stdout.count("\n") == 1


def test_a_secret_may_stand_in_a_file(read, tmp_path):
    (tmp_path / "key").write_text("f" * 60)
    settings = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    assert read(**settings, SECRET_KEY_FILE=str(tmp_path / "key")).secret_key == "f" * 60


def test_settings_may_stand_in_a_file(read, tmp_path, monkeypatch):
    (tmp_path / "settings.env").write_text("DEMO=1\n")
    monkeypatch.delenv("DEMO", raising=False)
    try:
        assert read(REPATRIATION_ENV_FILE=str(tmp_path / "settings.env")).demo
    finally:
        os.environ.pop("DEMO", None)


def test_the_example_can_be_copied_and_filled_in(read, tmp_path, monkeypatch):
    for line in (ROOT / ".env.example").read_text().splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.startswith("#") and name != "REPATRIATION_DEVDB":
            monkeypatch.setenv(name, value)
    assert read(DEMO="1").demo
    assert read(DEMO="0", **PRODUCTION).secure


@pytest.mark.parametrize("program", [["manage.py", "check"], ["-c", "import repatriation.wsgi"]])
def test_programs_end_with_the_sentence_and_no_trace(program):
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=_bare_environment(),
        check=False,
    )
    assert done.returncode in {1, 4}
    assert done.stderr.strip() == env.NOTHING_SET
    assert done.stdout == ""


def _bare_environment():
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    return {**kept, "REPATRIATION_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "repatriation.settings"}


def test_how_long_nobody_may_be_there_is_a_setting_and_never_nothing(read):
    assert read(**PRODUCTION).idle_minutes == 15
    assert read(SESSION_IDLE_MINUTES="5").idle_minutes == 5
    assert read(SESSION_IDLE_MINUTES="0").idle_minutes == 1


def test_every_setting_is_listed_in_the_example():
    listed = (ROOT / ".env.example").read_text()
    missing = [name for name in NAMES if f"{name}=" not in listed]
    assert missing == []
