"""Of a restricted file nothing leaves with whoever is not named, whenever the list was asked for. Promises 1 and 3."""

import pytest
from django.urls import reverse

from cases.models import NumberedExport
from tests import factories
from tests.outgoing.making import TERMS, asked, opened, table_of
from tests.people import client_of
from tests.restrictions.making import restriction_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db


def rows_of(user, export):
    return table_of(opened(user, export)[1])[0]


def test_a_list_that_was_asked_for_before_leaves_without_it(caseworker, supervisor, children):
    """The twin: whoever is named still takes all of it."""
    made = asked(caseworker, parts=["number"])
    restriction_of(children[0], named=[supervisor])
    assert {row["Case number"] for row in rows_of(caseworker, made)} == {
        child.case_number for child in children[1:]
    }
    assert len(rows_of(supervisor, made)) == len(children)
    assert children[0].public_id not in asked(caseworker, parts=["number"]).row_ids


def test_beside_a_parent_there_stands_no_number(caseworker, supervisor, children):
    guardian = factories.GuardianFactory(office=caseworker.office)
    held = factories.ChildFactory()
    for child in (*children[:2], held):
        factories.GuardianshipFactory(child=child, guardian=guardian)
    restriction_of(children[0], named=[supervisor])
    [row] = rows_of(caseworker, asked(caseworker, "guardians", parts=["children"]))
    told = row["Children, by case number"]
    assert children[1].case_number in told
    assert "Restricted file" in told
    assert "Held by another office" in told
    assert children[0].case_number not in told
    assert held.case_number not in told


def test_a_passenger_list_keeps_the_place_alone(caseworker, supervisor, children):
    transfer = factories.TransferFactory(office=caseworker.office)
    for child in children[:2]:
        factories.PassengerFactory(transfer=transfer, person=child.person)
    restriction_of(children[0], named=[supervisor])
    client, url = client_of(caseworker), reverse("outgoing:ask_passengers", args=[transfer.public_id])
    parts = ["number", "name", "other_names", "birth", "age", "sex", "destination"]
    assert client.post(url, form_of(client, url, **TERMS, parts=parts)).status_code == 302
    rows = {row["Name"]: row for row in rows_of(caseworker, NumberedExport.objects.get())}
    assert set(rows) == {"Restricted file", "Timur Saidov"}
    hidden = rows["Restricted file"]
    assert hidden["Destination"] == rows["Timur Saidov"]["Destination"]
    told = {title for title, value in hidden.items() if value}
    assert told == {"Name", "Destination", "Export"}
