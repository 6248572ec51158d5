"""How well the score tells names apart, measured on labelled pairs."""

import csv
import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cases.names.scorer import LIKELY, STEPS
from cases.names.scripts import script_of

FIFTH = 5
THRESHOLDS = [step / 200 for step in range(100, 200)]
ALL = "all"


class Pair(NamedTuple):
    left: str
    right: str
    same: bool
    scripts: str


class Figures(NamedTuple):
    """How a scorer did on some pairs: at the threshold of what is shown as likely, and at the best there is."""

    step: str
    scripts: str
    pairs: int
    precision: float
    recall: float
    f1: float
    best_f1: float
    best_at: float


class Bench(NamedTuple):
    figures: list[Figures]
    per_second: dict[str, float]


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a CSV file with the columns left, right and label (1: same).

    The scripts are those of its column ``scripts`` or its columns ``left_script`` and ``right_script``, or found out.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return [_pair(row) for row in csv.DictReader(lines)]


def kept_apart(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the fifth of the pairs that no weight was fitted on: which they are depends on the pair alone."""
    return [pair for pair in pairs if _number(pair) % FIFTH == 0]


def measure(pairs: list[Pair], *, steps: Iterable[str] = tuple(STEPS)) -> Bench:
    """Score all pairs by each of the ``steps`` (names in `STEPS`) and return the figures, for all and per scripts."""
    figures: list[Figures] = []
    per_second = {}
    for step in steps:
        began = time.perf_counter()
        scored = [(pair, STEPS[step](pair.left, pair.right)) for pair in pairs]
        per_second[step] = len(pairs) / max(time.perf_counter() - began, 1e-9)
        groups: dict[str, list[tuple[bool, float]]] = defaultdict(list)
        for pair, found in scored:
            groups[ALL].append((pair.same, found))
            groups[pair.scripts].append((pair.same, found))
        figures += [_figures(step, scripts, groups[scripts]) for scripts in sorted(groups, key=_all_first)]
    return Bench(figures, per_second)


def report(bench: Bench) -> Iterator[str]:
    """Return the lines of a table of the figures."""
    yield f"{'step':<14}{'scripts':<12}{'pairs':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'best F1':>9}{'at':>7}"
    for line in bench.figures:
        yield (
            f"{line.step:<14}{line.scripts:<12}{line.pairs:>7}{line.precision:>11.3f}{line.recall:>8.3f}"
            f"{line.f1:>7.3f}{line.best_f1:>9.3f}{line.best_at:>7.3f}"
        )
    for step, rate in bench.per_second.items():
        yield f"{step}: {rate:,.0f} pairs a second"


def _pair(row: dict[str, str]) -> Pair:
    left, right = row["left"], row["right"]
    scripts = row.get("scripts") or "-".join(
        (row.get("left_script") or script_of(left), row.get("right_script") or script_of(right))
    )
    return Pair(left, right, row["label"].strip() == "1", scripts)


def _number(pair: Pair) -> int:
    return int(hashlib.sha256(f"{pair.left}\x1f{pair.right}".encode()).hexdigest(), 16)


def _all_first(scripts: str) -> tuple[bool, str]:
    return scripts != ALL, scripts


def _figures(step: str, scripts: str, scored: list[tuple[bool, float]]) -> Figures:
    precision, recall, f1 = _at(LIKELY, scored)
    best_f1, best_at = max((_at(threshold, scored)[2], threshold) for threshold in THRESHOLDS)
    return Figures(step, scripts, len(scored), precision, recall, f1, best_f1, best_at)


def _at(threshold: float, scored: list[tuple[bool, float]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 when what reaches the threshold is called the same."""
    found = sum(score >= threshold for _same, score in scored)
    right = sum(same and score >= threshold for same, score in scored)
    wanted = sum(same for same, _score in scored)
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (found + wanted) if found + wanted else 0.0
