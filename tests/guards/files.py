"""Which answers are files, and which of these may leave: figures by name, everything else by the number of an export."""

import re

from cases.models import NumberedExport

# Files of figures, and of rows that are about no person: what left.
FIGURES = {
    "outgoing:register",
    "reports:claims",
    "reports:dashboard",
    "reports:departures",
    "reports:published",
    "reports:state_totals",
    "reports:totals",
    "watch:trail",
}
NUMBERED = {"outgoing:file", "passports:printed", "subjects:download"}
# What no page of ours is, a browser keeps instead of showing it.
PAGES = ("text/html", "application/json", "text/plain")
NUMBER = re.compile(r"E-[0-9A-Z]{5}-[0-9A-Z]")


def is_file(response):
    """Whether an answer is kept as a file."""
    if response.status_code != 200:
        return False
    return "Content-Disposition" in response or not response["Content-Type"].startswith(PAGES)


def may_leave(name, response):
    """Whether the file that the address ``name`` hands out is of figures, or carries the number of an export."""
    return name in FIGURES or bool(number_of(response))


def number_of(response):
    """The number in the name of the file, where it is that of an export; empty for any other file."""
    found = NUMBER.search(response.get("Content-Disposition", "").upper())
    return found[0] if found and NumberedExport.objects.filter(number=found[0]).exists() else ""
