"""Journey: where JavaScript is switched off, a child is registered and a transfer leaves all the same."""

import datetime

import pytest
from playwright.sync_api import expect

from cases.enums import NotTravelledReason, Role, TransferStatus
from cases.models import TransferBatch
from tests.journeys.families import boarding, one_child
from tests.journeys.steps import Walk
from tests.journeys.test_registering import (
    given_a_caseworker_before_the_empty_page,
    then_nobody_may_be_contacted,
    then_the_case_is_open_with_family_and_claims,
    then_the_child_is_found_and_no_name_was_in_an_address,
    when_everything_known_is_answered,
    when_somebody_looks_for_the_mother,
)

pytestmark = pytest.mark.journey

DAY = datetime.date.today() - datetime.timedelta(days=2)
GOES, STAYS = "Amina Sonova", "Saida Sonova"


@pytest.fixture
def walk():
    return Walk("phone", "en")


@pytest.fixture
def visitor(come):
    return come(java_script_enabled=False)


def test_a_child_is_registered(visitor, live_app):
    given_a_caseworker_before_the_empty_page(visitor)
    when_everything_known_is_answered(visitor)
    then_the_case_is_open_with_family_and_claims(visitor)
    then_nobody_may_be_contacted()
    when_somebody_looks_for_the_mother(visitor)
    then_the_child_is_found_and_no_name_was_in_an_address(visitor)


def test_a_transfer_leaves(visitor, live_app):
    transfer = given_a_transfer_with_two_children_at_the_gate(visitor)
    when_one_child_leaves_and_the_other_stays(visitor, transfer)
    then_the_page_says_so_without_unfolding_anything(visitor, transfer)


def given_a_transfer_with_two_children_at_the_gate(visitor):
    visitor.enters_as(Role.CASEWORKER)
    return boarding([one_child(GOES), one_child(STAYS)], "RU")


def when_one_child_leaves_and_the_other_stays(visitor, transfer):
    visitor.opens(f"/transfers/{transfer.public_id}/")
    visitor.follows("Record the departure")
    visitor.writes("Day", DAY.isoformat())
    visitor.writes("Time there", "06:12")
    visitor.chooses(STAYS, NotTravelledReason.UNFIT.label)
    visitor.looks_around()
    visitor.presses("Record the departure")


def then_the_page_says_so_without_unfolding_anything(visitor, transfer):
    visitor.is_at(f"/transfers/{transfer.public_id}/")
    row = visitor.part("People on the list").get_by_role("row").filter(has_text=STAYS)
    expect(row).to_contain_text(visitor.words(NotTravelledReason.UNFIT.label))
    expect(visitor.part("What has happened").get_by_text("Departed")).to_be_visible()
    assert TransferBatch.objects.get(pk=transfer.pk).status == TransferStatus.DEPARTED
