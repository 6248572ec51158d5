"""Promise 10: the link opens once, in time, for a good passphrase; and then a second factor is compulsory."""

import datetime
import logging

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.enums import Role
from cases.errors import Refused
from cases.invitations import actions
from cases.models import Invitation, User
from repatriation.logs import Impersonal
from tests.invitations.making import InvitationFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db

GOOD = "violet kettle under marble"
PAGE = "/welcome/"


@pytest.fixture
def link(supervisor):
    """The link of an invitation to the office of the supervisor."""
    codes = []
    actions.invite(
        by=supervisor, url_for=lambda code: codes.append(code) or "", email="samira.qasim@example.org",
        full_name="Samira Qasim", role=Role.CASEWORKER, office=supervisor.office,
    )  # fmt: skip
    return f"/welcome/{codes[0]}/"


def accept(client, passphrase=GOOD, again=None):
    return client.post(PAGE, {"passphrase": passphrase, "again": passphrase if again is None else again})


def test_the_link_leaves_its_address_at_once(client, link):
    answer = client.get(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(PAGE)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Welcome, Samira Qasim" in page.content.decode()
    assert "Omar Rashid" in page.content.decode()


def test_no_row_of_the_database_holds_the_link(client, link):
    client.get(link)
    word = link.split("/")[2][:43]
    assert all(word not in str(row.get_decoded()) for row in Session.objects.all())
    assert word not in str(list(Invitation.pgh_event_model.objects.values()))


def test_looking_does_not_use_it_up(client, link):
    for _look in range(3):
        client.get(link)
        assert client.get(PAGE).status_code == 200
    client.head(link)
    assert Invitation.objects.get().used_at is None


def test_a_good_passphrase_makes_the_account_and_leads_to_the_second_factor(client, link, supervisor):
    client.get(link)
    answer = accept(client)
    assert answer.headers["Location"] == "/accounts/2fa/"
    user = User.objects.get(email="samira.qasim@example.org")
    assert (user.full_name, user.role, user.office) == ("Samira Qasim", Role.CASEWORKER, supervisor.office)
    assert user.check_password(GOOD)
    assert Invitation.objects.get().user == user
    assert client.session[SESSION_KEY] == str(user.pk)
    assert client.get("/children/").headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize(
    ("passphrase", "again", "field", "words"),
    [
        ("too short", None, "passphrase", "15 characters"),
        ("samira under marble", None, "passphrase", "samira"),
        ("repatriation register", None, "passphrase", "repatriation"),
        ("kettle winter 2026", None, "passphrase", "winter 2026"),
        (GOOD, "violet kettle", "again", "not the same"),
        ("", "", "passphrase", "required"),
        ("nul \x00 nul nul nul nul", None, "passphrase", "Null characters"),
    ],
)
def test_what_is_wrong_with_a_passphrase_stands_beside_it(client, link, passphrase, again, field, words):
    client.get(link)
    answer = accept(client, passphrase, again)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert GOOD not in answer.content.decode()
    assert not User.objects.filter(email="samira.qasim@example.org").exists()


def spoilt(link, how):
    rows = Invitation.objects.all()
    now = timezone.now()
    if how == "expired":
        rows.update(sent_at=now - datetime.timedelta(hours=72), expires_at=now)
    if how == "withdrawn":
        rows.update(withdrawn_at=now)
    if how == "forged":
        return link[:-2] + ("a" if link[-2] != "a" else "b") + "/"
    if how == "unknown":
        rows.update(token_hash="x")  # noqa: S106
    return link


@pytest.mark.parametrize(
    ("how", "status"), [("expired", 410), ("withdrawn", 410), ("forged", 404), ("unknown", 404)]
)
def test_a_link_that_is_no_good_says_so_kindly_and_whom_to_ask(client, link, how, status):
    client.get(spoilt(link, how))
    for answer in (client.get(PAGE), accept(client)):
        assert answer.status_code == status
        page = answer.content.decode()
        assert "does not open an account any more" in page
        assert ("Omar Rashid" in page) is (status == 410)
    assert User.objects.count() == 1


def test_a_link_works_once(client, link):
    client.get(link)
    accept(client)
    other = type(client)()
    assert other.get(link, follow=True).status_code == 410
    assert accept(other).status_code == 410
    assert User.objects.filter(email="samira.qasim@example.org").count() == 1


def test_of_two_who_are_as_quick_one_gets_it(link):
    first, second = (Invitation.objects.get() for _one in range(2))
    actions.accept(invitation=first, password=GOOD)
    with pytest.raises(Refused):
        actions.accept(invitation=second, password=GOOD)


def test_a_link_that_was_replaced_while_the_page_was_open_is_dead(link, supervisor):
    opened = Invitation.objects.get()
    actions.send_again(by=supervisor, invitation=opened, url_for=str)
    with pytest.raises(Refused):
        actions.accept(invitation=opened, password=GOOD)


def test_nobody_comes_to_an_office_that_was_closed_meanwhile(link, office_north):
    office_north.closed_date = timezone.localdate()
    office_north.save()
    with pytest.raises(Refused):
        actions.accept(invitation=Invitation.objects.get(), password=GOOD)


def test_an_invitation_of_somebody_whose_access_ended_opens_nothing_until_another_sends_it(
    client, link, supervisor, administrator
):
    supervisor.is_active = False
    supervisor.save()
    client.get(link)
    assert accept(client).status_code == 410
    assert not User.objects.filter(email="samira.qasim@example.org").exists()
    again = actions.send_again(by=administrator, invitation=Invitation.objects.get(), url_for=str)
    user = actions.accept(invitation=again, password=GOOD)
    assert user.access_changes.get().by == administrator


def test_without_a_link_there_is_nothing(client, db):
    assert client.get(PAGE).status_code == 404


def test_somebody_who_is_signed_in_here_is_asked_to_leave_first(link, other_caseworker):
    browser = client_of(other_caseworker)
    browser.get(link)
    page = browser.get(PAGE).content.decode()
    assert "You are signed in as Rana Aziz" in page
    assert "Samira Qasim" in page
    accept(browser)
    assert not User.objects.filter(email="samira.qasim@example.org").exists()
    assert browser.post("/welcome/leave/").headers["Location"] == PAGE
    assert SESSION_KEY not in browser.session
    assert accept(browser).headers["Location"] == "/accounts/2fa/"


def test_no_log_line_holds_the_link(link):
    """Promise 7."""
    line = Impersonal("%(message)s").format(
        logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (link,), None)
    )
    assert line == "Internal Server Error: /welcome/…/"
    reset = logging.LogRecord("x", logging.ERROR, "", 0, "/accounts/password/reset/key/1-abc/", (), None)
    assert Impersonal("%(message)s").format(reset) == "/accounts/password/reset/key/…/"


RULES = [
    ("invitation_case_work_has_office", {"office": None}),
    ("invitation_official_has_state", {"role": Role.OFFICIAL}),
    ("invitation_official_has_state", {"role": Role.COORDINATOR, "state_id": "TJ"}),
    ("invitation_used_by_an_account", {"used_at": timezone.now()}),
    ("invitation_in_order", {"expires_at": timezone.now() - datetime.timedelta(days=9)}),
]


@pytest.mark.parametrize(("rule", "wrong"), RULES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_postgres_refuses(supervisor, rule, wrong):
    """Promise 14; the rows of the other tests are those that pass."""
    InvitationFactory(invited_by=supervisor, role=Role.OFFICIAL, office=None, state_id="TJ")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        InvitationFactory(invited_by=supervisor, **wrong)


def test_postgres_refuses_a_second_open_one_and_one_that_was_used_too_late(supervisor, caseworker):
    made = InvitationFactory(invited_by=supervisor)
    with pytest.raises(IntegrityError, match="invitation_one_open"), transaction.atomic():
        InvitationFactory(invited_by=supervisor, email=made.email.upper())
    with pytest.raises(IntegrityError, match="invitation_used_in_time"), transaction.atomic():
        late = made.expires_at + datetime.timedelta(seconds=1)
        Invitation.objects.filter(pk=made.pk).update(used_at=late, user=caseworker)
    Invitation.objects.filter(pk=made.pk).update(used_at=timezone.now(), user=caseworker)
    InvitationFactory(invited_by=supervisor, email=made.email)
