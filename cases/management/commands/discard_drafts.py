"""Empty the registrations that were begun and not gone on with for too long; may run as often as one likes."""

from django.core.management.base import BaseCommand

from cases.intake.drafts import discard_expired


class Command(BaseCommand):
    help = "Empties drafts of registrations whose time (DRAFT_DAYS) is over; their writers find a notice."

    def handle(self, **options):
        count = discard_expired()
        self.stdout.write(f"{count} drafts were discarded.")
