"""The repair tool on a made-up caseload, and in a real browser under the site's policy."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from cases.admin import site
from cases.models import TransferBatch, User
from cases.seeding.caseload import seed_caseload
from tests.people import client_of, with_second_factor
from tests.support.rows import models


def test_every_list_page_and_history_of_a_seeded_caseload_opens(keeper):
    seed_caseload(60, 7, today=datetime.date(2026, 3, 1))
    for model in models():
        name = f"admin:cases_{model._meta.model_name}"
        assert keeper.get(reverse(f"{name}_changelist")).status_code == 200, model
        row = model.objects.order_by("pk").last()
        if row is None:
            continue
        for page in ("change", "history"):
            assert keeper.get(reverse(f"{name}_{page}", args=[row.pk])).status_code == 200, (model, page)


def test_every_filter_and_column_of_a_list_works(keeper):
    seed_caseload(20, 8, today=datetime.date(2026, 3, 1))
    for model, page in site._registry.items():
        address = reverse(f"admin:cases_{model._meta.model_name}_changelist")
        columns = ".".join(f"-{column}" for column in range(1, len(page.list_display) + 1))
        shown = keeper.get(address, {"o": columns}).context["cl"]
        chosen = [list(spec.choices(shown))[-1]["query_string"] for spec in shown.filter_specs]
        together = "&".join(query.removeprefix("?") for query in chosen)
        assert keeper.get(f"{address}?{together}").status_code == 200, model


def _sign_in(context, live_app):
    user = with_second_factor(
        User.objects.create_superuser(email="root@example.org", full_name="Root Keeper")
    )
    session = client_of(user).session
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_app.url}]
    )


@pytest.mark.journey
def test_its_pages_keep_to_the_policy_in_a_browser(browser_page, context, live_app):
    """Promise 12: the repair tool has no inline script either."""
    _sign_in(context, live_app)
    transfer = TransferBatch.objects.departed().first()
    for path in (
        "/admin/",
        "/admin/cases/child/?q=saidova",
        f"/admin/cases/transferbatch/{transfer.pk}/change/",
        "/admin/cases/transferbatch/",
    ):
        browser_page.goto(path)
        assert browser_page.locator("#site-name").is_visible()
    browser_page.goto("/admin/cases/place/add/")
    browser_page.fill("#id_name", "Home 3")
    browser_page.select_option("#id_kind", "childrens_home")
    browser_page.fill("#id_country", "IQ")
    browser_page.locator(".datetimeshortcuts a").first.click()
    assert browser_page.input_value("#id_opened_date")
    browser_page.locator("#id_closed_date").focus()
    with browser_page.expect_popup() as opening:
        browser_page.click("#lookup_id_successor")
    popup = opening.value
    camp = popup.get_by_role("link", name="Camp 1")
    with popup.expect_event("close"):
        camp.evaluate("link => { setTimeout(() => link.click()); }")  # the window closes under the click
    browser_page.wait_for_function("document.querySelector('#id_successor').value !== ''")
    browser_page.click("input[name=_save]")
    browser_page.locator(".success").wait_for()
