"""``manage.py save_keys``: the wrapped keys in a file of their own, beside a dump without them (docs/deploy.md)."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand

from cases.models.wall import everything
from cases.vault.copies import key_lines


class Command(BaseCommand):
    help = "Writes the wrapped keys into FILE, which only its owner may read. Keep the newest few of such files, no more."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    @everything("Keys of every office are saved.")
    def handle(self, *, file, **options):
        passing = file.with_name(f".{file.name}.new")
        passing.unlink(missing_ok=True)
        # Nobody else may read it, not even while it is written; under its name stands a whole one only.
        handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            count = sum(bool(out.write(f"{line}\n")) for line in key_lines())
            out.flush()
            os.fsync(out.fileno())
        passing.replace(file)
        return f"{count:,} keys saved."
