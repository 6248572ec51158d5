"""Measure the comparison of names on labelled pairs, step by step; see docs/adr/0018-one-person-many-spellings.md."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.names import bench
from cases.names.scorer import STEPS


class Command(BaseCommand):
    help = "Prints precision, recall and F1 per script pair for a CSV file with the columns left, right and label."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE.csv")
        parser.add_argument(
            "--kept-apart", action="store_true", help="Only the fifth of the pairs that was kept apart."
        )
        parser.add_argument(
            "--steps", action="store_true", help="All three steps beside each other, not the whole alone."
        )

    def handle(self, *, path, kept_apart, steps, **options):
        try:
            pairs = bench.read_pairs(path)
        except (OSError, KeyError, ValueError) as problem:
            raise CommandError(f"The pairs cannot be read: {problem}") from problem
        pairs = bench.kept_apart(pairs) if kept_apart else pairs
        for line in bench.report(bench.measure(pairs, steps=tuple(STEPS) if steps else ("attested",))):
            self.stdout.write(line)
