"""Taking away a second factor needs two administrators, and ends within a day. Promise 10."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from cases.accounts import factor_actions
from cases.enums import AccessKind, ResetOutcome
from cases.errors import Refused, Stale
from cases.models import FactorReset
from tests.accounts.keeping import (
    address,
    fresh,
    second_administrator,
    seen,
    sends,
    with_factors,
    without_factors,
)
from tests.people import client_of


@pytest.fixture
def reset(administrator, caseworker):
    """What one administrator asked for."""
    return ask(administrator, with_factors(caseworker))


def ask(by, user):
    return factor_actions.ask_for_reset(by=by, user=user, version=seen(user), reason="The key is lost")


def confirm(by, reset):
    return factor_actions.confirm_reset(by=by, reset=reset, version=seen(reset.user))


def test_one_asks_another_confirms_and_the_person_is_told(
    administrator, caseworker, django_capture_on_commit_callbacks
):
    with_factors(caseworker)
    mine, theirs, persons = client_of(administrator), client_of(second_administrator()), client_of(caseworker)
    assert sends(mine, "ask_for_reset", caseworker, reason="The key is lost").status_code == 302
    assert Authenticator.objects.filter(user=caseworker).count() == 3
    page = theirs.get(address("person", caseworker))
    assert "The key is lost" in page.content.decode()
    url = address("confirm_reset", page.context["reset"])
    with django_capture_on_commit_callbacks(execute=True):
        assert theirs.post(url, {"version": page.context["stamp"]}).status_code == 302
    assert not Authenticator.objects.filter(user=caseworker).exists()
    assert persons.get("/children/").status_code == 302
    (told,) = mail.outbox
    assert told.to == [caseworker.email]
    assert caseworker.full_name not in told.body + told.subject
    kinds = list(caseworker.access_changes.order_by("pk").values_list("kind", flat=True))
    assert kinds == [AccessKind.FACTOR_ASKED, AccessKind.FACTOR_RESET]


def test_who_asked_does_not_confirm(administrator, caseworker, reset):
    client = client_of(administrator)
    page = client.get(address("person", caseworker))
    assert not page.context["reset"].may_confirm
    answer = client.post(address("confirm_reset", reset), {"version": page.context["stamp"]})
    assert answer.status_code == 422
    assert "A second administrator confirms" in answer.content.decode()
    assert Authenticator.objects.filter(user=caseworker).count() == 3


def test_nobody_asks_for_or_confirms_the_own_reset(administrator):
    other = second_administrator()
    with_factors(administrator)
    with pytest.raises(Refused, match="their own"):
        ask(administrator, administrator)
    asked = ask(other, administrator)
    with pytest.raises(Refused, match="their own"):
        confirm(administrator, asked)
    with pytest.raises(Refused, match="Another administrator"):
        factor_actions.withdraw_reset(by=administrator, reset=asked, version=seen(administrator))


def test_a_request_lapses_after_a_day_and_another_may_follow(administrator, caseworker, reset):
    other = second_administrator()
    FactorReset.objects.filter(pk=reset.pk).update(asked_at=timezone.now() - datetime.timedelta(hours=25))
    reset.refresh_from_db()
    with pytest.raises(Refused, match="lapsed"):
        confirm(other, reset)
    assert client_of(other).get(address("person", caseworker)).context["reset"] is None
    again = ask(administrator, caseworker)
    reset.refresh_from_db()
    assert reset.outcome == ResetOutcome.LAPSED
    assert confirm(other, again).outcome == ResetOutcome.CONFIRMED


def test_a_request_is_withdrawn_and_then_is_no_more(administrator, caseworker, reset):
    other = second_administrator()
    version = seen(caseworker)
    url = address("withdraw_reset", reset)
    assert client_of(administrator).post(url, {"version": version}).status_code == 302
    late = client_of(other).post(address("confirm_reset", reset), {"version": version})
    assert late.status_code == 409
    with pytest.raises(Stale):
        confirm(other, reset)
    assert Authenticator.objects.filter(user=caseworker).count() == 3


def test_one_request_waits_at_a_time_and_only_where_there_is_a_factor(
    administrator, caseworker, officer, reset
):
    with pytest.raises(Refused, match="asked for already"):
        ask(administrator, caseworker)
    with pytest.raises(Refused, match="nothing to reset"):
        ask(administrator, without_factors(officer))


@pytest.mark.parametrize("sent", [{}, {"version": ""}, {"version": "9" * 41}])
def test_a_press_without_a_stamp_settles_nothing(caseworker, reset, sent):
    """Promise 18."""
    client = client_of(second_administrator())
    assert client.post(address("confirm_reset", reset), sent)["Location"] == address("person", caseworker)
    assert FactorReset.objects.get().outcome == ""


def test_the_start_page_of_administrators_says_that_one_waits(administrator, caseworker, reset):
    page = client_of(second_administrator()).get("/").content.decode()
    assert address("person", caseworker) in page
    assert fresh(caseworker).full_name in page
