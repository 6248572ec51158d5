"""Journeys: a list as one wants it. A view is saved and opened, columns are chosen, many cases are handed over, rows are
walked by keys, and the way back leads to the row."""

import re

import pytest
from playwright.sync_api import expect

from cases.children.actions import assign
from cases.enums import BulkChange, Role
from cases.models import CaseAssignment, User
from tests.journeys.families import CASEWORKER, one_child
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

NAMES = ("Amina Sonova", "Daler Sonov", "Zarina Sonova")


@pytest.fixture
def children(live_app):
    """Three children whom nobody is responsible for any more."""
    found = [one_child(name) for name in NAMES]
    by = User.objects.get(full_name=CASEWORKER)
    for child in found:
        assign(by=by, child=child, user=None)
    return found


@two_walks
def test_a_view_is_saved_and_opened_again(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    visitor.looks_around()
    visitor.follows("No caseworker")
    opens_the_menu_of_views(visitor)
    visitor.looks_around()
    visitor.follows("Save this view")
    visitor.looks_around()
    visitor.presses("Save")
    visitor.reads("There is something to correct")
    visitor.looks_around()
    visitor.writes("Name of the view", "Ohne / без / بدون")
    visitor.ticks("Share it with the office")
    visitor.presses("Save")
    visitor.is_at(re.compile(r"/children/\?quick=nobody&view=[\w-]+"))

    visitor.opens("/children/")
    opens_the_menu_of_views(visitor)
    visitor.follows("Ohne / без / بدون")
    visitor.is_at(re.compile(r"/children/\?quick=nobody&view=[\w-]+"))
    visitor.looks_around()
    visitor.follows("Change or delete this view")
    visitor.looks_around()
    visitor.presses("Delete the view")
    visitor.is_told("The view is deleted. The cases are as they were.")


@two_walks
def test_columns_are_chosen_and_the_usual_ones_come_back(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    visitor.follows("Columns")
    visitor.looks_around()
    visitor.ticks("Registered")
    visitor.writes(visitor.words("Place of “%(column)s”", column=visitor.words("Registered")), "1")
    visitor.presses("Save")
    visitor.is_at("/children/")
    head = visitor.page.locator("thead").get_by_text(visitor.words("Registered"))
    expect(head).to_have_count(1)
    visitor.looks_around()
    visitor.follows("Columns")
    visitor.presses("Back to the usual columns")
    expect(head).to_have_count(0)


@two_walks
def test_ticked_cases_are_handed_over_after_a_look_at_whom(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    for child in children[:2]:
        visitor.page.locator(f"#row-{child.public_id} [data-tick]").check()
    chosen = visitor.page.locator("[data-chosen]")
    expect(chosen).to_have_text(re.compile(r"\b2$"))
    if visitor.walk.screen == "phone":  # wherever the reader is in the list
        expect(visitor.page.locator("#bulk button").first).to_be_in_viewport()
    visitor.presses("Change the ticked ones")
    visitor.looks_around()
    visitor.ticks(BulkChange.CASEWORKER.label)
    visitor.chooses("Caseworker", CASEWORKER)
    visitor.presses("Show who would change")
    visitor.has_heading("Who would change")
    visitor.reads(NAMES[0], NAMES[1])
    visitor.looks_around()
    visitor.page.locator("main button[name=confirm]").click()
    visitor.is_at(re.compile(r"/children/(\?\S*)?"))
    assert (
        CaseAssignment.objects.current().filter(child__in=children[:2], user__full_name=CASEWORKER).count()
        == 2
    )
    assert not CaseAssignment.objects.current().filter(child=children[2], user__isnull=False).exists()
    visitor.never_put_in_an_address(*NAMES)


def test_rows_are_walked_ticked_and_opened_by_keys(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    keys = visitor.page.keyboard
    rows = visitor.page.locator("[data-rows] > tbody > tr")
    keys.press("j")
    expect(rows.nth(0).locator(".cell-name a")).to_be_focused()
    keys.press("j")
    expect(rows.nth(1).locator(".cell-name a")).to_be_focused()
    keys.press("x")
    expect(rows.nth(1).locator("[data-tick]")).to_be_checked()
    keys.press("k")
    expect(rows.nth(0).locator(".cell-name a")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(rows.nth(2).locator(".cell-name a")).to_be_focused()
    keys.press("ArrowUp")
    expect(rows.nth(1).locator(".cell-name a")).to_be_focused()
    keys.press("Enter")
    visitor.is_at(re.compile(r"/children/[\w-]{36}/"))


def test_keys_are_only_letters_where_somebody_types(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    field = visitor.main.get_by_role("searchbox")
    field.press_sequentially("jxk")
    expect(field).to_have_value("jxk")
    expect(field).to_be_focused()
    expect(visitor.page.locator("[data-tick]:checked")).to_have_count(0)
    place = visitor.main.get_by_label("Where now")
    place.focus()
    visitor.page.keyboard.press("ArrowDown")
    expect(place).to_be_focused()
    expect(place).not_to_have_value("")


@two_walks
def test_the_way_back_leads_to_the_row(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/?quick=nobody&sort=number")
    row = visitor.page.locator(f"#row-{children[1].public_id}")
    row.locator(".cell-name a").click()
    visitor.is_at(f"/children/{children[1].public_id}/")
    visitor.page.locator("main .back").first.click()
    visitor.is_at(f"/children/?quick=nobody&sort=number#row-{children[1].public_id}")
    expect(row.locator(".cell-name a")).to_be_focused()
    visitor.looks_around()


def test_without_script_the_way_back_leads_to_the_same_list(come, children):
    visitor = come(java_script_enabled=False)
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/?quick=nobody&sort=number")
    visitor.page.locator(f"#row-{children[1].public_id} .cell-name a").click()
    visitor.page.locator("main .back").first.click()
    visitor.is_at(f"/children/?quick=nobody&sort=number#row-{children[1].public_id}")


@two_walks
def test_a_case_that_nobody_has_is_taken_on_the_start_page(visitor, children):
    visitor.enters_as(Role.CASEWORKER)
    visitor.looks_around()
    visitor.page.locator(f"form[action='/children/{children[0].public_id}/take/'] button").click()
    visitor.is_at(f"/children/{children[0].public_id}/")
    visitor.is_told("You are responsible for this case now.")
    visitor.looks_around()


def opens_the_menu_of_views(visitor):
    visitor.page.locator(".views-bar summary").click()
