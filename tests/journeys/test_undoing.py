"""Journey: two people change one mother at the same time; a renaming is undone; the file is printed with a number."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import ExportPart, ExportPurpose, LegalBasis, Role
from tests.journeys.families import two_siblings
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

MOTHER, OF_THE_FIRST, OF_THE_SECOND = "Oisha Sonova", "Oysha Sonova", "Aisha Sonova"
PLACE_OF_BIRTH = "Kulob"
WHY, SLIP = "The paper says so.", "It was the paper of an aunt."


@two_walks
def test_two_change_one_mother_a_renaming_is_undone_and_the_file_printed(come, live_app):
    """Promises 3, 6 and 13."""
    child = two_siblings("Nilufar Sonova", "Firuz Sonov", mother=MOTHER)
    mother = child.guardianships.get().guardian
    first, second = given_two_people_on_the_form_of_the_mother(come, mother)

    when_the_first_renames_her(first)
    when_the_second_sends_another_name_and_a_place(second)
    then_both_versions_stand_side_by_side_and_nothing_is_lost(second)
    when_the_second_keeps_what_is_on_file_and_saves_the_rest(second, mother)

    when_the_first_looks_at_the_history(first, mother)
    when_the_last_renaming_is_undone(first, mother)
    then_she_has_the_name_that_stood_before(first)

    when_the_file_is_printed(first, child)
    then_the_pages_carry_the_number(first)
    for visitor in (first, second):
        visitor.never_put_in_an_address("sonova", "oisha", "aisha", "nilufar")


def given_two_people_on_the_form_of_the_mother(come, mother):
    people = come(), come()
    for person, role in zip(people, (Role.CASEWORKER, Role.SUPERVISOR), strict=True):
        person.enters_as(role)
        person.opens(f"/guardians/{mother.public_id}/edit/")
    people[0].looks_around()
    return people


def when_the_first_renames_her(first):
    first.writes("Latin letters", OF_THE_FIRST)
    first.ticks("Not known")
    first.writes("Why this changes", WHY)
    first.presses("Save")
    first.has_heading(OF_THE_FIRST)


def when_the_second_sends_another_name_and_a_place(second):
    second.writes("Latin letters", OF_THE_SECOND)
    second.unfolds("Place of birth and region of origin")
    second.writes("Place of birth", PLACE_OF_BIRTH)
    second.ticks("Not known")
    second.writes("Why this changes", WHY)
    with second.page.expect_response(re.compile("/edit/$")) as answer:
        second.presses("Save")
    assert answer.value.status == 409


def then_both_versions_stand_side_by_side_and_nothing_is_lost(second):
    second.reads("Layla Haddad")
    row = second.main.get_by_role("radiogroup", name=second.words("Latin letters"), exact=True)
    for words in (OF_THE_FIRST, OF_THE_SECOND):
        expect(row).to_contain_text(words)
    second.reads(PLACE_OF_BIRTH)
    second.looks_around()


def when_the_second_keeps_what_is_on_file_and_saves_the_rest(second, mother):
    row = second.main.get_by_role("radiogroup", name=second.words("Latin letters"), exact=True)
    row.get_by_role("radio").nth(1).check()
    second.presses("Save what I chose")
    second.has_heading(OF_THE_FIRST)
    mother.person.refresh_from_db()
    assert mother.person.birth_place == PLACE_OF_BIRTH


def when_the_first_looks_at_the_history(first, mother):
    first.opens(f"/guardians/{mother.public_id}/")
    first.follows("History of this record")
    first.reads(OF_THE_FIRST, PLACE_OF_BIRTH, "Omar Rashid", WHY)
    first.looks_around()


def when_the_last_renaming_is_undone(first, mother):
    first.opens(f"/guardians/{mother.public_id}/edit/")
    first.writes("Latin letters", OF_THE_SECOND)
    first.ticks("Not known")
    first.writes("Why this changes", WHY)
    first.presses("Save")
    first.has_heading(OF_THE_SECOND)
    first.follows("Undo the last change")
    first.reads(OF_THE_SECOND, OF_THE_FIRST, WHY)
    first.looks_around()
    first.writes("Why it is undone", SLIP)
    first.presses("Restore what was before")


def then_she_has_the_name_that_stood_before(first):
    first.is_told("Undone. The record is as it was before.")
    first.has_heading(OF_THE_FIRST)
    first.follows("History of this record")
    first.reads(SLIP)


def when_the_file_is_printed(first, child):
    first.opens(f"/children/{child.public_id}/")
    first.follows("Print")
    first.writes("Recipient", "Family court")
    first.chooses("Purpose", ExportPurpose.COURT.label)
    first.chooses("Legal basis", LegalBasis.LEGAL_OBLIGATION.label)
    first.writes("Why it leaves now", "The court asked for it.")
    for part in (ExportPart.SUMMARY, ExportPart.FAMILY):
        first.ticks(part.label)
    first.looks_around()
    first.presses("Number it and open the pages")


def then_the_pages_carry_the_number(first):
    first.is_at(re.compile(r"/children/[0-9a-f-]{36}/exports/[0-9a-f-]{36}/"))
    mark = first.page.locator(".export-mark")
    expect(mark).to_contain_text(re.compile(r"E-\w{5}-\w"))
    expect(mark).to_contain_text("Family court")
    expect(first.main.get_by_role("region", name=first.words("Timeline"), exact=True)).to_have_count(0)
    first.looks_around()
