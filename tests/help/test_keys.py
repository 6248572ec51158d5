"""The page of keys and the script that answers to them say the same."""

import re
from pathlib import Path

from django.utils import translation

from cases.help.keys import KEYS

SCRIPT = Path(__file__).parents[2] / "cases/static/cases/js/page.js"
# As browsers name what is printed on a key; these do what they always do, without a script.
NAMES = {"Esc": "Escape", "↓": "ArrowDown", "↑": "ArrowUp"}
BY_THE_BROWSER = {"Tab", "Space"}


def _answered():
    source = SCRIPT.read_text(encoding="utf-8")
    tables = re.findall(r"const (?:letters|others) = \{(.*?)\n  \};", source, re.DOTALL)
    assert len(tables) == 2
    return {name for table in tables for name in re.findall(r'^\s+"?([^":]+)"?: ', table, re.MULTILINE)}


def _told():
    with translation.override("en"):
        caps = {str(cap) for place in KEYS for key in place.keys for cap in key.caps}
    return {NAMES.get(cap, cap) for cap in caps - BY_THE_BROWSER}


def test_every_key_of_the_script_is_told_and_no_other():
    assert _told() == _answered()
