"""No address hands out a file with rows about persons but a numbered export. Promise 3.

What every address answers to every role is held against the same rule by the walk (test_doors.py). Here each is asked for
the files that figures have, and the rule is tried on files that it must notice.
"""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.guards.expectations import EXPECTED
from tests.guards.files import FIGURES, NUMBERED, is_file, may_leave
from tests.guards.walk import cells_of, finish
from tests.support.printed import words_of

PARTS = [sorted(EXPECTED)[start : start + 40] for start in range(0, len(EXPECTED), 40)]


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0])
def test_a_file_is_of_figures_or_carries_its_number(names, world):
    """Promise 3."""
    for name in names:
        response = _asked_for_a_file(name, world)
        if response is None or not is_file(response):
            assert name not in FIGURES, f"{name} is named as a file of figures and is none"
            continue
        assert name in FIGURES | NUMBERED, f"{name} hands out a file"
        assert may_leave(name, response), f"{name} hands out a file without a number"
        assert words_of(response)


def _asked_for_a_file(name, world):
    """What the address answers to the first role that it lets in, asked for a table."""
    page = EXPECTED[name]
    for cell in cells_of(name, page, world):
        if cell.role == "anonymous" or cell.role not in page.who & cell.target.seen_by:
            continue
        if cell.method == "GET" and "GET" in page.methods:
            address = reverse(name, kwargs=cell.target.kwargs)
            response = world.clients[cell.role].get(address, {"format": "csv"})
            finish(response)
            return response
    return None


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/csv; charset=utf-8"},
        {"content_type": "application/pdf"},
        {
            "content_type": "text/html",
            "headers": {"Content-Disposition": 'attachment; filename="children.csv"'},
        },
        {
            "content_type": "text/csv",
            "headers": {"Content-Disposition": 'attachment; filename="e-22222-2.csv"'},
        },
    ],
    ids=["table", "paper", "attachment", "number-of-nothing"],
)
def test_a_file_without_a_number_would_be_noticed(headers, db):
    response = HttpResponse("Zarina Saidova", **headers)
    assert is_file(response)
    assert not may_leave("children:list", response)
