"""The demonstration's way in: one click per role in a demonstration, and no such address anywhere else."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cases.accounts.demo import demo_roles
from cases.enums import Role
from tests.people import make_user


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = "repatriation.urls_demo"


def test_a_role_button_signs_in_the_person_of_that_role(demonstration, client, caseworker, supervisor):
    response = client.post("/demo/enter/supervisor/")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session[SESSION_KEY] == str(supervisor.pk)


def test_the_first_person_of_a_role_is_the_one(demonstration, client, caseworker, other_caseworker):
    client.post("/demo/enter/caseworker/")
    assert client.session[SESSION_KEY] == str(caseworker.pk)


def test_the_buttons_say_role_person_and_place(demonstration, caseworker, official):
    shown = [(button.role, button.person, button.place) for button in demo_roles()]
    assert shown == [
        ("caseworker", "Layla Haddad", "Office North"),
        ("official", "Daniyar Orozov", "Tajikistan"),
    ]


def test_the_sign_in_page_has_one_button_per_role(demonstration, client, caseworker, coordinator):
    page = client.get(reverse("account_login")).content.decode()
    assert page.count("/demo/enter/") == 2
    assert "Nadia Ferrand" in page
    assert 'type="password"' not in page


def test_whoever_has_a_password_has_no_button(demonstration, client, db):
    person = make_user("Pavel Sirota", Role.ADMINISTRATOR)
    person.set_password("a long password of one's own")
    person.save()
    assert demo_roles() == []
    assert client.post("/demo/enter/administrator/").status_code == 404


@pytest.mark.parametrize("role", ["nobody", "official", "caseworker%1B"])
def test_a_role_that_is_not_there_is_not_found(demonstration, client, caseworker, role):
    assert client.post(f"/demo/enter/{role}/").status_code == 404


def test_entering_is_a_post_only(demonstration, client, caseworker):
    assert client.get("/demo/enter/caseworker/").status_code == 405


def test_entering_needs_the_token_of_the_page(demonstration, caseworker):
    assert Client(enforce_csrf_checks=True).post("/demo/enter/caseworker/").status_code == 403


def test_outside_a_demonstration_the_address_does_not_exist(client, caseworker):
    with pytest.raises(NoReverseMatch):
        reverse("demo:enter", args=["caseworker"])
    assert client.post("/demo/enter/caseworker/").status_code == 404
    assert SESSION_KEY not in client.session


def test_the_view_defends_itself_where_the_addresses_are_wrong(settings, client, caseworker):
    settings.ROOT_URLCONF = "repatriation.urls_demo"
    assert client.post("/demo/enter/caseworker/").status_code == 404
    assert demo_roles() == []


def test_outside_a_demonstration_the_sign_in_page_asks_for_a_password(client, caseworker):
    page = client.get(reverse("account_login")).content.decode()
    assert "/demo/enter/" not in page
    assert 'type="password"' in page
