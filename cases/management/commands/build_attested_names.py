"""Make the table of attested spellings anew from lists of names; see cases/names/data/README.md."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.names.building import build


class Command(BaseCommand):
    help = "Builds the table of attested spellings (cases/names/data/) from CSV files: arabic or other, latin, count."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE.csv")

    def handle(self, *, paths, **options):
        try:
            built = build(paths)
        except (OSError, KeyError, ValueError) as problem:
            raise CommandError(f"The lists cannot be read: {problem}") from problem
        self.stdout.write(f"{built.spellings} spellings of {built.names} names, {built.size} bytes.")
