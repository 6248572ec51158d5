"""Journey: an official sees the own State alone and no child; a stranger's child is the same 404 as none at all."""

import uuid

import pytest
from playwright.sync_api import expect

from cases.enums import Role
from cases.models import Child
from tests.journeys.steps import two_walks

pytestmark = pytest.mark.journey


@two_walks
def test_an_official_reads_the_own_state_and_opens_no_child(visitor, live_app):
    """Promises 1 and 2."""
    given_an_official_of_tajikistan(visitor)

    when_the_table_of_states_is_opened(visitor)
    then_only_the_own_state_is_there(visitor)

    when_another_state_is_asked_for_by_its_address(visitor)
    then_there_is_nothing(visitor)

    then_a_child_of_the_own_state_opens_no_more_than_none_at_all(visitor)


def test_a_child_of_another_office_is_as_if_it_were_not(visitor, live_app):
    """Promise 1."""
    given_a_caseworker_of_office_north(visitor)
    known = Child.objects.filter(office__name="Office West").order_by("pk").first()
    own = Child.objects.filter(office__name="Office North").order_by("pk").first()

    assert visitor.opens(f"/children/{own.public_id}/").status == 200
    assert visitor.opens(f"/children/{known.public_id}/").status == 404
    then_there_is_nothing(visitor)
    foreign = visitor.main.inner_text()
    assert visitor.opens(f"/children/{uuid.uuid4()}/").status == 404
    assert visitor.main.inner_text() == foreign


def given_an_official_of_tajikistan(visitor):
    visitor.enters_as(Role.OFFICIAL)
    visitor.reads("Tajikistan")
    expect(visitor.main).not_to_contain_text(visitor.words("Russia"))
    visitor.looks_around()


def given_a_caseworker_of_office_north(visitor):
    visitor.enters_as(Role.CASEWORKER)


def when_the_table_of_states_is_opened(visitor):
    visitor.follows("Girls, boys and ages per State")


def then_only_the_own_state_is_there(visitor):
    expect(visitor.main.get_by_role("rowheader")).to_have_text([visitor.words("Tajikistan")])
    visitor.looks_around()


def when_another_state_is_asked_for_by_its_address(visitor):
    assert visitor.opens("/reports/totals/TJ/").status == 200
    assert visitor.opens("/reports/totals/RU/").status == 404


def then_there_is_nothing(visitor):
    visitor.has_heading("There is nothing here for you")
    visitor.looks_around()


def then_a_child_of_the_own_state_opens_no_more_than_none_at_all(visitor):
    child = Child.objects.filter(nationalities__state="TJ").order_by("pk").first()
    refusals = []
    for public_id in (child.public_id, uuid.uuid4()):
        assert visitor.opens(f"/children/{public_id}/").status == 403
        refusals.append(visitor.main.inner_text())
    assert refusals[0] == refusals[1]
    visitor.looks_around()
