"""A child of the office with its mother."""

import pytest

from tests import factories


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def tie(child):
    guardian = factories.GuardianFactory(office=child.office, name="Gulnora Saidova")
    return factories.GuardianshipFactory(child=child, guardian=guardian, is_carer=True)


@pytest.fixture
def guardian(tie):
    return tie.guardian
