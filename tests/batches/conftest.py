"""A transfer to begin with."""

import pytest

from tests import factories
from tests.batches import making


@pytest.fixture
def transfer(caseworker):
    """A draft with one child on the list."""
    transfer = making.draft(caseworker, seats=48)
    making.add(caseworker, transfer, factories.ChildFactory(office=caseworker.office, name="Zarina Saidova"))
    return transfer


@pytest.fixture
def passenger(transfer):
    """The one child on its list."""
    return transfer.passengers.get()
