"""``manage.py audit_verify``: whether the trail is as it was written; exit code 1, and a sentence for what is not."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.audit.shipping import differences
from cases.audit.verifying import verify
from cases.errors import Refused
from cases.models.wall import everything

# The rest is counted: whoever rewrote a whole table need not be told of each row.
MOST_SAID = 200


class Command(BaseCommand):
    help = "Checks every row and seal of the trail, and what was shipped elsewhere. Exit code 1 if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument(
            "--against", metavar="FILE", help="a file that audit_ship wrote, from where it is kept"
        )

    @everything("The trail is one, whoever its entries are about.")
    def handle(self, *, against, **options):
        found = verify()
        findings = [*found.findings, *(_compared(against) if against else [])]
        self.stdout.write(f"{found.seals:,} seals hold {found.rows:,} rows.")
        if found.unmarked:
            self.stdout.write(f"{found.unmarked:,} rows are from before there were marks.")
        if found.waiting:
            self.stdout.write(
                f"{found.waiting:,} rows are not sealed yet, the oldest since {found.since:%Y-%m-%d %H:%M} UTC."
            )
        for sentence in findings[:MOST_SAID]:
            self.stderr.write(sentence)
        if findings:
            raise CommandError(f"{len(findings):,} things are wrong with the trail.")
        self.stdout.write("The trail is as it was written.")


def _compared(path):
    try:
        return differences(Path(path).read_text(encoding="ascii").splitlines())
    except Refused as error:
        raise CommandError(str(error)) from error
    except (OSError, UnicodeError) as error:
        raise CommandError(f"{path} cannot be read.") from error
