"""``manage.py find_matches``: which records may be of one person, or of one family; meant for every night."""

import uuid

from django.core.management.base import BaseCommand, CommandError

from cases.matching.duplicates import find_all, on_file
from cases.models.wall import everything


class Command(BaseCommand):
    help = "Compares everybody on file and brings the list of possible matches up to date."

    def add_arguments(self, parser):
        parser.add_argument(
            "--after", metavar="ID", help="go on after the last one that a broken-off search told of"
        )

    @everything("Records of one person may be kept by two offices.")
    def handle(self, *, after, verbosity, **options):
        found = find_all(after=_public_id(after), progress=self._show if verbosity else None)
        if verbosity:
            self.stdout.write(f"{found.new} new, {found.changed} changed, {found.gone} no longer alike.")

    def _show(self, done, last):
        self.stdout.write(
            f"{done:,} of about {self._total():,} looked at; to go on from here: --after {last}"
        )

    def _total(self):
        if not hasattr(self, "_counted"):
            self._counted = on_file().count()
        return self._counted


def _public_id(text):
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        raise CommandError("--after takes the id that the search printed.") from None
