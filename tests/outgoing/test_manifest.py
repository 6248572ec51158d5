"""The passenger list for paper is a numbered export too. Promise 3."""

import pytest
from django.urls import NoReverseMatch, reverse

from cases.models import AuditEvent, NumberedExport
from cases.outgoing.lists import PAPER_COLUMNS
from tests import factories
from tests.batches import making
from tests.outgoing.making import TERMS, opened, table_of
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def transfer(caseworker, children):
    made = making.draft(caseworker)
    making.add(caseworker, made, *children)
    return made


def ask(user, transfer, **terms):
    client, url = client_of(user), reverse("outgoing:ask_passengers", args=[transfer.public_id])
    return client.post(url, form_of(client, url, **{**TERMS, "format": "paper", **terms}))


def test_there_is_no_list_for_paper_without_a_number(transfer):
    with pytest.raises(NoReverseMatch):
        reverse("batches:print", args=[transfer.public_id])


def test_the_pages_carry_the_number_and_the_rows_that_were_fixed(caseworker, transfer, children, settings):
    settings.DEMO = True
    assert ask(caseworker, transfer).status_code == 302
    made = NumberedExport.objects.get()
    assert made.parts == list(PAPER_COLUMNS)
    later = factories.ChildFactory(office=caseworker.office, name="Later Comer")
    making.add(caseworker, transfer, later)
    page = opened(caseworker, made)[1].decode()
    for words in (
        made.number,
        TERMS["recipient"],
        "Zarina Saidova",
        "For the receiving State",
        "landscape",
        "Demonstration",
    ):
        assert words in page
    assert "Later Comer" not in page
    assert "Zarina" not in page[page.index("<title>") : page.index("</title>")]
    entry = AuditEvent.objects.get(kind="print")
    assert set(entry.subject_ids) == {str(row.public_id) for row in (*children, made)}


def test_the_list_leaves_as_a_table_with_the_columns_that_were_ticked(caseworker, transfer, children):
    ask(caseworker, transfer, format="csv", parts=["number", "role", "destination"])
    rows, _notes = table_of(opened(caseworker, NumberedExport.objects.get())[1])
    assert {row["Case number"] for row in rows} == {child.case_number for child in children}
    assert {row["Destination"] for row in rows} == {"Tajikistan"}


def test_pages_for_paper_are_not_encrypted(caseworker, transfer):
    response = ask(caseworker, transfer, encryption="password")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["encryption"]


def test_a_stranger_asks_for_no_list(other_caseworker, officer, transfer):
    """Promise 1."""
    url = reverse("outgoing:ask_passengers", args=[transfer.public_id])
    assert client_of(other_caseworker).get(url).status_code == 404
    assert client_of(officer).get(url).status_code == 403
