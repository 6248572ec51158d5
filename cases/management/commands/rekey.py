"""``manage.py rekey``: the keys by which names are found, after an upgrade; may run as often as one likes."""

from django.core.management.base import BaseCommand

from cases.management.progress import bar
from cases.matching.rekeying import count_keys, rekey
from cases.models.wall import everything


class Command(BaseCommand):
    help = "Makes the keys of names again that an older version made, and counts them. Nothing is lost by breaking off."

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            dest="everything",
            help="the keys of all names, not only the older ones",
        )

    @everything("The keys of every name are made again.")
    def handle(self, *, everything, verbosity, **options):
        done = rekey(everything=everything, progress=bar if verbosity else lambda done, total: None)
        common = count_keys()
        if verbosity:
            self.stdout.write(f"The keys of {done:,} names were made again; {common:,} keys are common.")
