"""Two offices, somebody of each, and a family of the first."""

import pytest

from cases.enums import Relationship, Role
from tests import factories
from tests.people import client_of, make_user


@pytest.fixture
def other_supervisor(office_west):
    return make_user("Salma Tahir", Role.SUPERVISOR, office=office_west)


@pytest.fixture
def giving(caseworker):
    """A browser of the office that keeps the file."""
    return client_of(caseworker)


@pytest.fixture
def receiving(other_supervisor):
    """A browser of the supervisor of the other office."""
    return client_of(other_supervisor)


@pytest.fixture
def child(office_north):
    """A child with a name, a mother and a need."""
    made = factories.ChildFactory(office=office_north, name="Zarina Nazarova")
    factories.GuardianshipFactory(
        child=made,
        guardian__name="Amina Nazarova",
        guardian__office=office_north,
        relationship=Relationship.MOTHER,
    )
    factories.NeedFactory(child=made)
    return made


@pytest.fixture
def brother(child):
    """A brother of the same mother and the same family group."""
    made = factories.ChildFactory(office=child.office, name="Parviz Nazarov")
    mother = child.guardianships.get().guardian
    factories.GuardianshipFactory(child=made, guardian=mother, relationship=Relationship.MOTHER)
    group = factories.FamilyGroupFactory(office=child.office)
    for one in (child, made):
        factories.FamilyMembershipFactory(group=group, person=one.person)
    return made
