"""What Postgres refuses of changes of access: without a reason, by nobody, of oneself, without a second. Promise 14."""

import pytest
from django.utils import timezone

from cases.enums import AccessKind, ResetOutcome
from cases.models import AccessChange, FactorReset
from tests.models.refusals import refused
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(administrator, caseworker):
    return caseworker, administrator, make_user("Tamar Beridze", "administrator")


def change(user, by, kind=AccessKind.SUSPENDED, reason="The telephone was stolen"):
    return AccessChange.objects.create(user=user, by=by, kind=kind, reason=reason)


def test_a_change_of_access_with_its_reason_and_by_another(people):
    user, first, _second = people
    change(user, first)
    change(user, None, AccessKind.DUE, "")
    change(user, first, AccessKind.CONFIRMED, "")


def test_a_change_of_access_that_is_refused(people):
    user, first, _second = people
    refused("access_change_says_why", lambda: change(user, first, reason=" "))
    refused("access_change_by_somebody", lambda: change(user, None))
    refused("access_change_by_another", lambda: change(first, first))


def ask(user, by, **more):
    return FactorReset.objects.create(user=user, asked_by=by, reason="The key is lost", **more)


def settled(outcome, by):
    return {"outcome": outcome, "settled_by": by, "settled_at": timezone.now()}


def test_a_reset_that_a_second_one_confirms_and_another_that_waits(people):
    user, first, second = people
    ask(user, first, **settled(ResetOutcome.CONFIRMED, second))
    ask(user, first, **settled(ResetOutcome.WITHDRAWN, first))
    ask(user, first, **settled(ResetOutcome.LAPSED, None))
    ask(user, first)


def test_a_reset_that_is_refused(people):
    user, first, second = people
    ask(user, first)
    refused("factor_reset_one_waits", lambda: ask(user, second))
    refused("factor_reset_not_for_oneself", lambda: ask(first, first))
    refused(
        "factor_reset_not_for_oneself", lambda: ask(second, first, **settled(ResetOutcome.CONFIRMED, second))
    )
    refused(
        "factor_reset_needs_a_second", lambda: ask(second, first, **settled(ResetOutcome.CONFIRMED, first))
    )
    refused(
        "factor_reset_needs_a_second", lambda: ask(second, first, **settled(ResetOutcome.CONFIRMED, None))
    )
    refused("factor_reset_settled_at_a_time", lambda: ask(second, first, outcome=ResetOutcome.LAPSED))
    refused(
        "factor_reset_says_why", lambda: FactorReset.objects.create(user=second, asked_by=first, reason="")
    )
