"""A page for paper: what is printed comes as data, how it looks stands in a layout beside whoever prints it."""

import json
import subprocess  # nosec B404
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cases.names import script_of

PDF_TYPE = "application/pdf"
APP = Path(__file__).resolve().parents[1]
# The letters of names are shipped, so that they print alike on every machine; fonts of the machine are not asked.
FONTS = Path(__file__).resolve().parent / "fonts"
PROGRAM = Path(__file__).resolve().parent / "printing.py"
SECONDS = 30  # a letter takes less than one
PRINTED_SCRIPTS = frozenset({"Latn", "Cyrl", "Arab", "Geor"})
RIGHT_TO_LEFT = "Arab"

# What a layout is given: texts, and lists and mappings of them.
Data = str | Mapping[str, "Data"] | list["Data"]


def written(text: str, script: str = "") -> dict[str, str]:
    """Return words that somebody wrote with the direction they are read in; ``script`` is found unless given."""
    return {"text": text, "dir": "rtl" if (script or script_of(text)) == RIGHT_TO_LEFT else "ltr"}


def pdf_file(layout: str, mark: Mapping[str, Data], data: Mapping[str, Data], *, made: datetime) -> bytes:
    """Return the PDF that ``layout`` (a file of typst, such as ``passports/letter.typ``) makes of ``data``.

    ``mark`` stands on every page: see ``paper.typ``. Nothing in either is read as markup. The file is tagged for
    screen readers (PDF/UA-1, unless a sign is among the words that no font has: an empty box stands for it), and says
    nothing of itself but the title of the mark and when it was ``made``. Raises ``subprocess.SubprocessError`` where it
    cannot be made.
    """
    order = {
        "layout": str(APP / layout),
        "root": str(APP),
        "fonts": str(FONTS),
        "data": {"mark": mark, **data},
        "made": int(made.timestamp()),
    }
    # What the program says when it fails may quote what it was to print: it goes nowhere.
    done = subprocess.run(  # noqa: S603 # nosec B603 - the program it starts is our own
        [sys.executable, "-I", str(PROGRAM)],
        input=json.dumps(order).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout
