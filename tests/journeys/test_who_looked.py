"""Journey: a supervisor sees who looked at a file; an officer looks at what is conspicuous, and looks a file up."""

import re

import pytest

from cases.enums import Role
from cases.models import TrailFinding
from tests.journeys.families import one_child
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

NAME, NOTE = "Nilufar Sonova", "He prepared a hearing; his supervisor had asked him to."


@two_walks
def test_who_looked_at_a_file_and_what_is_conspicuous(come, live_app):
    """Promises 4, 7 and 9."""
    child = one_child(NAME)
    supervisor, officer = come(), come()
    when_the_supervisor_opens_the_file(supervisor, child)
    then_who_looked_stands_on_a_page_of_it(supervisor)

    when_the_officer_looks_at_what_is_conspicuous(officer)
    then_it_waits_no_more_once_a_note_is_written(officer)
    when_the_file_is_looked_up_by_its_number(officer, child)
    then_its_page_names_colleagues_and_no_child(officer, child)
    officer.never_put_in_an_address("sonova", child.case_number)


def when_the_supervisor_opens_the_file(supervisor, child):
    supervisor.enters_as(Role.SUPERVISOR)
    supervisor.opens(f"/children/{child.public_id}/")
    supervisor.follows("See who, when and how")


def then_who_looked_stands_on_a_page_of_it(supervisor):
    supervisor.has_heading("Who looked at this file")
    supervisor.reads("Nilufar Sonova")
    supervisor.looks_around()


def when_the_officer_looks_at_what_is_conspicuous(officer):
    officer.enters_as(Role.DATA_PROTECTION_OFFICER)
    officer.looks_around()
    officer.opens("/trail/findings/")
    officer.reads("Karim Daoud", "Many files within an hour")
    officer.looks_around()
    officer.follows("Look at it")
    officer.reads("Opened the file of a child")
    officer.looks_around()


def then_it_waits_no_more_once_a_note_is_written(officer):
    waiting = TrailFinding.objects.waiting().count()
    officer.writes("What did you find?", NOTE)
    officer.presses("I have looked at this")
    officer.is_told("Saved.")
    assert TrailFinding.objects.waiting().count() == waiting - 1


def when_the_file_is_looked_up_by_its_number(officer, child):
    officer.opens("/trail/")
    officer.looks_around()
    officer.writes("Case number or public id", child.case_number)
    officer.presses("Apply")
    officer.is_at(re.compile(r"/trail/\?q=[\w-]+"))
    officer.follows("Day by day: who looked at this file")


def then_its_page_names_colleagues_and_no_child(officer, child):
    officer.has_heading("Who looked at this file")
    officer.reads("Omar Rashid", child.case_number)
    assert NAME not in officer.main.inner_text()
    officer.looks_around()
