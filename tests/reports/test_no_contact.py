"""Promise 2 on every address that the officials of a State can open: a child they may not know of changes no byte.

The pages come from the guard's own list, so that a new one is compared without being named here. Each page of figures
is asked with every filter and as every file; with leave to contact the State, the same child changes each of them.
"""

import datetime
import io
import re
import zipfile

from django.urls import reverse

from cases.enums import ContactLevel
from cases.models import ContactPermission
from tests.factories import ChildFactory, ContactPermissionFactory, NationalityFactory, travelled
from tests.guards.expectations import EXPECTED
from tests.people import client_of
from tests.reports.reading import body_of
from tests.reports.test_promises import four_children  # noqa: F401

DAY = datetime.date
STATE = {"code": "TJ"}
# What they show is when this very session was there last.
ABOUT_THE_SESSION = {"accounts:sessions", "accounts:time_left"}
AS_OF = {"as_of": "2019-07-15"}
# The child left from a country from which nobody else left: with and without that filter.
# Every filter that the pages have, as page and as CSV; a workbook holds the same cells (test_promises.py).
ASKED = ({}, {"departure": "SY"}, {"departure": "IQ"}, {"sort": "-children"}, {"as_of": "2019-10-01"})
PUBLISHED = ({}, {"kind": "batch"}, {"state": "TJ"}, {"year": "2019"}, {"sort": "when"})
UNASKED = {"departure": "IQ"}
LEVELS = (ContactLevel.NOT_ASSESSED, ContactLevel.PROHIBITED, ContactLevel.REVOKED)
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
_ROW_ID = re.compile(rb'value="[0-9a-f]{8}-[0-9a-f-]{27}"')


def _addresses():
    """Name and address of every page that an official of Tajikistan is let in to and that needs no row of a case."""
    for name, page in sorted(EXPECTED.items()):
        if "official" in page.who and "GET" in page.methods and name not in ABOUT_THE_SESSION:
            state = STATE if page.kind == "state" else {}
            yield name, reverse(name, kwargs=state | page.also)


def _questions(name):
    """What each page is asked: figures with every filter and as every file, others as they are."""
    if not name.startswith("reports:"):
        return [{}]
    asked = PUBLISHED if name == "reports:published" else ASKED
    questions = [AS_OF | words | more for words in asked for more in ({}, {"format": "csv"})]
    return [*questions, AS_OF | {"format": "xlsx"}]


def _seen(client):
    found = {}
    for name, address in _addresses():
        for words in _questions(name):
            answer = client.get(address, words)
            assert answer.status_code in (200, 302), (address, words)
            body = body_of(answer) if answer.streaming else answer.content
            found[name, tuple(words.items())] = _normalised(body, words)
    return found


def _normalised(body, words):
    if words.get("format") == "xlsx":
        return _sheet(body)
    return _ROW_ID.sub(b"ID", _TOKEN.sub(b"TOKEN", body))


def _sheet(body):
    """The parts of a workbook but the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return {name: book.read(name) for name in sorted(book.namelist()) if name != "docProps/core.xml"}


def test_no_page_filter_or_file_of_an_official_changes(official, four_children):  # noqa: F811
    """Promise 2: byte for byte, with a child of every level that means no; with leave one of them changes each page."""
    client = client_of(official)
    before = _seen(client)
    hidden = [_gone_unknown(level) for level in LEVELS]
    after = _seen(client)
    assert [asked for asked in before if before[asked] != after[asked]] == []

    ContactPermission.objects.filter(child=hidden[0]).update(level=ContactLevel.PERMITTED_ANONYMOUS)
    with_leave = _seen(client)
    unchanged = {asked for asked in before if before[asked] == with_leave[asked]}
    # Of whoever left from elsewhere nothing shows where another country is asked for.
    telling = {
        (name, words)
        for name, words in before
        if name.startswith("reports:") and not UNASKED.items() <= dict(words).items()
    }
    assert len(telling) > 40
    assert telling & unchanged == set()


def _gone_unknown(level):
    """A child with a claim who went to Tajikistan from Syria, and of whom that State may not know."""
    child = ChildFactory(person__sex="f")
    NationalityFactory(child=child, state_id="TJ", claimed_date=DAY(2019, 3, 12))
    travelled(child.person, on=DAY(2019, 5, 4), to="TJ", leaving="SY")
    ContactPermissionFactory(child=child, state_id="TJ", level=level)
    return child
