"""One's own page: the language goes with the account, and how long one is signed in; offices that open again."""

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.keeping import address, fresh, sends
from tests.factories import ChildFactory
from tests.people import client_of, make_user
from tests.support.forms import form_of
from tests.support.signing_in import signs_in, with_passphrase


def test_the_language_is_kept_and_holds_after_signing_in_elsewhere(caseworker):
    client = client_of(caseworker)
    answer = client.post(reverse("accounts:choose_language"), {"language": "ar"})
    assert answer["Location"] == reverse("accounts:profile")
    assert 'lang="ar" dir="rtl"' in client.get("/profile/").content.decode()
    assert fresh(caseworker).language == "ar"
    elsewhere = Client()
    signs_in(elsewhere, with_passphrase(fresh(caseworker)))
    assert elsewhere.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    assert 'lang="ar" dir="rtl"' in elsewhere.get("/profile/").content.decode()


@pytest.mark.parametrize("language", ["", "xx", "\x00", "ar,en"])
def test_a_language_that_is_not_on_offer_is_not_kept(caseworker, language):
    """Promise 18."""
    client = client_of(caseworker)
    assert client.post(reverse("accounts:choose_language"), {"language": language}).status_code == 302
    assert fresh(caseworker).language == ""


def test_the_own_page_says_since_when_one_is_signed_in(caseworker):
    response = client_of(caseworker).get("/profile/")
    assert str(timezone.localtime().year) in response.context["session"].since
    assert "Signed in here since" in response.content.decode()
    assert reverse("accounts:roles") in response.content.decode()


# --- offices ---


def test_an_office_opens_again_with_a_reason(administrator, office_west):
    client = client_of(administrator)
    assert sends(client, "office_edit", office_west, closed_date="2019-05-01").status_code == 302
    # Emptying the day is no way to open it.
    assert sends(client, "office_edit", office_west, closed_date="").status_code == 422
    assert sends(client, "office_reopen", office_west, reason="").status_code == 422
    assert sends(client, "office_reopen", office_west, reason="There is work again").status_code == 302
    office_west.refresh_from_db()
    assert office_west.closed_date is None
    page = client.get(address("office_detail", office_west)).content.decode()
    assert "It opened again." in page
    assert "Why: There is work again" in page
    assert sends(client, "office_reopen", office_west, reason="Once more").status_code == 422


def test_two_who_open_an_office_at_once(administrator, office_west):
    """Promise 13."""
    office_west.closed_date = datetime.date(2019, 5, 1)
    office_west.save()
    other = make_user("Tamar Beridze", "administrator")
    mine, theirs = client_of(administrator), client_of(other)
    url = address("office_reopen", office_west)
    late = form_of(mine, url, reason="There is work again")
    assert sends(theirs, "office_reopen", office_west, reason="They asked").status_code == 302
    conflict = mine.post(url, late)
    assert conflict.status_code == 409
    assert "There is work again" in conflict.content.decode()
    assert "Tamar Beridze" in conflict.content.decode()


def test_an_administrator_sees_what_keeps_an_office_open_and_no_child(administrator, caseworker):
    """Promise 4."""
    child = ChildFactory(office=caseworker.office, name="Zarina Saidova")
    response = client_of(administrator).get(address("office_detail", caseworker.office))
    assert response.context["left"] == {"people": 1, "cases": 1}
    page = response.content.decode()
    assert "Zarina" not in page
    assert child.case_number not in page
    assert address("person", caseworker) in page
