"""Journey: a supervisor holds one file and asks for the erasure of another; the data-protection officer confirms it."""

import pytest

from cases.enums import Role
from cases.models import Child, Erasure
from tests.journeys.families import one_child
from tests.journeys.steps import WALKS

pytestmark = pytest.mark.journey

NAME, WHY = "Nilufar Sonova", "The person asks for it"


@pytest.mark.parametrize("walk", WALKS[-1:], ids=str)
def test_a_file_ends_by_two_people(come, live_app):
    """Promises 4, 7 and 22."""
    child = one_child(NAME)
    supervisor = come()
    supervisor.enters_as(Role.SUPERVISOR)
    when_what_waits_is_looked_at(supervisor)
    when_a_hold_is_set_and_lifted(supervisor, child)
    when_the_erasure_is_asked_for(supervisor, child)
    officer = come()
    officer.enters_as(Role.DATA_PROTECTION_OFFICER)
    when_the_officer_confirms_by_number(officer, child)
    then_the_number_leads_to_what_is_left(supervisor, child)
    then_requests_and_periods_are_there_to_read(supervisor)
    for visitor in (supervisor, officer):
        visitor.never_put_in_an_address("sonova")


def when_what_waits_is_looked_at(supervisor):
    supervisor.opens("/retention/due/")
    supervisor.has_heading("Files whose period is over")
    supervisor.looks_around()


def when_a_hold_is_set_and_lifted(supervisor, child):
    supervisor.opens(f"/retention/children/{child.public_id}/hold/")
    supervisor.looks_around()
    supervisor.writes("Who needs the file", "Family court")
    supervisor.writes("Why it must be kept", "A claim on custody")
    supervisor.presses("Hold the file")
    supervisor.reads("Legal hold", "Family court", "Nothing of this file can be erased.")
    supervisor.looks_around()
    supervisor.follows("Lift the hold")
    supervisor.looks_around()
    supervisor.writes("Why the hold ends", "The court has ruled")
    supervisor.presses("Lift the hold")


def when_the_erasure_is_asked_for(supervisor, child):
    supervisor.opens(f"/retention/children/{child.public_id}/erase/")
    supervisor.reads("What is erased, with its history", "What stays, emptied")
    supervisor.looks_around()
    supervisor.ticks("The person concerned asks for it")
    supervisor.writes("In a sentence", WHY)
    supervisor.ticks("Nothing is sealed")
    supervisor.writes("Why nothing is sealed", WHY)
    supervisor.presses("Ask for it")
    supervisor.reads("You asked for it; somebody else has to confirm it.")
    supervisor.looks_around()


def when_the_officer_confirms_by_number(officer, child):
    officer.looks_around()
    officer.opens("/retention/erasures/")
    officer.has_heading("Erasures")
    officer.looks_around()
    officer.follows(child.case_number)
    officer.looks_around()
    officer.ticks("Erase it now, for good")
    officer.presses("Decide")
    officer.is_told("The file is erased. Its number and this entry are left.")
    assert Erasure.objects.get(child=child).state == "done"


def then_the_number_leads_to_what_is_left(supervisor, child):
    answer = supervisor.opens(f"/children/{child.public_id}/")
    assert answer.status == 410
    supervisor.has_heading("This file was erased")
    supervisor.reads(child.case_number)
    supervisor.looks_around()
    assert not Child.objects.get(pk=child.pk).person.names.exists()


def then_requests_and_periods_are_there_to_read(supervisor):
    for address in ("/own-data/", "/retention/"):
        supervisor.opens(address)
        supervisor.looks_around()
