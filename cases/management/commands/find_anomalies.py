"""Look through the trail for what is conspicuous; may run as often as one likes."""

from datetime import date

from django.core.management.base import BaseCommand

from cases.models.wall import everything
from cases.watch.collecting import DAYS_BACK, find_anomalies


class Command(BaseCommand):
    help = (
        "Looks through the days of the trail that are over for what is conspicuous, such as many files in a short"
        " time, and lists it for the data-protection officer. Run it nightly."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            help=f"the first day, such as 2019-07-15; default: {DAYS_BACK} days back",
        )

    @everything("Whoever acted is looked at, at whatever office.")
    def handle(self, **options):
        count = find_anomalies(since=options["since"])
        self.stdout.write(f"{count} new findings.")
