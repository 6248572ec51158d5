"""Two camps, for the tests about closing one."""

import pytest

from tests.factories import PlaceFactory


@pytest.fixture
def camp(db):
    return PlaceFactory(name="Camp One")


@pytest.fixture
def after(db):
    return PlaceFactory(name="Camp Two")
