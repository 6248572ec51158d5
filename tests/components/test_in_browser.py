"""What the small script adds, and what paper shows; without the script every page still works."""

import pytest

pytestmark = pytest.mark.django_db

PHONE = {"width": 390, "height": 844}


def sign_in(page, role="Caseworker"):
    page.goto("/accounts/login/")
    page.get_by_role("button", name=role).first.click()
    page.wait_for_url("**/")


def test_slash_goes_to_the_search_and_escape_closes_a_menu(browser_page):
    sign_in(browser_page)
    browser_page.keyboard.press("/")
    assert browser_page.evaluate("document.activeElement.name") == "q"
    browser_page.locator(".account-menu > summary").click()
    assert browser_page.get_by_role("button", name="Sign out").is_visible()
    browser_page.keyboard.press("Escape")
    assert not browser_page.get_by_role("button", name="Sign out").is_visible()


def test_a_page_needs_at_most_ten_requests(browser_page):
    """Counted cold, as somebody sees it who comes for the first time."""
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    sign_in(browser_page)
    asked.clear()
    browser_page.context.clear_cookies()
    browser_page.goto("/privacy/")
    assert 0 < len(asked) <= 10


def test_no_page_scrolls_sideways_on_a_phone(browser_page):
    browser_page.set_viewport_size(PHONE)
    for path in ("/accounts/login/", "/privacy/", "/accessibility/"):
        browser_page.goto(path)
        assert browser_page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_paper_says_on_each_page_that_it_is_a_demonstration(browser_page):
    """Promise 24, on paper too: the strip is the head of the printed table, so it comes back."""
    browser_page.goto("/privacy/")
    browser_page.emulate_media(media="print")
    strip = browser_page.locator(".demo-strip")
    assert strip.is_visible()
    assert strip.evaluate("element => getComputedStyle(element).display") == "table-header-group"
    assert not browser_page.locator(".top").is_visible()
    assert not browser_page.locator(".foot").is_visible()
