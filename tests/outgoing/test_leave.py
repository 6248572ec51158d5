"""What leaves for a State is only of whom it may learn, and closes when leave is withdrawn. Promises 2 and 23."""

import datetime

import pytest
from django.urls import reverse

from cases.enums import ContactLevel, ExportPurpose
from cases.models import AuditEvent, ContactPermission, NumberedExport
from cases.outgoing.contents import case_numbers_of
from tests import factories
from tests.outgoing.making import ask, asked, opened, table_of, url_of, waiting_list
from tests.people import client_of

pytestmark = pytest.mark.django_db
REQUEST = {"purpose": ExportPurpose.STATE_REQUEST, "state": "TJ", "recipient": "Consulate"}


def permit(child, level=ContactLevel.PERMITTED_MINIMUM):
    return factories.ContactPermissionFactory(child=child, state_id="TJ", level=level)


def withdraw(permission):
    ContactPermission.objects.filter(pk=permission.pk).update(to_date=datetime.date(2030, 1, 1))


def numbers_in(user, export):
    rows, _notes = table_of(opened(user, export)[1])
    return {row["Case number"] for row in rows}


def test_only_those_the_state_may_learn_of_are_in_the_list(caseworker, children):
    """Promise 2."""
    permit(children[0])
    made = asked(caseworker, parts=["number"], **REQUEST)
    assert made.row_ids == [children[0].public_id]
    assert (made.state_id, made.recipient) == ("TJ", "Tajikistan: Consulate")
    assert AuditEvent.objects.get(kind="export").detail["state"] == "TJ"


def test_leave_without_identifying_data_lets_no_name_go(caseworker, children):
    """Promise 2: such a child is on a list without names only."""
    permit(children[0], ContactLevel.PERMITTED_ANONYMOUS)
    permit(children[1])
    assert asked(caseworker, parts=["number", "name"], **REQUEST).row_ids == [children[1].public_id]
    assert set(asked(caseworker, parts=["number"], **REQUEST).row_ids) == {
        children[0].public_id,
        children[1].public_id,
    }


def test_a_list_of_nobody_goes_nowhere(caseworker, children):
    response = ask(caseworker, parts=["number"], **REQUEST)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["state"]
    assert not NumberedExport.objects.exists()


def test_who_may_not_be_told_of_any_more_falls_out_of_a_list(caseworker, children):
    """Promise 23."""
    leaves = [permit(child) for child in children[:2]]
    made = asked(caseworker, parts=["number"], **REQUEST)
    withdraw(leaves[0])
    assert numbers_in(caseworker, made) == {children[1].case_number}
    withdraw(leaves[1])
    response, content = opened(caseworker, made)
    assert response.status_code == 410
    assert "Leave to contact this State was withdrawn" in content.decode()


def test_withdrawal_stops_a_list_that_waits(caseworker, supervisor, children):
    """Promise 23: what nobody may learn of any more cannot be approved."""
    leave = permit(children[0])
    made = waiting_list(caseworker, children[:1], state_id="TJ", purpose=ExportPurpose.STATE_REQUEST)
    withdraw(leave)
    response = client_of(supervisor).post(url_of("decide", made), {"outcome": "approved"})
    assert response.status_code == 422
    assert "nothing can leave" in response.content.decode()


@pytest.mark.parametrize("kind", ["file", "names"])
def test_a_file_and_a_letter_for_a_state_close_when_leave_is_withdrawn(caseworker, children, kind):
    """Promise 23."""
    leave = permit(children[0])
    made = factories.NumberedExportFactory(
        child=children[0], made_by=caseworker, state_id="TJ", kind=kind, parts=["summary"], language="en"
    )
    route = {"file": "casefile:print", "names": "passports:printed"}[kind]
    url = reverse(route, args=[children[0].public_id, made.public_id])
    assert client_of(caseworker).get(url).status_code == 200
    withdraw(leave)
    response = client_of(caseworker).get(url)
    assert response.status_code == 410
    assert "Leave to contact this State was withdrawn" in response.content.decode()


def test_the_state_of_a_request_is_kept_on_the_export(caseworker, children):
    permit(children[0])
    url = reverse("casefile:export", args=[children[0].public_id])
    client = client_of(caseworker)
    form_id = client.get(url).context["form"]["form_id"].value()
    terms = {
        **REQUEST,
        "legal_basis": "consent",
        "reason": "It asked",
        "parts": ["summary"],
        "expires_date": datetime.date.today() + datetime.timedelta(days=3),
        "form_id": form_id,
    }
    assert client.post(url, terms).status_code == 302
    made = NumberedExport.objects.get()
    assert (made.state_id, made.office) == ("TJ", caseworker.office)


def test_a_parent_of_a_hidden_child_is_on_no_list_for_the_state(caseworker, children):
    """Promise 2: the parent's row would tell of the child."""
    both = factories.GuardianFactory(office=caseworker.office, name="Gulnora Saidova")
    one = factories.GuardianFactory(office=caseworker.office, name="Farida Saidova")
    far = factories.GuardianFactory(office=caseworker.office, name="Malika Saidova")
    held = factories.ChildFactory()  # by another office, whose rows a request here does not see
    permit(children[0])
    ties = (children[0], both), (children[1], both), (children[0], one), (children[0], far), (held, far)
    for child, guardian in ties:
        factories.GuardianshipFactory(child=child, guardian=guardian)
    made = asked(caseworker, "guardians", parts=["known"], **REQUEST)
    assert made.row_ids == [one.public_id]


def test_passengers_whom_the_state_may_not_know_of_are_left_out(caseworker, children):
    """Promise 2: the child, and the mother who is tied to nobody else."""
    transfer = factories.TransferFactory(office=caseworker.office)
    permit(children[0])
    shown = factories.PassengerFactory(transfer=transfer, person=children[0].person)
    hidden = factories.PassengerFactory(transfer=transfer, person=children[1].person)
    tie = factories.GuardianshipFactory(child=children[1], guardian__office=caseworker.office)
    mother = factories.PassengerFactory(transfer=transfer, person=tie.guardian.person, role="parent")
    url = reverse("outgoing:ask_passengers", args=[transfer.public_id])
    client = client_of(caseworker)
    terms = {"legal_basis": "consent", "reason": "It asked", "parts": ["number"], "format": "csv", **REQUEST}
    terms |= {name: client.get(url).context["form"][name].value() for name in ("form_id", "expires_date")}
    assert client.post(url, terms).status_code == 302
    made = NumberedExport.objects.get()
    assert made.row_ids == [shown.public_id]
    assert not {hidden.public_id, mother.public_id} & set(made.row_ids)
    assert case_numbers_of(made, caseworker, made.row_ids) == [children[0].case_number]
