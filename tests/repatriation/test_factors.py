"""Promise 10: setting up a second factor, signing in with it, and seeds that nobody reads in the database."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse

from cases.access.second_factor import PROVED
from cases.enums import Role
from cases.models import User
from tests.people import SEED, client_of, make_user, sign_in
from tests.support.codes import code_of

pytestmark = pytest.mark.django_db

GOOD = "violet kettle under marble"
SIGN_IN, FACTORS, APP, CODES = (
    "/accounts/login/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/",
)  # fmt: skip


@pytest.fixture
def newcomer(office_north):
    """Somebody who has a passphrase and no second factor."""
    user = make_user("Samira Qasim", Role.CASEWORKER, office=office_north)
    Authenticator.objects.filter(user=user).delete()
    return with_passphrase(user)


def with_passphrase(user):
    user.set_password(GOOD)
    user.save()
    return user


def types_passphrase(client, user, passphrase=GOOD):
    return client.post(SIGN_IN, {"login": user.email, "password": passphrase})


def shown_key(client):
    page = client.get(APP).content.decode()
    return "".join(re.findall(r"<span>([A-Z2-7]{1,4})</span>", page.partition("key-groups")[2]))


def set_up(client, user):
    """Sign in with the passphrase, confirm it, set up an app; returns its seed."""
    types_passphrase(client, user)
    client.post("/accounts/reauthenticate/", {"password": GOOD, "next": APP})
    seed = shown_key(client)
    assert client.post(APP, {"code": code_of(seed)}).headers["Location"] == CODES
    return seed


def test_the_first_sign_in_leads_through_app_and_codes_to_the_start_page(client, newcomer):
    assert types_passphrase(client, newcomer).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == FACTORS
    set_up(client, newcomer)
    assert client.get("/children/").headers["Location"] == CODES
    page = client.get(CODES).content.decode()
    assert len(re.findall(r"<li><span class=\"code\">\d{4} \d{4}</span>", page)) == 10
    assert 'download="recovery-codes.txt"' in page
    assert "Samira" not in page.partition("code-list")[2].partition("</section>")[0]
    assert client.post(CODES).headers["Location"] == "/"
    assert client.get("/children/").status_code == 200


def test_recovery_codes_are_shown_once(client, newcomer):
    set_up(client, newcomer)
    first = client.get(CODES).content.decode()
    again = client.get(CODES).content.decode()
    code = re.search(r"\d{4} \d{4}", first.partition("code-list")[2])[0]
    assert code not in again
    assert "shown once already" in again
    client.post(CODES)
    assert client.get(f"{CODES}download/").status_code == 404


def test_new_codes_have_to_be_kept_anew(caseworker, django_capture_on_commit_callbacks):
    client = client_of(with_passphrase(caseworker))
    client.post("/accounts/reauthenticate/", {"password": GOOD})
    assert client.post(f"{CODES}generate/").headers["Location"] == CODES
    assert client.get("/children/").headers["Location"] == CODES
    client.post(CODES)
    assert client.get("/children/").status_code == 200


def test_no_seed_can_be_read_in_any_column(client, newcomer):
    types_passphrase(client, newcomer)
    client.post("/accounts/reauthenticate/", {"password": GOOD})
    seed = shown_key(client)
    assert seed not in str([row.get_decoded() for row in Session.objects.all()])
    code = code_of(seed)
    client.post(APP, {"code": code})
    rows = {row.type: row for row in Authenticator.objects.filter(user=newcomer)}
    assert set(rows) == {"totp", "recovery_codes"}
    codes = rows["recovery_codes"].wrap().generate_codes()
    for row in rows.values():
        assert seed not in str(row.data)
        assert not [code for code in codes if code in str(row.data)]
    assert not rows["totp"].wrap().validate_code(code), "the code that switched the app on opens nothing else"
    assert not re.search(r"'seed': '[0-9a-f]{80}'", str(rows["recovery_codes"].data))
    assert SECRET_SESSION_KEY not in client.session


def test_the_key_is_a_picture_of_our_own(client, newcomer):
    assert client.get(reverse("mfa_totp_image")).status_code == 302
    types_passphrase(client, newcomer)
    assert client.get(reverse("mfa_totp_image")).status_code == 404
    client.post("/accounts/reauthenticate/", {"password": GOOD})
    page = client.get(APP).content.decode()
    assert 'src="/accounts/2fa/totp/image.svg' in page
    assert "data:image" not in page
    picture = client.get(reverse("mfa_totp_image"))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "no-store"
    assert b"<path" in picture.content


def test_a_wrong_first_code_keeps_the_key(client, newcomer):
    types_passphrase(client, newcomer)
    client.post("/accounts/reauthenticate/", {"password": GOOD})
    seed = shown_key(client)
    wrong = client.post(APP, {"code": "000000" if code_of(seed) != "000000" else "000001"})
    assert "code" in wrong.context["form"].errors
    assert client.post(APP, {"code": code_of(seed)}).status_code == 302


def test_a_passphrase_alone_opens_nothing(client, caseworker):
    answer = types_passphrase(client, with_passphrase(caseworker))
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert SESSION_KEY not in client.session
    assert client.get("/children/").status_code == 302


def test_passphrase_and_code_open_it_and_a_code_works_once(client, caseworker):
    types_passphrase(client, with_passphrase(caseworker))
    code = code_of(SEED)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).headers["Location"] == "/"
    assert client.session[PROVED] == caseworker.pk
    assert client.get("/children/").status_code == 200
    other = type(client)()
    types_passphrase(other, caseworker)
    refused = other.post("/accounts/2fa/authenticate/", {"code": code})
    assert refused.status_code == 200
    assert "used already" in refused.content.decode()
    assert SESSION_KEY not in other.session


def test_a_recovery_code_opens_it_once(client, caseworker):
    codes = Authenticator.objects.get(user=caseworker, type="recovery_codes").wrap().generate_codes()
    for browser, opens in ((client, True), (type(client)(), False)):
        types_passphrase(browser, with_passphrase(caseworker))
        page = browser.get("/accounts/2fa/authenticate/").content.decode()
        assert "I do not have my device" in page
        browser.post("/accounts/2fa/authenticate/", {"code": f"{codes[0][:4]} {codes[0][4:]}"})
        assert (SESSION_KEY in browser.session) is opens


def test_the_last_factor_stays(caseworker):
    client = client_of(with_passphrase(caseworker))
    client.post("/accounts/reauthenticate/", {"password": GOOD})
    page = client.post("/accounts/2fa/totp/deactivate/")
    assert "A second factor is compulsory" in page.content.decode()
    passkey = Authenticator.objects.create(
        user=caseworker, type="webauthn", data={"name": "Key", "credential": {}}
    )
    Authenticator.objects.filter(user=caseworker, type="totp").delete()
    answer = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]), follow=True)
    assert "A second factor is compulsory" in answer.content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_a_superuser_comes_through_the_same_door(client):
    root = with_passphrase(User.objects.create_superuser(email="root@example.org", full_name="Root Keeper"))
    set_up(client, root)
    client.post(CODES)
    assert client.get("/admin/").status_code == 200


def test_somebody_signed_in_without_a_code_is_read_in_one_query(caseworker, django_assert_num_queries):
    client = client_of(caseworker)
    with django_assert_num_queries(6):
        client.get("/session/left/")


def test_who_sets_up_a_second_one_is_still_in(caseworker):
    client = client_of(with_passphrase(caseworker))
    page = client.get(FACTORS).content.decode()
    assert "An app is set up" in page
    assert "10 codes are left" in page
    sign_in(client, caseworker)
    assert client.get("/accounts/2fa/webauthn/").status_code == 200


# Not what a browser says of a passkey: other JSON, none, too deep, too long, and halves of an answer.
NO_ANSWERS = [
    "", "x", "[]", '{"id": 1}', "[" * 5000, "1" * 5000,
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_what_is_no_answer_of_a_passkey_is_refused(client, caseworker, answer):
    """Promise 18, on each page where a browser answers with one."""
    visitor = client_of(with_passphrase(caseworker))
    assert visitor.post("/accounts/2fa/webauthn/add/", {"credential": answer}).status_code == 200
    Authenticator.objects.create(user=caseworker, type="webauthn", data={"name": "Key", "credential": {}})
    again = visitor.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": answer})
    assert again.status_code in (200, 302)
    come_in = client.post("/accounts/2fa/webauthn/login/", {"credential": answer})
    assert (come_in.status_code, come_in.headers["Location"]) == (302, SIGN_IN)
    assert SESSION_KEY not in client.session
