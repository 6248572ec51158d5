"""``manage.py seal_trail``: chains the new rows of the trail; run it every minute, as often as one likes."""

import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from cases.audit.sealing import Busy, seal_all
from cases.models.wall import everything


class Command(BaseCommand):
    help = (
        "Seals the rows of the trail that are new. One at a time: a second one leaves the work to the first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=int,
            default=0,
            metavar="SECONDS",
            help="go on, and seal again after so many seconds",
        )

    def handle(self, *, every, **options):
        if not every:
            self._seal()
            return
        while True:
            try:
                self._seal()
            except OperationalError as error:
                self.stderr.write(f"The database is away: {type(error).__name__}.")
                close_old_connections()
            time.sleep(every)

    @everything("The trail is one, whoever its entries are about.")
    def _seal(self):
        try:
            count = seal_all()
        except Busy:
            self.stdout.write("Another sealer is at work.")
            return
        if count:
            self.stdout.write(f"{count} rows of the trail were sealed.")
