"""Journey: a caseworker without a mouse comes in, skips to the content, searches in Arabic and opens a Cyrillic case."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from tests.journeys.families import begun_transfer, one_child

pytestmark = pytest.mark.journey

NAME = "Амина Сонова"
TYPED = "أمينة سونوفا"
MOST_STEPS = 150
# What the reader stands on: its words, whether the browser draws a mark around it, whether it follows in the page
# what came before (a date field is several stops in one), whether it belongs to the content, and whether it is
# anything at all.
HERE = """() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const before = window.stopBefore;
    window.stopBefore = here;
    return {
        words: (here.getAttribute("aria-label") || here.innerText || here.name || "").trim(),
        isMarked: style.outlineStyle !== "none" && style.outlineWidth !== "0px",
        isOnward: !before || before === here || !!(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
        isContent: !!here.closest("main"),
        isEnd: here === document.body,
    };
}"""


def test_a_case_is_found_and_opened_without_a_mouse(visitor, live_app):
    child = one_child(NAME)
    given_somebody_who_comes_in_by_the_keyboard(visitor)
    then_tab_follows_the_order_of_the_page(visitor)

    when_skipping_to_the_content(visitor)
    then_the_next_stop_is_in_the_content(visitor)

    when_typing_an_arabic_name_from_anywhere(visitor)
    then_the_case_in_cyrillic_is_suggested_and_opens_by_enter(visitor, child)

    when_sending_the_search(visitor)
    then_the_page_says_why_and_the_case_opens_by_enter(visitor, child)


def test_a_slash_in_a_field_is_only_a_slash(visitor, live_app):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/register/quick/")
    field = visitor.main.get_by_label("Name, as it was said to you")
    field.press_sequentially("Amina / Sonova")
    expect(field).to_have_value("Amina / Sonova")
    expect(field).to_be_focused()


def test_rows_are_walked_through_opened_and_ticked_by_letters(visitor, live_app):
    child = one_child(NAME)
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")

    when_walking_down_two_rows_and_up_one(visitor)
    then_enter_opens_the_row_that_has_the_focus(visitor)

    when_the_rows_can_be_ticked(visitor, child)
    then_x_ticks_the_row_and_x_takes_the_tick_away(visitor)


def test_a_question_mark_opens_the_keys_and_letters_can_be_turned_off(visitor, live_app):
    """WCAG 2.1.4: whoever speaks to the computer must not set off letters."""
    visitor.enters_as(Role.CASEWORKER)
    visitor.page.keyboard.press("?")
    visitor.is_at("/help/keyboard/")
    visitor.looks_around()

    visitor.page.get_by_label("Letters and signs do something on this device").uncheck()
    visitor.opens("/children/")
    visitor.page.keyboard.press("j")
    expect(visitor.main.get_by_role("row").get_by_role("link").first).not_to_be_focused()
    visitor.page.keyboard.press("?")
    visitor.is_at("/children/")


@pytest.mark.parametrize("path", ["/", "/children/", "/register/", "/places/", "/help/birth/", "/transfers/"])
def test_tab_follows_the_order_of_each_kind_of_page(visitor, live_app, path):
    """One page of each layout: first the way to the content, then what is there, always with a mark around it."""
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens(path)
    stops = list(_stops(visitor))
    assert stops[0]["words"] == "Go to the content"
    assert [stop["words"] for stop in stops if not stop["isMarked"]] == []
    assert [stop["words"] for stop in stops if not stop["isOnward"]] == []
    for landmark in ("banner", "main", "contentinfo"):
        expect(visitor.page.get_by_role(landmark)).to_have_count(1)


def given_somebody_who_comes_in_by_the_keyboard(visitor):
    visitor.opens("/accounts/login/")
    _tab_to(visitor, re.compile(rf"^{Role.CASEWORKER.label}\b"))
    visitor.page.keyboard.press("Enter")
    visitor.is_at("/")


def then_tab_follows_the_order_of_the_page(visitor):
    visitor.opens("/children/")
    stops = list(_stops(visitor))
    assert stops[0]["words"] == "Go to the content"
    assert [stop["words"] for stop in stops if not stop["isMarked"]] == []
    assert [stop["words"] for stop in stops if not stop["isOnward"]] == []
    assert any(stop["isContent"] for stop in stops)
    assert stops[-1]["words"] == "Français"


def when_skipping_to_the_content(visitor):
    visitor.opens("/children/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Go to the content")).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.main).to_be_focused()


def then_the_next_stop_is_in_the_content(visitor):
    assert _tab(visitor)["isContent"]


def when_typing_an_arabic_name_from_anywhere(visitor):
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("/")
    expect(_search_box(visitor)).to_be_focused()
    visitor.page.keyboard.type(TYPED)


def then_the_case_in_cyrillic_is_suggested_and_opens_by_enter(visitor, child):
    search = _search_box(visitor)
    option = visitor.page.get_by_role("banner").get_by_role("option").first
    expect(option).to_contain_text(NAME)
    expect(search).to_have_attribute("aria-expanded", "true")
    visitor.looks_around()
    visitor.page.keyboard.press("Escape")
    expect(option).to_have_count(0)
    visitor.page.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(search).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    visitor.page.keyboard.press("Enter")
    _is_at_the_case(visitor, child)


def when_sending_the_search(visitor):
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type(TYPED)
    visitor.page.keyboard.press("Enter")
    visitor.is_at(re.compile(r"/search/\?q=[\w-]+"))


def then_the_page_says_why_and_the_case_opens_by_enter(visitor, child):
    visitor.reads("same name in another script", part="Children")
    visitor.looks_around()
    _tab_to(visitor, re.compile(f"^{NAME}$"))
    visitor.page.keyboard.press("Enter")
    _is_at_the_case(visitor, child)
    visitor.never_put_in_an_address(*NAME.split(), *TYPED.split())


def _search_box(visitor):
    return visitor.page.get_by_role("banner").get_by_role("combobox")


def _is_at_the_case(visitor, child):
    visitor.is_at(f"/children/{child.public_id}/")
    visitor.has_heading(NAME)


def when_walking_down_two_rows_and_up_one(visitor):
    names = visitor.main.locator("tbody th a")
    for key, row in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        visitor.page.keyboard.press(key)
        expect(names.nth(row)).to_be_focused()


def then_enter_opens_the_row_that_has_the_focus(visitor):
    second = visitor.main.locator("tbody th a").nth(1)
    path = second.get_attribute("href")
    visitor.page.keyboard.press("Enter")
    visitor.is_at(path)


def when_the_rows_can_be_ticked(visitor, child):
    transfer = begun_transfer()
    visitor.opens(f"/transfers/{transfer.public_id}/people/")
    visitor.page.keyboard.press("j")
    expect(visitor.main.get_by_role("checkbox").first).to_be_focused()


def then_x_ticks_the_row_and_x_takes_the_tick_away(visitor):
    box = visitor.main.get_by_role("checkbox").first
    visitor.page.keyboard.press("x")
    expect(box).to_be_checked()
    visitor.page.keyboard.press("x")
    expect(box).not_to_be_checked()


def _tab(visitor):
    visitor.page.keyboard.press("Tab")
    return visitor.page.evaluate(HERE)


def _stops(visitor):
    """Every stop of Tab, from the top of the page to its end."""
    for _stop in range(MOST_STEPS):
        stop = _tab(visitor)
        if stop["isEnd"]:
            return
        yield stop
    raise AssertionError(f"Tab does not come to an end within {MOST_STEPS} stops")


def _tab_to(visitor, words):
    found = next((stop for stop in _stops(visitor) if words.search(stop["words"])), None)
    assert found, f"Tab does not reach {words.pattern}"
