"""``manage.py count_name_keys``: how common each key of a name is; run it daily, as often as one likes."""

from django.core.management.base import BaseCommand

from cases.matching.rekeying import count_keys


class Command(BaseCommand):
    help = "Counts in how many names each key occurs, so that rare ones lead a search."

    def handle(self, **options):
        self.stdout.write(f"{count_keys():,} keys are common.")
