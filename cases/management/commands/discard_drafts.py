"""Empty what was begun and not gone on with for too long, and sessions that are over; may run as often as one likes."""

from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand

from cases import unsent
from cases.intake.drafts import discard_expired


class Command(BaseCommand):
    help = (
        "Empties drafts of registrations whose time (DRAFT_DAYS) is over, whose writers find a notice, and removes words "
        "about children that were not saved for as long, and sessions that are over."
    )

    def handle(self, **options):
        count, texts = discard_expired(), unsent.discard_expired()
        # With a session goes what it held for somebody who did not come back.
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        self.stdout.write(f"{count} drafts and {texts} texts were discarded.")
