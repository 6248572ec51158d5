"""Promise 10: whoever is signed in without a second factor opens no page but those on which one is set up."""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.urls import NoReverseMatch, reverse

from cases.access.second_factor import INVENTED, PROVED
from cases.enums import Role
from cases.models import User
from repatriation.gate import ALWAYS, SETTING_UP
from tests.guards.addresses import every_address
from tests.people import BACKEND, client_of, make_user, sign_in, with_second_factor

pytestmark = pytest.mark.django_db

ENROL, CODES = "/accounts/2fa/", "/accounts/2fa/recovery-codes/"
WORDS = {"uuid": uuid.uuid4(), "slug": "word", "str": "word", "path": "word", "int": 1}


@pytest.fixture
def newcomer(client, office_north):
    """A supervisor who has given a passphrase and has no second factor, and the browser."""
    user = make_user("Samira Qasim", Role.SUPERVISOR, office=office_north)
    Authenticator.objects.filter(user=user).delete()
    client.force_login(user, backend=BACKEND)
    return user


def paths():
    """Every address of the demonstration with some word in each place, by name."""
    for address in every_address():
        try:
            yield address.name, reverse(address.name, kwargs=_words(address.view, address.route))
        except NoReverseMatch:
            continue


def _words(_view, route):
    parts = [part.partition(">")[0] for part in route.split("<")[1:]]
    named = [part.rpartition(":") for part in parts if not part.startswith("P")]
    return {name: WORDS.get(kind, "word") for kind, _colon, name in named}


@pytest.fixture
def demo_addresses(settings):
    settings.ROOT_URLCONF = "repatriation.urls_demo"


def test_no_address_opens_but_those_that_set_one_up(demo_addresses, client, newcomer):
    opened, asked = {}, 0
    for name, path in paths():
        if name in ALWAYS | SETTING_UP:
            continue
        for send in (client.get, client.post):
            answer = send(path)
            asked += 1
            if (answer.status_code, answer.headers.get("Location")) != (302, ENROL):
                opened[f"{send.__name__} {name}"] = answer.status_code
    assert asked > 400
    assert opened == {}


def test_the_same_addresses_lead_elsewhere_once_there_is_one(demo_addresses, client, newcomer):
    """The twin: it is the gate that stood in the way."""
    with_second_factor(newcomer)
    sign_in(client, newcomer)
    found = {name for name, path in paths() if client.get(path).headers.get("Location") == ENROL}
    assert found == set()
    assert client.get("/children/").status_code == 200


def test_leaving_the_language_and_health_stay_open(client, newcomer):
    assert client.get("/livez").status_code == 200
    assert client.post("/i18n/setlang/", {"language": "ar"}).status_code == 302
    page = client.get(ENROL)
    assert page.status_code == 200
    assert "main-nav" not in page.content.decode()
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_factor_without_codes_that_are_kept_is_half_a_sign_in(client, newcomer):
    with_second_factor(newcomer)
    Authenticator.objects.filter(user=newcomer, type="recovery_codes").update(
        data={"seed": "x", "used_mask": 0}
    )
    sign_in(client, newcomer)
    assert client.get("/children/").headers["Location"] == CODES


def test_a_session_from_before_there_was_a_factor_has_to_sign_in_again(client, newcomer):
    """A stolen passphrase that was tried in time opens nothing afterwards."""
    with_second_factor(newcomer)
    for path in ("/children/", ENROL, CODES):
        client.force_login(newcomer, backend=BACKEND)
        answer = client.get(path)
        assert answer.headers["Location"] == f"/accounts/login/?next={path}"
        assert "_auth_user_id" not in client.session


def test_what_one_person_has_shown_opens_nothing_for_another(client, newcomer, caseworker):
    client.force_login(caseworker, backend=BACKEND)
    session = client.session
    session[PROVED] = newcomer.pk
    session.save()
    assert client.get("/children/").status_code == 302


def test_a_factor_that_was_reset_is_gone_at_once(caseworker):
    browser = client_of(caseworker)
    assert browser.get("/children/").status_code == 200
    Authenticator.objects.filter(user=caseworker).delete()
    assert browser.get("/children/").headers["Location"] == ENROL


def test_a_superuser_without_a_factor_gets_nothing(client):
    root = User.objects.create_superuser(email="root@example.org", full_name="Root Keeper")
    client.force_login(root, backend=BACKEND)
    for path in ("/admin/", "/admin/login/", "/admin/cases/child/", "/"):
        assert client.get(path).headers["Location"] == ENROL
    with_second_factor(root)
    sign_in(client, root)
    assert client.get("/admin/").status_code == 200


def test_a_button_of_the_demonstration_stands_in_only_there(client, newcomer, settings):
    session = client.session
    session[INVENTED] = newcomer.pk
    session.save()
    assert client.get("/children/").headers["Location"] == ENROL
    settings.DEMO = True
    assert client.get("/children/").status_code == 200


def test_the_gate_asks_the_database_nothing_of_its_own(caseworker, django_assert_num_queries):
    browser = client_of(caseworker)
    with django_assert_num_queries(6):  # the session, and the user with membership and factors
        browser.post("/session/stay/")


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "confirm-email/word/", "password/set/", "login/code/confirm/"],
)
def test_what_this_register_does_not_offer_is_not_there(client, caseworker, path):
    for browser in (client, client_of(caseworker)):
        assert browser.get(f"/accounts/{path}").status_code == 404
        assert browser.post(f"/accounts/{path}").status_code == 404
