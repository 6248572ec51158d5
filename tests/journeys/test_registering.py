"""Journey: a caseworker registers a child with mother, father and two claims, finds it again and corrects it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.models import Child, ContactPermission

pytestmark = pytest.mark.journey

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]


@pytest.fixture
def browser_context_args(browser_context_args):
    # The checker is put into the page from outside, which the page's own policy rightly forbids.
    return {**browser_context_args, "bypass_csp": True}


def check(page):
    """Nothing that axe finds, and nothing to scroll sideways for."""
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    assert found == [], f"{page.url}: {found}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def enter(page, role):
    page.goto("/accounts/login/")
    page.locator(f'form[action="/demo/enter/{role}/"] button').click()
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_child_is_registered_with_family_found_and_corrected(browser_page, live_app, size, language):
    page = browser_page
    page.set_viewport_size(size)
    page.context.add_cookies([{"name": "language", "value": language, "url": live_app.url}])

    # given a caseworker before the empty page of registration
    enter(page, "caseworker")
    page.goto("/register/")
    check(page)

    # when the page is sent with a name alone
    page.fill("#id_child-name_latin", "Zumrad Testova")
    send = page.locator("main .form-foot button[type=submit]")
    send.click()
    # then it says what is missing and keeps what was typed
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.locator("#id_child-name_latin")).to_have_value("Zumrad Testova")
    check(page)

    # when the minimum is answered, and mother, father and two claims with it
    page.check("#id_child-sex input[value=f]")
    page.check("input[name=child-birth_kind][value=age]")
    page.fill("#id_child-birth_age", "8 to 9")
    page.select_option("#id_where-place", index=1)
    page.check("input[name=where-company][value=with_mother]")
    page.fill("#id_mother-name_latin", "Gulbahor Testova")
    page.select_option("#id_mother-status", "detained_pretrial")
    page.fill("#id_father-name_latin", "Anvar Testov")
    page.select_option("#id_father-status", "believed_dead")
    for row, (state, ground) in enumerate(
        (("TJ", "jus_sanguinis_mother"), ("RU", "jus_sanguinis_father_married"))
    ):
        page.select_option(f"#id_claim{row}-state", state)
        page.select_option(f"#id_claim{row}-basis", ground)
    page.check("input[name=family-family][value=new]")
    send.click()
    # then the case is open, with both parents and both claims
    expect(page).to_have_url(re.compile(r"/children/[0-9a-f-]{36}/$"))
    expect(page.locator("h1")).to_contain_text("Zumrad Testova")
    for name in ("Gulbahor Testova", "Anvar Testov"):
        expect(page.locator("main")).to_contain_text(name)
    check(page)
    child = Child.objects.get(person__names__full="Zumrad Testova")
    assert child.nationalities.count() == 2
    # and no State may be contacted
    assert not ContactPermission.objects.filter(child=child).exists()

    # when somebody looks for the child by the mother's name
    page.goto("/children/")
    page.fill("#id_q", "gulbahor")
    page.locator(".filter-bar button[type=submit]").click()
    # then the child is found, and no name stands in the address
    expect(page.locator("table")).to_contain_text("Zumrad Testova")
    assert "gulbahor" not in page.url
    check(page)

    # when the name is corrected
    page.get_by_role("link", name="Zumrad Testova").click()
    page.goto(f"{page.url}edit/")
    check(page)
    page.fill("#id_name_latin", "Zumrad Testovna")
    page.locator("main .form-foot button[type=submit]").click()
    # then the case shows it
    expect(page.locator("h1")).to_contain_text("Zumrad Testovna")
