"""Commands that write, killed half-way and run again: what is left is what one run leaves. Promise 16."""

import os
import random
import signal
import subprocess
import sys
import time

from repatriation.devdb import SUPERUSER
from tests.kill.contents import contents
from tests.kill.house import ROUND
from tests.support.server import ROOT

COMMANDS = {
    "rekey": ["rekey", "--all"],
    "find_matches": ["find_matches"],
    "count_name_keys": ["count_name_keys"],
    "give_cases_back": ["give_cases_back"],
    "end_offers": ["end_offers"],
    "lapse_access": ["lapse_access"],
    "discard_drafts": ["discard_drafts"],
    "find_anomalies": ["find_anomalies"],
    "find_due_files": ["find_due_files"],
    "load_published_figures": ["load_published_figures"],
    "seal_trail": ["seal_trail"],
}
KILLS = 2


def killed(house, seed):
    """Kill each command ``KILLS`` times at any moment, then run it; print and count those that left something else."""
    dice, bad = random.Random(seed), 0
    for name, words in COMMANDS.items():
        house.restore()
        begun = time.monotonic()
        assert _start(house, words).wait() == 0, name
        due, seconds = _left(house), time.monotonic() - begun
        house.restore()
        for _kill in range(KILLS):
            process = _start(house, words)
            try:
                process.wait(dice.uniform(0.5, 1) * seconds)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
        assert _start(house, words).wait() == 0, name
        left = _left(house)
        if left != due:
            bad += 1
            print(f"{name}: {list((left - due).items())[:4]} {list((due - left).items())[:4]}", flush=True)
    print(
        f"Commands killed half-way and run again: {len(COMMANDS)}, {KILLS} kills each; left something else: {bad}"
    )
    return bad


def _left(house):
    return contents(house.cluster, SUPERUSER, ROUND)


def _start(house, words):
    settings = {
        "DJANGO_SETTINGS_MODULE": "repatriation.settings_test",
        "REPATRIATION_TEST_DEVDB": str(house.cluster.folder),
        "TEST_DATABASE": ROUND,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "django", *words]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
