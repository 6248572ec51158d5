"""Journey: once a quarter an administrator says who still needs access, and what nobody confirms is listed with its end."""

import pytest

from cases.enums import AccessKind, Role
from cases.models import AccessChange
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey


@two_walks
def test_a_role_that_is_due_is_confirmed_for_a_quarter(visitor, live_app):
    visitor.enters_as(Role.ADMINISTRATOR)
    confirmed = AccessChange.objects.filter(kind=AccessKind.CONFIRMED)
    before = confirmed.count()

    when_the_list_of_what_is_due_is_opened(visitor)
    name = when_the_first_is_ticked(visitor)
    visitor.presses("Those ticked are still needed")
    then_it_stands_with_who_confirmed_it(visitor, name, confirmed, before)


def when_the_list_of_what_is_due_is_opened(visitor):
    visitor.opens("/people/confirm/")
    visitor.has_heading("Access to confirm")
    visitor.reads("Lapses on")
    visitor.looks_around()


def when_the_first_is_ticked(visitor):
    row = visitor.main.locator("tbody tr").filter(has=visitor.page.locator("[data-tick]")).first
    row.locator("[data-tick]").check()
    visitor.looks_around()
    return row.get_by_role("link").first.inner_text()


def then_it_stands_with_who_confirmed_it(visitor, name, confirmed, before):
    visitor.is_told("1 role is confirmed for a quarter.")
    visitor.looks_around()
    assert confirmed.count() == before + 1
    latest = confirmed.order_by("-pk").select_related("user", "by").first()
    assert (latest.user.full_name, latest.by.full_name) == (name, "Pavel Sirota")
    visitor.follows(name)
    visitor.reads("Pavel Sirota", part="History of this access")
