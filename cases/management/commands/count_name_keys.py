"""``manage.py count_name_keys``: how common each key of a name is; run it daily, as often as one likes."""

from django.core.management.base import BaseCommand

from cases.matching.rekeying import count_keys
from cases.models.wall import everything


class Command(BaseCommand):
    help = "Counts in how many names each key occurs, so that rare ones lead a search."

    @everything("How common a name is depends on the names of every office.")
    def handle(self, **options):
        self.stdout.write(f"{count_keys():,} keys are common.")
