"""``manage.py make_trail_partitions``: the parts of the trail for this month and the next; run it daily."""

from django.core.management.base import BaseCommand
from django.db import connection

from cases.models.partitions import MONTHS_AHEAD


class Command(BaseCommand):
    help = "Makes the partitions of the trail for the coming months, where they are not there yet."

    def add_arguments(self, parser):
        parser.add_argument(
            "--months", type=int, default=MONTHS_AHEAD, metavar="N", help="so many months ahead"
        )

    def handle(self, *, months, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_make_trail_partitions(%s)", [months])
            made = cursor.fetchone()[0]
        self.stdout.write(f"{made} partitions of the trail were made.")
