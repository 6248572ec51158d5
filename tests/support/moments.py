"""Entries of the trail as if they had been made at another time."""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.utils import timezone


def moment(day, at="10:00"):
    """A day and a time here, such as ("2019-07-10", "09:30"), as a moment."""
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{at}"))


@contextmanager
def as_of(at):
    """What is recorded within is recorded at the moment ``at``."""
    with patch("django.utils.timezone.now", return_value=at):
        yield
