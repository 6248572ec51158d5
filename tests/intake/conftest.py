"""A registration under way, and what stands on file already."""

import pytest

from tests.factories import (
    ChildFactory,
    FamilyGroupFactory,
    FamilyMembershipFactory,
    GuardianshipFactory,
    PlaceFactory,
)
from tests.intake.walking import Registering


@pytest.fixture
def place(db):
    return PlaceFactory(name="Camp 1")


@pytest.fixture
def registering(caseworker):
    return Registering(caseworker)


@pytest.fixture
def sibling(caseworker):
    """A child of the office on file, with a mother and in a family group."""
    child = ChildFactory(office=caseworker.office, name="Timur Saidov")
    GuardianshipFactory(child=child, guardian__name="Gulnora Saidova", guardian__office=caseworker.office)
    group = FamilyGroupFactory(office=caseworker.office, name="Saidov")
    FamilyMembershipFactory(group=group, person=child.person)
    return child
