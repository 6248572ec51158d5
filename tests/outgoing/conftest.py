"""A caseworker's office with children on file, and terms for what leaves."""

import pytest

from tests import factories


@pytest.fixture
def children(office_north):
    """Three children whose names and numbers are known."""
    return [
        factories.ChildFactory(office=office_north, name=name)
        for name in ("Zarina Saidova", "Timur Saidov", "Amina Karimova")
    ]
