"""Give back the cases in which a colleague stood in until a day that has passed; may run as often as one likes."""

from django.core.management.base import BaseCommand

from cases.handover.actions import give_back
from cases.models.wall import everything


class Command(BaseCommand):
    help = (
        "Gives cases back to their caseworker after the last day on which a colleague stood in. Run it daily."
    )

    @everything("Cases of every office go back.")
    def handle(self, **options):
        count = give_back()
        self.stdout.write(f"{count} cases went back.")
