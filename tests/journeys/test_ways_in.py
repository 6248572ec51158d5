"""Journey: the way in. One click per role leads inside, and the way out leads back."""

import pytest

from cases.enums import Role

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("role", Role)
def test_one_click_leads_in_and_another_out(visitor, live_app, role):
    given_somebody_who_is_not_signed_in(visitor)
    visitor.looks_around()

    when_the_button_of_a_role_is_clicked(visitor, role)
    visitor.looks_around()

    when_signing_out(visitor)
    then_nothing_opens_any_more(visitor)


def given_somebody_who_is_not_signed_in(visitor):
    visitor.opens("/children/")
    visitor.is_at("/accounts/login/?next=/children/")


def when_the_button_of_a_role_is_clicked(visitor, role):
    visitor.enters_as(role)


def when_signing_out(visitor):
    visitor.page.get_by_role("banner").locator(".account-menu > summary").click()
    visitor.page.get_by_role("banner").get_by_role("button", name=visitor.words("Sign out")).click()


def then_nothing_opens_any_more(visitor):
    visitor.opens("/")
    visitor.is_at("/accounts/login/?next=/")
