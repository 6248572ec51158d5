"""Journey: a caseworker shows parts of a file to another office until a day, ends it, and reads what that one shows."""

import pytest

from cases.enums import Role
from cases.models import Referral
from tests.journeys.families import one_child
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

NAME, WHY = "Nilufar Sonova", "They visit the same home"


@two_walks
def test_parts_of_a_file_are_shown_and_read(come, live_app):
    """Promises 1 and 7."""
    child = one_child(NAME)
    caseworker = come()
    caseworker.enters_as(Role.CASEWORKER)
    when_two_parts_are_shown_to_the_other_office(caseworker, child)
    then_the_case_says_who_may_read_it_until_it_is_ended(caseworker, child)
    when_a_file_of_the_other_office_is_read(caseworker)
    then_it_shows_its_parts_and_nothing_to_write(caseworker)
    caseworker.never_put_in_an_address("sonova")


def when_two_parts_are_shown_to_the_other_office(caseworker, child):
    caseworker.opens(f"/children/{child.public_id}/")
    caseworker.page.get_by_text(caseworker.words("Record something")).first.click()
    caseworker.follows("Show parts of it to another office")
    caseworker.has_heading("Show parts of a file to another office")
    caseworker.looks_around()
    caseworker.chooses("Which office", "Office West")
    caseworker.ticks("Needs")
    caseworker.ticks("Papers")
    caseworker.writes("Why the other office should read it", WHY)
    caseworker.presses("Show until that day")


def then_the_case_says_who_may_read_it_until_it_is_ended(caseworker, child):
    caseworker.reads("May read parts of it", "Office West", WHY)
    caseworker.looks_around()
    caseworker.page.get_by_role("button", name=caseworker.words("End now")).click()
    caseworker.has_heading("Files shown between offices")
    caseworker.reads(child.case_number, "Ended")
    caseworker.looks_around()
    assert Referral.objects.get(child=child).ended_at


def when_a_file_of_the_other_office_is_read(caseworker):
    shown = Referral.objects.get(to_office__name="Office North")
    caseworker.follows(shown.child.case_number)
    caseworker.has_heading("A file shown by another office")


def then_it_shows_its_parts_and_nothing_to_write(caseworker):
    shown = Referral.objects.get(to_office__name="Office North")
    caseworker.reads("To read only", "Office West", shown.reason, "Needs", "Family")
    caseworker.looks_around()
    assert caseworker.main.locator("form").count() == 0
    assert caseworker.opens(f"/children/{shown.child.public_id}/").status == 404
