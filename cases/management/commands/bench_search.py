"""``manage.py bench_search``: what the search finds among invented people, and in what time."""

from django.core.management.base import BaseCommand, CommandError

from cases.errors import Refused
from cases.management.progress import bar
from cases.models import Person, PersonName
from cases.seeding.searching import measure


class Command(BaseCommand):
    help = "Asks for invented people in another script, mistyped and in part; prints recall and times beside pg_trgm."

    def add_arguments(self, parser):
        parser.add_argument(
            "--queries", type=int, default=200, metavar="N", help="how many people to ask for"
        )
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="the same S asks for the same people"
        )

    def handle(self, *, queries, seed, **options):
        if not 1 <= queries <= 100_000:
            raise CommandError("--queries takes a number from 1 to 100,000.")
        try:
            found = measure(queries, seed, progress=bar)
        except Refused as error:
            raise CommandError(str(error)) from error
        people, names = Person.objects.count(), PersonName.objects.count()
        self.stdout.write(f"{people:,} people, {names:,} written names")
        self.stdout.write(
            f"{'query':<14}{'search':<10}{'asked':>7}{'recall@10':>11}{'p50 ms':>9}{'p95 ms':>9}"
        )
        for (kind, way), told in sorted(found.items()):
            self.stdout.write(
                f"{kind:<14}{way:<10}{told.asked:>7,}{told.recall:>11.3f}"
                f"{told.milliseconds(50):>9.1f}{told.milliseconds(95):>9.1f}"
            )
