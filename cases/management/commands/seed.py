"""``manage.py seed``: the demonstration, or a synthetic caseload of any size."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.errors import Refused
from cases.management.progress import bar
from cases.matching.rekeying import count_keys
from cases.models import Child
from cases.models.wall import everything
from cases.reports.published import load_published_figures
from cases.seeding.caseload import seed_caseload
from cases.seeding.demo import seed_demo


class Command(BaseCommand):
    help = "Fill the database with invented children: the demonstration, or a caseload of any size."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--scenario", choices=["demo"], help="the demonstration, into an empty database")
        what.add_argument("--children", type=int, metavar="N", help="how many invented children to add")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="the same S makes the same children"
        )

    @everything("It makes the cases of several offices.")
    def handle(self, *, scenario, children, seed, verbosity, **options):
        if children is not None and not 1 <= children <= 5_000_000:
            raise CommandError("--children takes a number from 1 to 5,000,000.")
        self._total = children
        self._quiet = verbosity == 0
        try:
            load_published_figures()
            if scenario:
                made = seed_demo(today=timezone.localdate(), progress=self._show)
            else:
                made = seed_caseload(children, seed, today=timezone.localdate(), progress=self._show)
        except Refused as error:
            raise CommandError(str(error)) from error
        count_keys()
        if not self._quiet:
            self.stdout.write(
                f"{made} invented children were added; the database holds {Child.objects.count()} now."
            )

    def _show(self, made):
        if not self._quiet:
            bar(made, self._total)
