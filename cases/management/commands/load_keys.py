"""``manage.py load_keys``: the keys of ``save_keys`` into a database that was restored without them (docs/deploy.md)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.models.wall import everything
from cases.vault.copies import NotACopy, load_lines


class Command(BaseCommand):
    help = "Puts the wrapped keys of FILE into the database: after a restore, before anybody works with it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    @everything("Keys of every office come back.")
    def handle(self, *, file, **options):
        try:
            loaded = load_lines(file.read_text().splitlines())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except (NotACopy, UnicodeDecodeError) as error:
            raise CommandError(f"{file} is no file of keys; nothing was changed.") from error
        return (
            f"{loaded.new:,} keys loaded; {loaded.known:,} were there already or are destroyed, "
            f"{loaded.unneeded:,} belong to nobody in this database."
        )
