"""In which role somebody gets on a list: children as children, parents and carers as parents."""

import pytest

from cases.enums import PassengerRole
from tests import factories
from tests.batches.making import url_of
from tests.people import client_of

pytestmark = pytest.mark.django_db


def send(user, page, transfer, person):
    form = {"persons": [str(person.public_id)], "destination": "TJ"}
    return client_of(user).post(url_of(page, transfer), form)


@pytest.mark.parametrize(
    ("page", "factory", "role"),
    [
        ("add_people", factories.ChildFactory, PassengerRole.CHILD),
        ("add_parents", factories.GuardianFactory, PassengerRole.PARENT),
    ],
)
def test_each_page_adds_its_own(caseworker, transfer, page, factory, role):
    person = factory(office=caseworker.office).person
    assert send(caseworker, page, transfer, person).status_code == 302
    assert transfer.passengers.get(person=person).role == role


@pytest.mark.parametrize(
    ("page", "factory"), [("add_people", factories.GuardianFactory), ("add_parents", factories.ChildFactory)]
)
def test_a_forged_choice_makes_no_child_a_parent_and_no_parent_a_child(caseworker, transfer, page, factory):
    """Only who travels as a child is counted (promise 18)."""
    person = factory(office=caseworker.office).person
    response = send(caseworker, page, transfer, person)
    assert response.status_code == 422
    assert "persons" in response.context["form"].errors
    assert not transfer.passengers.filter(person=person).exists()
