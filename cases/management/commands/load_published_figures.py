"""Put the figures that others published beside what is recorded; may run again at any time."""

from django.core.management.base import BaseCommand

from cases.reports.published import load_published_figures


class Command(BaseCommand):
    help = "Stores the published figures of the project's own copy, changing those that are there already."

    def handle(self, **options):
        count = load_published_figures()
        self.stdout.write(f"{count} published figures are on file.")
