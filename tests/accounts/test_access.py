"""Suspending, resuming, giving another role: by administrators alone, with a reason, never of oneself. Promises 4 and 10."""

import datetime
import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.accounts import access_actions
from cases.enums import AccessKind, Role
from cases.errors import Refused, Stale
from cases.models import AccessChange, Membership
from repatriation.sessions import USED_AT
from tests.accounts.keeping import (
    address,
    fresh,
    second_administrator,
    seen,
    sends,
    with_factors,
    without_factors,
)
from tests.factories import OfficeFactory
from tests.people import client_of, make_user
from tests.support.forms import form_of
from tests.support.signing_in import PASSPHRASE, signs_in, with_passphrase

PAGES = ("suspend", "resume", "role", "end_role", "ask_for_reset")


def changes(user):
    return [(change.kind, change.by_id, change.reason) for change in user.access_changes.order_by("pk")]


# --- suspended and resumed ---


def test_whoever_is_suspended_is_out_with_the_next_request_and_stays_out(administrator, caseworker):
    """Promise 10: an open page does not go on, and the old session is none after the access is resumed."""
    theirs, mine = client_of(caseworker), client_of(administrator)
    assert theirs.get("/children/").status_code == 200
    assert sends(mine, "suspend", caseworker, reason="The telephone was stolen").status_code == 302
    assert theirs.get("/children/")["Location"].startswith(reverse("account_login"))
    assert sends(mine, "resume", caseworker, reason="It was found").status_code == 302
    assert theirs.get("/children/")["Location"].startswith(reverse("account_login"))
    assert client_of(fresh(caseworker)).get("/children/").status_code == 200
    assert changes(caseworker) == [
        (AccessKind.SUSPENDED, administrator.pk, "The telephone was stolen"),
        (AccessKind.RESUMED, administrator.pk, "It was found"),
    ]


def test_signing_in_while_suspended_is_refused_in_a_sentence(administrator, caseworker):
    with_passphrase(caseworker)
    typed = {"login": caseworker.email, "password": PASSPHRASE}
    client = Client()
    assert signs_in(client, caseworker)["Location"] == "/"
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key__in=UserSession.objects.values("session_key")).exists()
    access_actions.suspend(by=administrator, user=caseworker, version=seen(caseworker), reason="Left the key")
    refused = client.post(reverse("account_login"), typed, follow=True)
    assert "Your access is suspended" in refused.content.decode()
    assert client.get("/children/").status_code == 302
    # A wrong passphrase learns nothing of it.
    wrong = client.post(reverse("account_login"), typed | {"password": "not this sentence"})
    assert "suspended" not in wrong.content.decode()


def test_sessions_on_record_are_gone_with_the_access(administrator, caseworker):
    signs_in(Client(), with_passphrase(caseworker))
    kept = list(UserSession.objects.filter(user=caseworker).values_list("session_key", flat=True))
    assert Session.objects.filter(session_key__in=kept).count() == 1
    access_actions.suspend(by=administrator, user=caseworker, version=seen(caseworker), reason="Why not")
    assert not UserSession.objects.filter(user=caseworker).exists()
    assert not Session.objects.filter(session_key__in=kept).exists()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_decides_about_the_own_access(administrator, office_north, page):
    second_administrator()
    with_factors(administrator)
    client, url = client_of(administrator), address(page, administrator)
    if page == "end_role":
        assert client.get(url).status_code == 404
        return
    typed = {"reason": "I want to", "role": "caseworker", "office": str(office_north.public_id)}
    assert client.post(url, form_of(client, url, **typed)).status_code == 422
    assert not AccessChange.objects.exists()
    assert fresh(administrator).role == Role.ADMINISTRATOR


def test_the_last_administrator_stays(administrator, office_north):
    other = second_administrator()
    access_actions.suspend(by=other, user=administrator, version=seen(administrator), reason="Away")
    for act, more in (
        (access_actions.suspend, {}),
        (access_actions.end_role, {}),
        (access_actions.change_role, {"role": Role.CASEWORKER, "office": office_north}),
    ):
        # Whoever was an administrator a moment ago decides too late.
        with pytest.raises(Refused):
            act(by=administrator, user=other, version=seen(other), reason="Revenge", **more)
    third = make_user("Ada Okoye", Role.ADMINISTRATOR)
    assert third.role == Role.ADMINISTRATOR
    Membership.objects.filter(user=third).update(to_date=timezone.localdate())
    with pytest.raises(Refused, match="own access has ended"):
        access_actions.suspend(by=third, user=other, version=seen(other), reason="Too late")
    assert Membership.objects.of_administrators().get().user == other


def test_whoever_got_another_role_meanwhile_decides_too_late(administrator, caseworker, office_north):
    other = second_administrator()
    assert other.role == Role.ADMINISTRATOR  # read with the request
    access_actions.change_role(
        by=administrator, user=other, version=seen(other), reason="Less", role=Role.CASEWORKER, office=office_north
    )  # fmt: skip
    with pytest.raises(Refused, match="own access has ended"):
        access_actions.suspend(by=other, user=caseworker, version=seen(caseworker), reason="Too late")


def test_of_two_who_decide_at_once_the_second_sees_both(administrator, caseworker):
    """Promise 13: 409 with what is on file now, and what was typed is kept."""
    other = second_administrator()
    mine, theirs = client_of(administrator), client_of(other)
    url = address("suspend", caseworker)
    late = form_of(mine, url, reason="The telephone was stolen")
    assert sends(theirs, "suspend", caseworker, reason="Away until spring").status_code == 302
    conflict = mine.post(url, late)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "The telephone was stolen" in page
    assert "On file now: Suspended" in page
    assert "by Tamar Beridze" in page
    assert changes(caseworker) == [(AccessKind.SUSPENDED, other.pk, "Away until spring")]
    with pytest.raises(Stale):
        access_actions.resume(by=administrator, user=caseworker, version=late["version"], reason="Again")


def test_a_form_sent_twice_decides_once(administrator, caseworker):
    """Promise 15."""
    client, url = client_of(administrator), address("suspend", caseworker)
    form = form_of(client, url, reason="The telephone was stolen")
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert AccessChange.objects.count() == 1


@pytest.mark.parametrize("reason", ["", " ", "a\x00b", "x" * 301])
@pytest.mark.parametrize("page", ["suspend", "role", "end_role"])
def test_a_reason_is_needed_and_has_to_be_readable(administrator, caseworker, page, reason):
    """Promise 18."""
    client, url = client_of(administrator), address(page, caseworker)
    response = client.post(url, form_of(client, url) | {"reason": reason})
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
    assert not AccessChange.objects.exists()


# --- another role ---


def test_another_role_ends_the_one_before_on_the_day(administrator, caseworker, office_west):
    answer = sends(
        client_of(administrator),
        "role",
        caseworker,
        role="supervisor",
        office=str(office_west.public_id),
        reason="Leads the new office",
    )
    assert answer.status_code == 302
    old, new = caseworker.memberships.order_by("pk")
    today = timezone.localdate()
    assert (old.to_date, new.from_date, new.to_date) == (today, today, None)
    assert (new.role, new.office) == (Role.SUPERVISOR, office_west)
    event = Membership.pgh_event_model.objects.filter(pgh_obj_id=new.pk).get()
    assert event.pgh_context.metadata["user"] == administrator.pk
    page = client_of(administrator).get(address("person", caseworker)).content.decode()
    assert "Became Supervisor at Office West, after Caseworker at Office North." in page
    assert "Why: Leads the new office" in page


def test_a_role_given_by_mistake_is_changed_on_the_same_day(administrator, caseworker, office_west):
    for role in (Role.SUPERVISOR, Role.CASEWORKER):
        access_actions.change_role(
            by=administrator,
            user=caseworker,
            version=seen(caseworker),
            role=role,
            office=office_west,
            reason="A slip",
        )
    assert caseworker.memberships.count() == 3
    assert fresh(caseworker).role == Role.CASEWORKER


def test_a_first_role_is_given(administrator):
    user = make_user("Nino Lomidze", Role.COORDINATOR)
    user.memberships.update(to_date=datetime.date(2019, 6, 1))
    assert (
        sends(client_of(administrator), "role", user, role="official", state="GE", reason="New").status_code
        == 302
    )
    assert (fresh(user).role, fresh(user).state) == (Role.OFFICIAL, "GE")
    assert changes(user) == [(AccessKind.GRANTED, administrator.pk, "New")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "caseworker", "office": ""}, "office"),
        ({"role": "official", "state": ""}, "state"),
        ({"role": "coordinator", "state": "TJ"}, "state"),
        ({"role": "caseworker", "office": "nowhere"}, "office"),
        ({"role": "king"}, "role"),
        ({"role": "caseworker"}, "role"),
    ],
)
def test_a_role_that_cannot_be_is_named_at_its_field(administrator, caseworker, typed, field):
    """Promise 18."""
    client, url = client_of(administrator), address("role", caseworker)
    response = client.post(url, form_of(client, url, reason="New work") | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert caseworker.memberships.count() == 1


def test_a_closed_office_is_no_choice(administrator, caseworker):
    closed = OfficeFactory(closed_date=datetime.date(2019, 1, 1))
    client, url = client_of(administrator), address("role", caseworker)
    typed = form_of(client, url, role="caseworker", office=str(closed.public_id), reason="New work")
    assert "office" in client.post(url, typed).context["form"].errors


# --- who sees it, and what it costs ---


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "official", "coordinator", "officer"])
def test_administrators_alone_see_and_decide(request, who, other_caseworker):
    """Promise 4."""
    client = client_of(request.getfixturevalue(who))
    assert client.get(address("person", other_caseworker)).status_code == 403
    for page in ("suspend", "resume", "role", "ask_for_reset"):
        assert client.post(address(page, other_caseworker), {}).status_code == 403
    user = request.getfixturevalue(who)
    with pytest.raises(Refused):
        access_actions.suspend(
            by=user, user=other_caseworker, version=seen(other_caseworker), reason="Because"
        )


def test_the_page_of_a_person_costs_the_same_with_a_long_history(
    administrator, caseworker, django_assert_max_num_queries
):
    for _number in range(30):
        AccessChange.objects.create(kind=AccessKind.CONFIRMED, user=caseworker, by=administrator)
    client = client_of(administrator)
    with django_assert_max_num_queries(22):
        client.get(address("person", caseworker))


def test_what_was_decided_cannot_be_changed_by_the_app(administrator, caseworker):
    """Promise 6."""
    AccessChange.objects.create(kind=AccessKind.CONFIRMED, user=caseworker, by=administrator)
    for act in (AccessChange.objects.all().delete, lambda: AccessChange.objects.update(reason="Nothing")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_list_says_state_factor_and_when_somebody_was_last_seen(administrator, caseworker, supervisor):
    with_factors(caseworker)
    supervisor.is_active = False
    supervisor.save()
    without_factors(supervisor)
    client = client_of(administrator)
    people = {person.name: person for person in client.get("/people/").context["people"]}
    assert people["Layla Haddad"].factors == "2 set up"
    assert people["Omar Rashid"].state == "Suspended"
    assert people["Pavel Sirota"].last_seen != "Never"
    for query, found in (
        ("factor=set", ["Layla Haddad", "Pavel Sirota"]),
        ("factor=none", ["Omar Rashid"]),
        ("now=ended", ["Omar Rashid"]),
        ("sort=-seen", ["Pavel Sirota", "Layla Haddad", "Omar Rashid"]),
    ):
        assert [row.name for row in client.get(f"/people/?{query}").context["people"]] == found


def test_whoever_stays_signed_in_was_seen_later_than_the_sign_in(administrator, caseworker):
    theirs = Client()
    signs_in(theirs, with_passphrase(caseworker))
    earlier = timezone.now() - datetime.timedelta(hours=2)
    caseworker.last_login = earlier
    caseworker.save()
    UserSession.objects.filter(user=caseworker).update(last_seen_at=earlier)
    session = theirs.session
    session[USED_AT] = time.time() - 5 * 60
    session.save()
    assert theirs.get("/children/").status_code == 200
    people = {person.name: person for person in client_of(administrator).get("/people/").context["people"]}
    assert people["Layla Haddad"].user.last_seen > earlier + datetime.timedelta(minutes=90)
