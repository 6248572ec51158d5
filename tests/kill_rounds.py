"""Kill the web worker or the database in the middle of each way of writing, and look at what is left. Promise 16.

From a terminal, after `make test` has run once: `python -m tests.kill_rounds --rounds 100 --seed 1`. It ends everything
that it started. `--twins` sends each form twice at the same moment instead, `--parallel-adds` lets twenty add one child.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "repatriation.settings_test"

import django

django.setup()

from django.test.utils import setup_test_environment

from repatriation.devdb import Cluster
from tests.guards.sending import FORMS
from tests.kill import commands, parallel
from tests.kill.house import House
from tests.kill.moments import MOMENTS
from tests.kill.rounds import HALF, drawn, play, seeded, undisturbed
from tests.support import sight


def main():
    """Play what was asked for; 1 where a round was not good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", default=[], help="ways of writing, by the names of their addresses"
    )
    parser.add_argument("--moments", nargs="*", choices=MOMENTS, default=list(MOMENTS))
    parser.add_argument(
        "--commands", action="store_true", help="kill the commands half-way, and run them again"
    )
    parser.add_argument("--twins", action="store_true", help="send each form twice at the same moment")
    parser.add_argument("--parallel-adds", type=int, default=0, metavar="ROUNDS")
    asked = parser.parse_args()
    setup_test_environment()
    with sight.of_tests(), _house() as house:
        house.build(asked.only or FORMS)
        bad = 0
        with house.served():
            bad += _rounds(house, asked)
            bad += parallel.twins(house) if asked.twins else 0
        bad += commands.killed(house, asked.seed) if asked.commands else 0
        bad += parallel.adds(house, asked.parallel_adds)
    return 1 if bad else 0


@contextmanager
def _house():
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        cluster = Cluster(Path(folder) / "devdb")
        try:
            yield House(cluster)
        finally:
            cluster.reset()


def _rounds(house, asked):
    known, outcomes = {}, []
    for path, victim, moment in drawn(house.paths, asked.moments, asked.rounds, seeded(asked.seed)):
        if path.name not in known:
            known[path.name] = undisturbed(house, path)
        outcomes.append(play(house, path, known[path.name], victim, moment))
        print(_line(len(outcomes), outcomes[-1]), flush=True)
    if outcomes:
        _print_table(outcomes)
    return sum(not outcome.is_good for outcome in outcomes)


def _line(number, outcome):
    heard = "acknowledged" if outcome.acknowledged else "no answer"
    words = f"{number}. {outcome.path}: {outcome.victim} {outcome.moment}, {heard}, {outcome.found} written"
    return words if outcome.is_good else f"{words}: NOT GOOD {outcome.remark[:2000]}"


def _print_table(outcomes):
    print(f"Rounds: {len(outcomes)}, of {len({one.path for one in outcomes})} ways of writing")
    for title in ("victim", "moment"):
        for name, count in sorted(Counter(getattr(one, title) for one in outcomes).items()):
            of_it = [one for one in outcomes if getattr(one, title) == name]
            print(
                f"  {name}: {count}; stood there {sum(one.stood_there for one in of_it)};"
                f" acknowledged {sum(one.acknowledged for one in of_it)};"
                f" nothing written {sum(one.found == 'nothing' for one in of_it)},"
                f" everything {sum(one.found == 'everything' for one in of_it)}"
            )
    print(
        f"Half done: {sum(one.found == HALF for one in outcomes)}; lost: {sum(one.lost for one in outcomes)};"
        f" not recovered: {sum(not one.recovered for one in outcomes)};"
        f" not one record after sending again: {sum(not one.once for one in outcomes)}"
    )


if __name__ == "__main__":
    sys.exit(main())
