"""Promise 16: all or nothing under ``kill -9``, and sent again it is there once.

A few rounds, of the ways of writing that belong together most: a family, a departure. `python -m tests.kill_rounds` has
them all.
"""

import subprocess
import sys

from tests.kill.commands import COMMANDS
from tests.support.server import ROOT

GOOD = "Half done: 0; lost: 0; not recovered: 0; not one record after sending again: 0"

# Commands that write nothing.
READ_ONLY = {"audit_verify", "bench_names", "bench_search", "totals"}
# What is killed elsewhere, or cannot be half done.
ELSEWHERE = {
    "audit_ship": "adds one line to a file",
    "bench_sealing": "one transaction, which it takes back",
    "bench_trail": "writes to tables of its own, which it drops",
    "build_attested_names": "writes a file of the source, which is looked at before it is kept",
    "load_keys": "one transaction (cases/vault/copies.py)",
    "make_trail_partitions": "one statement, and harmless again (tests/audit/test_partitions.py)",
    "open_capsule": "one row of the trail",
    "rotate_keys": "broken off in tests/vault/test_rotating.py",
    "save_keys": "a file that stands under its name once it is whole",
    "seed": "one transaction (tests/seeding/test_again.py)",
}


def test_every_command_that_writes_is_in_the_list():
    """The forms are read from the guards' list; the commands are written out, and a new one without a line fails."""
    folder = ROOT / "cases" / "management" / "commands"
    commands = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert commands == {*COMMANDS, *READ_ONLY, *ELSEWHERE}


def test_whatever_is_killed_nothing_is_half_done_and_nothing_lost(django_db_setup):
    """Both victims, inside the transaction and after its commit; the answer is a table of all rounds."""
    words = ["--rounds", "4", "--seed", "3", "--only", "intake:check", "batches:depart"]
    words += ["--moments", "in the middle", "after commit"]
    played = subprocess.run(
        [sys.executable, "-m", "tests.kill_rounds", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Rounds: 4, of 2 ways of writing" in played.stdout
    assert GOOD in played.stdout
