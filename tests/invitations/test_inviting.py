"""Who invites whom, and what becomes of the link."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cases.enums import Role
from cases.errors import Refused
from cases.invitations import actions
from cases.invitations.codes import hash_of, new_code
from cases.models import Invitation, User
from tests.invitations.making import InvitationFactory, link_in_mail
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db

ADD, LIST = "/invitations/add/", "/invitations/"
ANYBODY = {"full_name": "Samira Qasim", "email": "Samira.Qasim@example.org"}


def invite(client, **typed):
    return client.post(ADD, form_of(client, ADD, **ANYBODY, **typed))


def test_an_administrator_invites_to_any_role(administrator, office_west):
    client = client_of(administrator)
    answer = invite(client, role=Role.SUPERVISOR, office=office_west.public_id)
    made = Invitation.objects.get()
    assert answer.headers["Location"] == f"/invitations/{made.public_id}/"
    assert (made.email, made.role, made.office, made.invited_by) == (
        "samira.qasim@example.org", Role.SUPERVISOR, office_west, administrator,
    )  # fmt: skip
    assert made.expires_at - made.sent_at == datetime.timedelta(hours=72)


def test_a_supervisor_invites_caseworkers_of_the_own_office_and_is_asked_nothing_else(
    supervisor, office_west
):
    client = client_of(supervisor)
    assert {"role", "office", "state"}.isdisjoint(client.get(ADD).context["form"].fields)
    sent = form_of(client, ADD, **ANYBODY)
    client.post(ADD, sent | {"role": "administrator", "office": str(office_west.public_id), "state": "TJ"})
    made = Invitation.objects.get()
    assert (made.role, made.office, made.state) == (Role.CASEWORKER, supervisor.office, None)


@pytest.mark.parametrize(("role", "own"), [(Role.SUPERVISOR, True), (Role.CASEWORKER, False)])
def test_more_is_refused_in_the_action_too(supervisor, office_west, role, own):
    with pytest.raises(Refused):
        actions.invite(
            by=supervisor, url_for=str, **ANYBODY, role=role, office=supervisor.office if own else office_west
        )
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "caseworker"}, "office"),
        ({"role": "official"}, "state"),
        ({"role": "coordinator", "state": "TJ"}, "state"),
        ({"role": ""}, "role"),
        ({"role": "nobody"}, "role"),
        ({"role": "coordinator", "email": "no address"}, "email"),
        (
            {"role": "coordinator", "email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org"},
            "email",
        ),
        ({"role": "coordinator", "email": "pavel.sirota@EXAMPLE.org"}, "email"),
        ({"role": "coordinator", "full_name": "A\x00b"}, "full_name"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_sent(administrator, typed, field):
    client = client_of(administrator)
    answer = client.post(ADD, form_of(client, ADD, **(ANYBODY | typed)))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert mail.outbox == []


def test_one_open_invitation_an_address(administrator):
    client = client_of(administrator)
    assert invite(client, role="coordinator").status_code == 302
    again = invite(client, role="official", state="TJ")
    assert again.status_code == 422
    assert "already an open invitation" in again.content.decode()
    actions.withdraw(by=administrator, invitation=Invitation.objects.get())
    assert invite(client, role="coordinator").status_code == 302


def test_the_same_form_sent_twice_sends_one_mail(administrator):
    """Promise 15."""
    client = client_of(administrator)
    sent = form_of(client, ADD, **ANYBODY, role="coordinator")
    assert client.post(ADD, sent).headers["Location"] == client.post(ADD, sent).headers["Location"]
    assert len(mail.outbox) == 1


def test_the_mail_carries_the_link_and_only_a_hash_is_kept(administrator, office_north):
    invite(client_of(administrator), role="caseworker", office=office_north.public_id)
    code = link_in_mail().split("/")[2]
    made = Invitation.objects.get()
    assert made.token_hash == hash_of(code)
    assert code[:43] not in str(Invitation.objects.values().get())
    letter = mail.outbox[0]
    assert letter.to == ["samira.qasim@example.org"]
    for word in ("Samira Qasim", "Pavel Sirota", "Caseworker", "Office North", "Repatriation register"):
        assert word in letter.body


def test_where_no_mail_leaves_nothing_is_kept(administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    answer = invite(client_of(administrator), role="coordinator")
    assert answer.status_code == 422
    assert "EMAIL_URL" in answer.content.decode()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1,
    )  # fmt: skip
    answer = invite(client_of(administrator), role="coordinator")
    assert "could not be sent" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_sending_again_makes_a_new_link_and_the_old_one_is_dead(administrator, client):
    browser = client_of(administrator)
    invite(browser, role="coordinator")
    first, made = link_in_mail(), Invitation.objects.get()
    Invitation.objects.update(
        sent_at=timezone.now() - datetime.timedelta(days=5),
        expires_at=timezone.now() - datetime.timedelta(days=2),
    )
    browser.post(reverse("invitations:send_again", args=[made.public_id]))
    assert client.get(first, follow=True).status_code == 404
    assert client.get(link_in_mail(), follow=True).status_code == 200


@pytest.mark.parametrize("action", ["send_again", "withdraw"])
def test_what_is_over_is_told_and_stays_as_it_is(administrator, action):
    made = InvitationFactory(invited_by=administrator, withdrawn_at=timezone.now())
    answer = client_of(administrator).post(
        reverse(f"invitations:{action}", args=[made.public_id]), follow=True
    )
    assert "used or withdrawn meanwhile" in answer.content.decode()
    assert mail.outbox == []


def test_the_list_shows_what_is_open(administrator, office_north):
    InvitationFactory(invited_by=administrator, full_name="Still Waiting")
    long_ago = timezone.now() - datetime.timedelta(days=9)
    InvitationFactory(invited_by=administrator, full_name="Never Came", sent_at=long_ago)
    InvitationFactory(invited_by=administrator, full_name="Taken Back", withdrawn_at=timezone.now())
    page = client_of(administrator).get(LIST).content.decode()
    assert "Still Waiting" in page
    assert "Never Came" in page
    assert "Time is over" in page
    assert "Taken Back" not in page


def test_the_list_costs_the_same_with_more_rows(administrator, django_assert_num_queries):
    client = client_of(administrator)
    costs = []
    for count in (3, 27):
        for _row in range(count):
            InvitationFactory(invited_by=administrator)
        with django_assert_num_queries(8):
            costs.append(client.get(LIST).status_code)
    assert costs == [200, 200]


def test_a_code_is_signed(administrator):
    code = new_code()
    assert len(hash_of(code)) == 64
    other = "A" if code[50] != "A" else "B"
    for forged in ("", "word", code[:-1], code[:50] + other + code[51:], code[:43], code[43:]):
        assert hash_of(forged) == ""


def test_a_history_says_who_invited(administrator):
    invite(client_of(administrator), role="coordinator")
    event = Invitation.pgh_event_model.objects.get()
    assert event.pgh_context.metadata["user"] == administrator.pk
    assert User.objects.count() == 1
