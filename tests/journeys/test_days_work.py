"""Journey: a caseworker's day. A note with a word to think about, a flag, a case to follow, cases for a colleague."""

import re

import pytest
from playwright.sync_api import expect

from cases.children.actions import assign
from cases.enums import FlagKind, Role
from cases.models import CaseAssignment, UnsentText, User
from cases.notes.actions import on_file
from tests.journeys.families import CASEWORKER, one_child
from tests.journeys.steps import two_walks
from tests.people import client_of, with_second_factor

pytestmark = pytest.mark.journey

NAME = "Amina Sonova"
BEGUN = "They say"
NOTE = "They say she is an orphan."
REASON = "The hearing on guardianship"
WORD = "I am away until Monday."
COLLEAGUE = "Karim Daoud"


@two_walks
def test_a_day_on_a_case(visitor, live_app):
    """DOMAIN 4 and promises 6, 15 and 21."""
    child = given_a_child_of_nobody()
    visitor.enters_as(Role.CASEWORKER)

    when_a_note_is_begun_and_left(visitor, child)
    then_the_start_page_leads_back_to_it(visitor)
    when_a_note_is_written(visitor, child)
    then_the_note_is_saved_and_the_word_is_mentioned(visitor, child)

    when_a_flag_is_raised_and_lowered(visitor, child)
    when_the_case_is_followed_and_no_longer(visitor, child)

    when_the_case_is_handed_over(visitor)
    then_the_colleague_has_it(visitor, child)
    visitor.never_put_in_an_address("amina", "sonova", "orphan")


def given_a_child_of_nobody():
    child = one_child(NAME)
    assign(by=User.objects.get(full_name=CASEWORKER), child=child, user=None)
    return child


def case_of(child):
    return f"/children/{child.public_id}/"


def when_a_note_is_begun_and_left(visitor, child):
    visitor.opens(f"{case_of(child)}notes/write/")
    visitor.writes("What happened", BEGUN)
    expect(visitor.page.locator("[data-kept]")).to_be_visible()
    visitor.opens("/")


def then_the_start_page_leads_back_to_it(visitor):
    visitor.looks_around()
    visitor.follows("Continue", part="Not finished")
    visitor.has_heading("Write a note")
    visitor.reads("did not save it")
    expect(visitor._field("What happened", None)).to_have_value(BEGUN)


def when_a_note_is_written(visitor, child):
    visitor.has_heading("Write a note")
    visitor.writes("What happened", NOTE)
    hint = visitor.main.locator(".word-hint")
    expect(hint).to_contain_text("both parents’ deaths reported, not confirmed")
    visitor.looks_around()
    visitor.presses("Save the note")


def then_the_note_is_saved_and_the_word_is_mentioned(visitor, child):
    note = child.notes.get()
    assert on_file(note).text == NOTE
    visitor.is_at(f"/children/notes/{note.public_id}/")
    visitor.is_told("The note is on file.")
    assert not UnsentText.objects.exists()
    visitor.reads(NOTE, "One word to think about")
    visitor.looks_around()
    visitor.opens(case_of(child))
    visitor.unfolds("Notes")
    visitor.reads(NOTE)
    visitor.looks_around()
    visitor.opens(f"{case_of(child)}notes/")
    visitor.looks_around()


def when_a_flag_is_raised_and_lowered(visitor, child):
    visitor.opens(f"{case_of(child)}flag/")
    visitor.ticks(FlagKind.DATE.label)
    visitor.writes("To be looked at by", "2019-07-30")
    visitor.writes("Reason", REASON)
    visitor.looks_around()
    visitor.presses("Raise the flag")
    visitor.is_at(case_of(child))
    visitor.reads(REASON)
    visitor.looks_around()
    visitor.main.locator('a[href*="/flags/"][href$="/lower/"]').first.click()
    visitor.is_at(re.compile(r"/children/flags/[0-9a-f-]{36}/lower/"))
    visitor.looks_around()
    visitor.presses("Lower the flag")
    visitor.is_told("The flag is lowered.")
    assert child.flags.get().lowered_by.full_name == CASEWORKER


def when_the_case_is_followed_and_no_longer(visitor, child):
    visitor.presses("Follow")
    assert child.followers.count() == 1
    visitor.presses("Stop following")
    assert child.followers.count() == 0
    visitor.presses("Take it")
    visitor.is_told("You are responsible for this case now.")


def when_the_case_is_handed_over(visitor):
    visitor.opens("/handover/")
    visitor.has_heading("Hand over cases")
    visitor.looks_around()
    visitor.chooses("To whom", COLLEAGUE)
    visitor.writes("What the colleague should know", WORD)
    visitor.main.get_by_role("checkbox", name=NAME).check()
    visitor.presses("Look once more")
    visitor.reads(NAME, WORD)
    visitor.looks_around()
    visitor.presses("Hand over")
    visitor.is_at("/")


def then_the_colleague_has_it(visitor, child):
    colleague = User.objects.get(full_name=COLLEAGUE)
    assignment = CaseAssignment.objects.current().get(child=child)
    assert (assignment.user, assignment.given_by.full_name, assignment.reason) == (
        colleague, CASEWORKER, WORD,
    )  # fmt: skip
    page = client_of(with_second_factor(colleague)).get(case_of(child)).content.decode()
    assert WORD in page
    visitor.opens(case_of(child))
    visitor.reads(WORD)
    visitor.looks_around()
