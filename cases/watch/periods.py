"""Days as moments: what the trail is asked between, so that its indexes on time can answer."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def start_of(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day):
    """The moment at which the day after it begins."""
    return start_of(day + timedelta(days=1))
