"""``manage.py bench_search``: what the search finds among invented people, and in what time."""

from django.core.management.base import BaseCommand, CommandError

from cases.errors import Refused
from cases.management.progress import bar
from cases.matching.rekeying import count_keys
from cases.models import Person, PersonName
from cases.models.wall import everything
from cases.seeding.crowd import make_crowd
from cases.seeding.searching import KEYS, TRIGRAMS, measure

WAYS = ("find", "pg_trgm", "ratio")
HEAD = ("query", "among", "asked", *WAYS[:2], *WAYS, *WAYS, *WAYS)
LINE = "{:<14}{:<12}{:>6}" + "{:>9}" * 11
ABOVE = " " * 32 + "{:>18}{:>27}{:>27}{:>27}".format("recall@10", "p50 ms", "p95 ms", "processor ms")


class Command(BaseCommand):
    help = "Asks for invented people in another script, mistyped, in part and unfinished, beside pg_trgm in one run."

    def add_arguments(self, parser):
        parser.add_argument(
            "--people", type=int, default=0, metavar="N", help="first add invented people until there are N"
        )
        parser.add_argument(
            "--queries", type=int, default=200, metavar="N", help="how many people to ask for"
        )
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="the same S asks for the same people"
        )

    @everything("It asks for people of every office.")
    def handle(self, *, people, queries, seed, **options):
        if not 1 <= queries <= 100_000:
            raise CommandError("--queries takes a number from 1 to 100,000.")
        if not 0 <= people <= 5_000_000:
            raise CommandError("--people takes a number up to 5,000,000.")
        try:
            if make_crowd(people, seed, progress=bar):
                count_keys()
            found = measure(queries, seed, progress=bar)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{Person.objects.count():,} people, {PersonName.objects.count():,} written names")
        self.stdout.write(f"{ABOVE}\n{LINE.format(*HEAD)}")
        for kind, scope in dict.fromkeys((kind, scope) for kind, scope, _way in found):
            self.stdout.write(_line(kind, scope, found[kind, scope, KEYS], found[kind, scope, TRIGRAMS]))


def _line(kind, scope, keys, trigrams):
    figures = [f"{told.recall:.3f}" for told in (keys, trigrams)]
    for one, other in (
        *((keys.milliseconds(percent), trigrams.milliseconds(percent)) for percent in (50, 95)),
        (keys.cpu, trigrams.cpu),
    ):
        figures += [f"{one:.1f}", f"{other:.1f}", f"{one / other:.2f}" if other else "-"]
    return LINE.format(kind, scope, keys.asked, *figures)
