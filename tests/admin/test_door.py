"""Who gets into the repair tool, and by which door."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from cases.enums import AuditKind
from cases.models import AuditEvent, User
from tests.people import client_of, with_second_factor

INDEX = "/admin/"
ROLES = ("caseworker", "supervisor", "official", "coordinator", "officer", "administrator")


def test_a_superuser_sees_the_records(keeper):
    response = keeper.get(INDEX)
    assert response.status_code == 200
    assert "Repair tool" in response.content.decode()


def test_no_address_looks_into_any_table(keeper):
    for kind in ContentType.objects.values_list("pk", flat=True):
        assert keeper.get(f"{INDEX}r/{kind}/1/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_it(role, request):
    user = request.getfixturevalue(role)
    for address in (
        INDEX,
        reverse("admin:cases_child_changelist"),
        reverse("admin:login"),
        "/admin/nothing/",
    ):
        assert client_of(user).get(address).status_code == 403, address
    assert AuditEvent.objects.filter(kind=AuditKind.DENIAL, actor=user, subject="admin").exists()


def test_staff_who_are_no_superusers_stay_outside(db):
    staff = with_second_factor(
        User.objects.create_user(email="staff@example.org", full_name="Staff", is_staff=True)
    )
    assert client_of(staff).get(INDEX).status_code == 403


def test_a_superuser_who_was_closed_stays_outside(superuser):
    browser = client_of(superuser)
    User.objects.filter(pk=superuser.pk).update(is_active=False)
    assert browser.get(INDEX).status_code == 302


def test_anonymous_visitors_come_through_the_one_door(client, db):
    at_index = client.get(INDEX, follow=True)
    assert at_index.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/admin/"
    at_login = client.get(reverse("admin:login"), {"next": "/admin/cases/child/"})
    assert at_login.url == f"{reverse('account_login')}?next=/admin/cases/child/"


def test_no_password_is_taken_here(client, superuser):
    superuser.set_password("a long enough sentence")
    superuser.save()
    typed = {"username": superuser.email, "password": "a long enough sentence"}
    response = client.post(reverse("admin:login"), typed)
    assert response.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_the_way_on_after_signing_in_stays_on_this_site(keeper):
    away = keeper.get(reverse("admin:login"), {"next": "https://elsewhere.example/"})
    assert away.url == INDEX
    here = keeper.get(reverse("admin:login"), {"next": "/admin/cases/child/"})
    assert here.url == "/admin/cases/child/"


@pytest.mark.parametrize(
    ("name", "leads_to"), [("logout", "account_logout"), ("password_change", "account_change_password")]
)
def test_passwords_and_leaving_are_those_of_everybody(keeper, name, leads_to):
    assert keeper.get(reverse(f"admin:{name}")).url == reverse(leads_to)


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?status__exact=%00", "?e=1", "?p=99999999999", "?o=x", "?nothing=1", "?office__id__exact=x"],
)
def test_a_broken_query_is_no_fault_of_ours(keeper, query):
    """Promise 18."""
    response = keeper.get(reverse("admin:cases_child_changelist") + query)
    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["x", "99999999999999999999999", "_00"])
def test_a_row_that_does_not_exist_is_said_to_be_missing(keeper, key):
    for page in ("change", "history"):
        response = keeper.get(f"/admin/cases/child/{key}/{page}/", follow=True)
        assert response.status_code == 200
        assert "doesn’t exist" in response.content.decode()
