"""Journey: a case is read, a need, a missing answer and a decision are recorded, and the timeline is narrowed."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.enums import MissingReason, NeedFinding, NeedResponse, Question, Role, UnityDecision
from cases.models import MissingAnswer, Need
from tests.journeys.families import two_siblings
from tests.journeys.steps import every_walk

pytestmark = pytest.mark.journey

SISTER, BROTHER, MOTHER = "Amina Sonova", "Timur Sonov", "Gulnora Sonova"
WHY = "They have nobody else."


@every_walk
def test_a_case_is_read_and_added_to(visitor, live_app):
    child = two_siblings(SISTER, BROTHER, mother=MOTHER)
    case = f"/children/{child.public_id}/"

    given_a_caseworker_on_the_case(visitor, case)
    then_its_page_puts_one_sentence_on_paper(visitor)
    when_the_need_for_a_doctor_is_recorded(visitor, case)
    then_it_stands_on_the_case(visitor, child)

    when_nobody_knows_the_father(visitor, case)
    then_it_is_explained_and_can_be_taken_back(visitor, child, case)

    when_the_siblings_are_to_stay_together(visitor, case)
    when_the_timeline_is_narrowed_to_decisions(visitor)
    then_only_the_decision_is_told(visitor)
    visitor.never_put_in_an_address("amina", "sonova", "gulnora")


def given_a_caseworker_on_the_case(visitor, case):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens(case)
    visitor.looks_around()
    if visitor.walk.screen == "phone":
        then_the_bar_at_the_foot_hides_nothing_for_good(visitor)


def then_the_bar_at_the_foot_hides_nothing_for_good(visitor):
    """Wherever the page is scrolled to, what the bar covers in part is still reached, and the last line stands above it."""
    page = visitor.page
    for top in range(0, 400, 40):
        page.evaluate("top => window.scrollTo(0, top)", top)
        found = Axe().run(page, options={"runOnly": ["target-size"]}).response["violations"]
        assert found == [], top
    bar = page.locator("nav.tabs").bounding_box()
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    foot = page.locator("footer.foot").bounding_box()
    assert foot["y"] + foot["height"] <= bar["y"] + 1
    page.evaluate("window.scrollTo(0, 0)")


def then_its_page_puts_one_sentence_on_paper(visitor):
    """Promise 3: a file leaves as a numbered export."""
    expect(visitor.main).to_contain_text(SISTER)
    visitor.page.emulate_media(media="print")
    shown = visitor.main.evaluate("main => main.innerText").strip()
    assert shown == visitor.words("A file leaves as a numbered export: use “Print this file”.")
    visitor.page.emulate_media(media="screen")


def when_the_need_for_a_doctor_is_recorded(visitor, case):
    visitor.opens(f"{case}needs/record/?domain=health")
    visitor.ticks(NeedFinding.NEEDS_DOCTOR.label)
    visitor.chooses("What is done?", NeedResponse.REFERRED.label)
    visitor.looks_around()
    visitor.presses("Save")


def then_it_stands_on_the_case(visitor, child):
    visitor.unfolds("Needs")
    visitor.reads(NeedFinding.NEEDS_DOCTOR.label, NeedResponse.REFERRED.label, part="Needs")
    assert Need.objects.get(child=child).finding == NeedFinding.NEEDS_DOCTOR


def when_nobody_knows_the_father(visitor, case):
    visitor.opens(f"{case}missing/")
    visitor.chooses("What is not known?", Question.FATHER.label)
    visitor.ticks(MissingReason.UNKNOWN.label)
    visitor.looks_around()
    visitor.presses("Save")


def then_it_is_explained_and_can_be_taken_back(visitor, child, case):
    visitor.unfolds("Still missing")
    expect(visitor.main).to_contain_text(visitor.words(MissingReason.UNKNOWN.label))
    assert MissingAnswer.objects.get(person=child.person).question == Question.FATHER
    visitor.looks_around()
    with visitor.page.expect_navigation():
        visitor.main.locator("#missing form button").click()
    visitor.is_at(case)
    assert not MissingAnswer.objects.filter(person=child.person).exists()


def when_the_siblings_are_to_stay_together(visitor, case):
    visitor.opens(f"{case}siblings/")
    visitor.ticks(UnityDecision.TOGETHER.label)
    visitor.writes("Decided on", datetime.date.today().isoformat())
    visitor.writes("Why", WHY)
    visitor.looks_around()
    visitor.presses("Save")
    visitor.reads("Siblings: keep together")


def when_the_timeline_is_narrowed_to_decisions(visitor):
    visitor.unfolds("Timeline")
    visitor.follows("Only decisions", part="Timeline")


def then_only_the_decision_is_told(visitor):
    entries = visitor.main.locator("#timeline .timeline > li")
    expect(entries).to_have_count(1)
    expect(entries.first).to_contain_text(WHY)
