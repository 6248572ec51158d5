"""Entries of the trail as if they had been made at another time."""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.utils import timezone

from cases.models import AuditEvent


def moment(day, at="10:00"):
    """A day and a time here, such as ("2019-07-10", "09:30"), as a moment."""
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{at}"))


@contextmanager
def as_of(at):
    """What is recorded within is recorded at the moment ``at``."""
    entered = AuditEvent._meta.get_field("at")
    # The default of the column was looked up when the model was made.
    with (
        patch("django.utils.timezone.now", return_value=at),
        patch.object(entered, "_get_default", lambda: at),
    ):
        yield
