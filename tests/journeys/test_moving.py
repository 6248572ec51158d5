"""Journey: a transfer for two States is composed, leaves without one child, arrives, is handed over and closed."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from cases.enums import (
    CaseStatus,
    ExportFormat,
    ExportPurpose,
    HandoverRole,
    LegalBasis,
    NotTravelledReason,
    PassengerResult,
    Role,
    TransferMode,
    TransferStatus,
)
from cases.models import Child, Passenger, TransferBatch
from tests.journeys.families import one_child, two_siblings
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey

SISTER, BROTHER, MOTHER, OTHER = "Zumrad Testova", "Bahrom Testov", "Gulbahor Testova", "Amina Sonova"
TRANSFER = re.compile(r"/transfers/[0-9a-f-]{36}/")
# Long enough ago in every time zone, and not before anything that is recorded of these children.
DAY = datetime.date.today() - datetime.timedelta(days=2)


@two_walks
def test_a_transfer_is_composed_leaves_and_is_closed(visitor, live_app):
    given_a_caseworker_with_two_siblings_and_another_child(visitor)

    when_a_transfer_is_begun(visitor)
    when_both_siblings_are_added_by_ticking_one(visitor)
    when_the_other_child_is_added_for_another_state(visitor)
    when_the_mother_is_added(visitor)
    then_the_list_shows_families_and_destinations(visitor)

    when_it_is_proposed_confirmed_and_boarded(visitor)
    when_it_leaves_without_the_brother(visitor)
    then_the_page_says_who_travelled_and_who_did_not(visitor)

    when_it_arrives(visitor)
    when_each_state_receives_its_own(visitor)
    when_it_is_closed(visitor)
    then_every_move_shows_who_and_when(visitor)
    then_the_records_say_the_same(visitor)
    then_the_list_can_be_printed(visitor)
    visitor.never_put_in_an_address("zumrad", "testov", "gulbahor", "amina")


def given_a_caseworker_with_two_siblings_and_another_child(visitor):
    two_siblings(SISTER, BROTHER, mother=MOTHER)
    one_child(OTHER)
    visitor.enters_as(Role.CASEWORKER)


def when_a_transfer_is_begun(visitor):
    visitor.opens("/transfers/")
    visitor.looks_around()
    visitor.follows("New transfer")
    visitor.looks_around()
    visitor.chooses("How it travels", TransferMode.CHARTER_FLIGHT.label)
    visitor.chooses("Leaves from", "Iraq")
    visitor.writes("Planned for", DAY.isoformat())
    visitor.writes("Seats", "10")
    visitor.presses("Begin the transfer")
    visitor.is_at(TRANSFER)
    visitor.looks_around()


def when_both_siblings_are_added_by_ticking_one(visitor):
    _search_on_the_list_of_free_children(visitor, "zumrad test")
    # Brother and sister are offered together.
    visitor.reads(SISTER, BROTHER)
    visitor.looks_around()
    visitor.ticks(SISTER)
    visitor.chooses("Destination State", "Tajikistan")
    visitor.presses("Add the ticked children")
    visitor.is_at(TRANSFER)
    visitor.reads(SISTER, BROTHER, part="People on the list")


def when_the_other_child_is_added_for_another_state(visitor):
    _search_on_the_list_of_free_children(visitor, "amina sonova")
    visitor.ticks(OTHER)
    visitor.chooses("Destination State", "Russia")
    visitor.presses("Add the ticked children")
    visitor.is_at(TRANSFER)


def _search_on_the_list_of_free_children(visitor, text):
    visitor.follows("Add people")
    visitor.writes("Name, in any script, or case number", text)
    visitor.presses("Apply")


def when_the_mother_is_added(visitor):
    visitor.follows("Add people")
    visitor.follows("Parents and carers")
    visitor.looks_around()
    visitor.ticks(MOTHER)
    visitor.chooses("Destination State", "Tajikistan")
    visitor.presses("Add the ticked people")


def then_the_list_shows_families_and_destinations(visitor):
    visitor.is_at(TRANSFER)
    visitor.reads(SISTER, BROTHER, MOTHER, OTHER, "Tajikistan", "Russia", part="People on the list")
    visitor.looks_around()


def when_it_is_proposed_confirmed_and_boarded(visitor):
    for number, (verb, status) in enumerate(
        (
            ("Propose", TransferStatus.PROPOSED),
            ("Confirm", TransferStatus.CONFIRMED),
            ("Begin boarding", TransferStatus.BOARDING),
        )
    ):
        visitor.follows(verb)
        if not number:
            visitor.looks_around()
        visitor.presses(verb)
        _is_now(visitor, status)


def when_it_leaves_without_the_brother(visitor):
    visitor.follows("Record the departure")
    visitor.looks_around()
    visitor.writes("Day", DAY.isoformat())
    visitor.writes("Time there", "06:12")
    visitor.chooses(BROTHER, NotTravelledReason.UNFIT.label)
    visitor.presses("Record the departure")
    _is_now(visitor, TransferStatus.DEPARTED)


def then_the_page_says_who_travelled_and_who_did_not(visitor):
    row = visitor.part("People on the list").get_by_role("row").filter(has_text=BROTHER)
    expect(row).to_contain_text(visitor.words(NotTravelledReason.UNFIT.label))
    visitor.looks_around()


def when_it_arrives(visitor):
    visitor.follows("Record the arrival")
    visitor.looks_around()
    visitor.writes("Day", DAY.isoformat())
    visitor.writes("Time there", "11:40")
    visitor.presses("Record the arrival")
    _is_now(visitor, TransferStatus.ARRIVED)


def when_each_state_receives_its_own(visitor):
    visitor.follows("Record handovers")
    visitor.looks_around()
    # Those of one State are ticked already.
    _hand_over(visitor, "Ministry of Labour")
    visitor.follows("Record handovers")
    _hand_over(visitor, "Commissioner for children’s rights")


def _hand_over(visitor, authority):
    visitor.writes("Receiving authority", authority)
    visitor.chooses("Received by", HandoverRole.RECEIVING_STATE.label)
    visitor.writes("Day", DAY.isoformat())
    visitor.writes("Time there", "13:00")
    visitor.presses("Record the handover")
    visitor.is_at(TRANSFER)


def when_it_is_closed(visitor):
    visitor.follows("Close the transfer")
    visitor.presses("Close the transfer")
    _is_now(visitor, TransferStatus.CLOSED)


def _is_now(visitor, status):
    visitor.is_at(TRANSFER)
    visitor.is_told(visitor.words("The transfer is now: %(status)s.", status=visitor.words(status.label)))


def then_every_move_shows_who_and_when(visitor):
    visitor.unfolds("What has happened")
    moves = visitor.part("What has happened").get_by_role("listitem")
    way = ("CLOSED", "HANDED_OVER", "ARRIVED", "DEPARTED", "BOARDING", "CONFIRMED", "PROPOSED", "DRAFT")
    labels = [visitor.words(TransferStatus[name].label) for name in way]
    expect(moves).to_contain_text(labels)
    expect(moves).to_contain_text(["Layla Haddad"] * len(way))
    year = str(datetime.date.today().year)
    expect(moves).to_contain_text([year] * len(way))
    visitor.looks_around()


def then_the_records_say_the_same(visitor):
    transfer = TransferBatch.objects.get(number=_number_on(visitor))
    rows = Passenger.objects.filter(transfer=transfer).values_list(
        "person__names__full", "result", "destination"
    )
    travelled, stayed = PassengerResult.TRAVELLED, PassengerResult.NOT_TRAVELLED
    assert set(rows) == {
        (SISTER, travelled, "TJ"),
        (MOTHER, travelled, "TJ"),
        (OTHER, travelled, "RU"),
        (BROTHER, stayed, "TJ"),
    }
    assert Child.objects.get(person__names__full=SISTER).status == CaseStatus.POST_RETURN
    assert Child.objects.get(person__names__full=BROTHER).status != CaseStatus.POST_RETURN


def _number_on(visitor):
    address = visitor.page.url.rstrip("/")
    return TransferBatch.objects.get(public_id=address.rpartition("/")[2]).number


def then_the_list_can_be_printed(visitor):
    """As a numbered export: who gets it, and why, stands on it."""
    visitor.follows("Passenger list")
    visitor.looks_around()
    visitor.writes("Recipient", "Host authority at the airport")
    visitor.chooses("Purpose", ExportPurpose.CASE_CONFERENCE.label)
    visitor.chooses("Legal basis", LegalBasis.VITAL_INTEREST.label)
    visitor.writes("Why it leaves now", "The authority checks the list at the gate")
    visitor.ticks(ExportFormat.PAPER.label)
    visitor.presses("Number the export")
    visitor.looks_around()
    visitor.follows("Open the pages")
    visitor.looks_around()
    visitor.page.emulate_media(media="print")
    visitor.reads(SISTER, BROTHER, MOTHER, OTHER, NotTravelledReason.UNFIT.label)
    expect(visitor.page.get_by_role("navigation").first).to_be_hidden()
