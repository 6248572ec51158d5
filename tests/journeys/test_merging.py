"""Journey: one child under two spellings; a supervisor compares the two files, merges them, and takes them apart."""

import re

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from tests.journeys.families import one_child
from tests.journeys.steps import WALKS

pytestmark = pytest.mark.journey

WHY, SLIP = "The same mother and the same birth.", "They are cousins."


@pytest.mark.parametrize("walk", [WALKS[2]], ids=str)
def test_two_files_of_one_child_are_merged_and_taken_apart(come, live_app):
    """Promises 1, 13 and 21, on a phone."""
    kept, other = one_child("Nilufar Sonova"), one_child("Нилуфар Сонова")
    supervisor = come()
    supervisor.enters_as(Role.SUPERVISOR)
    when_the_other_file_is_looked_for(supervisor, kept, other)
    then_both_stand_side_by_side(supervisor, kept, other)
    when_they_are_merged(supervisor)
    then_the_file_holds_both_names_and_the_old_number_leads_to_it(supervisor, kept, other)
    when_the_merge_is_undone(supervisor)
    then_each_file_has_its_own_again(supervisor, kept, other)
    supervisor.never_put_in_an_address("sonova", "нилуфар", "cousins")


def when_the_other_file_is_looked_for(supervisor, kept, other):
    supervisor.opens(f"/children/{kept.public_id}/")
    supervisor.page.get_by_text(supervisor.words("Record something")).first.click()
    supervisor.follows("This is the same child as …")
    supervisor.writes("Case number or name of the other record", "Нилуфар")
    supervisor.presses("Find")
    supervisor.looks_around()
    supervisor.follows("Нилуфар Сонова")


def then_both_stand_side_by_side(supervisor, kept, other):
    supervisor.has_heading("Are these two one person?")
    supervisor.reads(kept.case_number, other.case_number, "Nilufar Sonova", "Нилуфар Сонова")
    supervisor.looks_around()


def when_they_are_merged(supervisor):
    supervisor.presses("Merge the two records")
    supervisor.looks_around()
    supervisor.writes("Why the two are one person", WHY)
    supervisor.presses("Merge the two records")
    supervisor.is_told("The two records are one now.")


def then_the_file_holds_both_names_and_the_old_number_leads_to_it(supervisor, kept, other):
    supervisor.has_heading("Nilufar Sonova")
    supervisor.reads("Нилуфар Сонова", other.case_number, WHY)
    supervisor.looks_around()
    supervisor.opens(f"/children/{other.public_id}/")
    supervisor.is_at(f"/children/{kept.public_id}/")


def when_the_merge_is_undone(supervisor):
    supervisor.follows("Undo this merge")
    supervisor.reads(WHY)
    supervisor.looks_around()
    supervisor.writes("Why it is undone", SLIP)
    supervisor.presses("Undo the merge")
    supervisor.is_told("The merge was undone. The two records stand apart again.")


def then_each_file_has_its_own_again(supervisor, kept, other):
    supervisor.is_at(f"/children/{kept.public_id}/")
    expect(supervisor.main.get_by_text("Нилуфар Сонова")).to_have_count(0)
    supervisor.opens(f"/children/{other.public_id}/")
    supervisor.is_at(re.compile(f"/children/{other.public_id}/"))
    supervisor.has_heading("Нилуфар Сонова")
