"""Figures leave with a row in the trail, written before their first byte."""

import datetime

import pytest

from cases.audit import record
from cases.components import files
from cases.enums import AuditKind
from cases.models import AuditEvent
from tests.factories import ChildFactory, travelled
from tests.people import client_of
from tests.reports.reading import body_of

CODES = {
    "/reports/": "children-by-state",
    "/reports/totals/": "totals-per-state",
    "/reports/totals/TJ/": "departures",
    "/reports/claims/": "claims-per-state",
    "/reports/departures/": "departures",
    "/reports/published/": "published-figures",
}


@pytest.fixture
def client(coordinator):
    travelled(ChildFactory().person, on=datetime.date(2019, 7, 10), to="TJ")
    return client_of(coordinator)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("path", "code"), CODES.items())
def test_each_file_is_in_the_trail_and_named_without_a_word_of_its_content(
    client, coordinator, path, code, kind
):
    """Promise 7."""
    response = client.get(path, {"as_of": "2019-07-15", "format": kind})
    assert body_of(response)
    (event,) = AuditEvent.objects.filter(kind=AuditKind.EXPORT)
    assert (event.actor, event.subject, event.detail["format"]) == (coordinator, code, kind)
    day = "" if code == "published-figures" else "-2019-07-15"
    assert f'filename="{code}{day}.{kind}"' in response["Content-Disposition"]


def test_the_trail_is_written_before_the_first_byte(client, monkeypatch):
    """Promise 7."""
    seen = []

    def blocks(sheet, **options):
        seen.append(AuditEvent.objects.filter(kind=AuditKind.EXPORT).count())
        yield b"figures"

    monkeypatch.setattr(files, "csv_blocks", blocks)
    response = client.get("/reports/totals/", {"format": "csv"})
    assert body_of(response) == b"figures"
    assert seen == [1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_record_no_file(client, monkeypatch, kind):
    """Promise 7."""

    def fails(**what):
        raise OSError("the trail cannot be written")

    def written(*sheets, **options):
        raise AssertionError("a file was written without a record")

    monkeypatch.setattr(record, "exported", fails)
    monkeypatch.setattr(files, "csv_blocks", written)
    monkeypatch.setattr(files, "xlsx_file", written)
    with pytest.raises(OSError, match="the trail"):
        client.get("/reports/totals/", {"format": kind})


def test_a_wrong_question_leaves_no_file(client):
    response = client.get("/reports/totals/", {"as_of": "soon", "format": "csv"})
    assert response.status_code == 400
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT).exists()


def test_reading_a_page_is_no_export(client):
    client.get("/reports/totals/")
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT).exists()
