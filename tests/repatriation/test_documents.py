"""What docs/security.md says is tested is tested: each named test exists, and no promise is left out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (Kept|In part: [^|]+|Not yet[^|]*) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS = ROW.findall(TEXT)


def test_every_promise_has_a_line():
    assert [int(number) for number, _state, _tests in ROWS] == list(range(1, 25))


@pytest.mark.parametrize(("number", "state", "tests"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_kept_is_tested_and_what_is_not_yet_names_nothing(number, state, tests):
    assert bool(NAMED.findall(tests)) == (not state.startswith("Not yet"))
    assert NAMED.sub("", tests).strip() in {"", "—"}


def test_every_named_test_exists():
    named = NAMED.findall(TEXT)
    assert named
    missing = [f"{path}::{name}" for path, name in named if not _defines(ROOT / path, name)]
    assert missing == []


def _defines(path, name):
    return path.is_file() and re.search(rf"^ *def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", ["deploy.md", "security.md"])
def test_what_a_page_leads_to_is_there(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert linked
    assert [target for target in linked if not (ROOT / "docs" / target).exists()] == []
