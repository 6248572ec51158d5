"""Journey: the way in. One click per role leads inside, and the way out leads back."""

import pytest
from playwright.sync_api import expect

from cases.enums import Role

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("role", Role.values)
def test_one_click_leads_in(browser_page, live_app, role):
    # given the sign-in page of the demonstration, where everybody who is not signed in comes first
    browser_page.goto("/children/")
    expect(browser_page).to_have_url(f"{live_app.url}/accounts/login/?next=/children/")
    # when somebody clicks the button of a role
    browser_page.locator(f'form[action="/demo/enter/{role}/"] button').click()
    # then they are inside, on the start page
    expect(browser_page).to_have_url(f"{live_app.url}/")
    expect(browser_page.locator("main h1")).to_be_visible()
    # and signing out leads back
    browser_page.goto("/accounts/logout/")
    browser_page.locator('main form[action*="logout"] button').click()
    browser_page.goto("/")
    expect(browser_page).to_have_url(f"{live_app.url}/accounts/login/?next=/")
