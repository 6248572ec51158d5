"""``manage.py audit_ship PATH``: the head of the trail to another place, as a line added to a file; ``-`` prints it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.audit.shipping import head_now


class Command(BaseCommand):
    help = "Adds a line with the latest seal of the trail to a file (another disk, another machine), or prints it (-)."

    def add_arguments(self, parser):
        parser.add_argument("path", help="the file to add to, or - to print the line")

    def handle(self, *, path, **options):
        head = head_now()
        if head is None:
            raise CommandError("Nothing is sealed yet: run seal_trail first.")
        if path == "-":
            self.stdout.write(str(head))
            return
        try:
            with Path(path).open("a", encoding="ascii") as file:
                file.write(f"{head}\n")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Seal {head.number} was shipped to {path}.")
