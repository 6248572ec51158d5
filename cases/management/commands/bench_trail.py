"""``manage.py bench_trail``: how many rows of the trail are written in a second, beside tables that lack what holds it."""

from django.core.management.base import BaseCommand, CommandError

from cases.errors import Refused
from cases.models.wall import everything
from cases.seeding.writing import mark_microseconds, measure

LINE = "{:<28}{:>12}{:>12}{:>10}{:>12}{:>12}"


class Command(BaseCommand):
    help = "Writes rows of the trail with one writer and with several, in one run; on a database without real children."

    def add_arguments(self, parser):
        parser.add_argument("--writers", type=int, default=8, metavar="N", help="so many at once")
        parser.add_argument("--rows", type=int, default=500, metavar="N", help="so many rows each")

        parser.add_argument(
            "--rounds", type=int, default=3, metavar="N", help="the best of so many rounds counts"
        )

    @everything("The trail is one, whoever its entries are about.")
    def handle(self, *, writers, rows, rounds, **options):
        if not 1 <= writers <= 64:
            raise CommandError("--writers takes a number from 1 to 64.")
        if not 1 <= rows <= 1_000_000:
            raise CommandError("--rows takes a number from 1 to 1,000,000.")
        if not 1 <= rounds <= 100:
            raise CommandError("--rounds takes a number from 1 to 100.")
        try:
            found = measure(writers, rows, rounds)
        except Refused as error:
            raise CommandError(str(error)) from error
        first = next(iter(found.values()))
        self.stdout.write("Rows a second, and how that is to the first line (of one writer, of all)")
        self.stdout.write(LINE.format("", "1 writer", f"{writers} writers", "gain", "of one", "of all"))
        for way, (one, many) in found.items():
            ratios = (f"{many / one:.2f}", f"{one / first[0]:.2f}", f"{many / first[1]:.2f}")
            self.stdout.write(LINE.format(way.label, f"{one:,.0f}", f"{many:,.0f}", *ratios))
        self.stdout.write(f"A mark takes {mark_microseconds():.0f} µs of the processor.")
