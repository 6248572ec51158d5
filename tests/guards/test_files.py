"""No address hands out a file with rows about persons but a numbered export. Promise 3.

Every address is asked by every role that it lets in, as it is and for each form that files of figures have. What comes
back as a file is a report of figures, named here, or carries the number of an export that is in the register.
"""

import re

import pytest
from django.urls import reverse

from cases.models import NumberedExport
from tests.guards.expectations import EXPECTED
from tests.guards.walk import ask, cells_of

# Files of figures, and of rows that are about no person: who has access, what left.
FIGURES = {
    "outgoing:register",
    "reports:claims",
    "reports:departures",
    "reports:published",
    "reports:totals",
    "reports:travelled",
}
NUMBERED = {"outgoing:file", "passports:printed"}
FORMATS = ("csv", "xlsx")
# What a browser keeps instead of showing it, and what no page of ours is.
PAGES = ("text/html", "application/json", "text/plain")
NUMBER = re.compile(r"E-[0-9A-Z]{5}-[0-9A-Z]", re.IGNORECASE)
PARTS = [sorted(EXPECTED)[start : start + 20] for start in range(0, len(EXPECTED), 20)]


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0])
def test_a_file_is_of_figures_or_carries_its_number(names, world):
    """Promise 3."""
    for name in names:
        files = [found for found in _answers(name, world) if _is_file(found)]
        for response in files:
            assert name in FIGURES or _number_of(response), f"{name} hands out a file without a number"
        assert bool(files) == (name in FIGURES | NUMBERED), name


def _answers(name, world):
    """What the address answers to each role that it lets in, of the first row that the role sees, as each format."""
    page, asked = EXPECTED[name], set()
    for cell in cells_of(name, page, world):
        is_seen = cell.role in page.who & cell.target.seen_by and cell.role != "anonymous"
        if cell.method != "GET" or "GET" not in page.methods or not is_seen or cell.role in asked:
            continue
        asked.add(cell.role)
        yield ask(cell, world).response
        client = world.clients[cell.role]
        for form in FORMATS if len(asked) == 1 else ():
            yield client.get(reverse(name, kwargs=cell.target.kwargs), {"format": form})


def _is_file(response):
    if response.status_code != 200:
        return False
    return "Content-Disposition" in response or not response["Content-Type"].startswith(PAGES)


def _number_of(response):
    """The number in the name of the file, where it is that of an export; every byte of the file is read as well."""
    found = NUMBER.search(response.get("Content-Disposition", "").upper())
    is_known = found and NumberedExport.objects.filter(number=found[0]).exists()
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return found[0] if is_known and content else ""
