"""Empty what was begun and not gone on with for too long, and sessions that are over; may run as often as one likes."""

from importlib import import_module

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import connection
from psycopg2 import sql

from cases import unsent
from cases.access import forget_ended
from cases.intake.drafts import discard_expired
from cases.models.wall import everything


class Command(BaseCommand):
    help = (
        "Empties drafts of registrations whose time (DRAFT_DAYS) is over, whose writers find a notice, and removes words "
        "about children that were not saved for as long, sessions that are over, and tries at the door that count no more."
    )

    @everything("What was not gone on with is discarded in every office.")
    def handle(self, **options):
        count, texts = discard_expired(), unsent.discard_expired()
        # With a session goes what it held for somebody who did not come back.
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        forget_ended()
        _forget_tries()
        self.stdout.write(f"{count} drafts and {texts} texts were discarded.")


def _forget_tries():
    """Remove what the cache was to keep for a time; by itself it does so only once it is full."""
    with connection.cursor() as cursor:
        table = sql.Identifier(cache._table)
        cursor.execute(sql.SQL("DELETE FROM {} WHERE expires < now()").format(table))
