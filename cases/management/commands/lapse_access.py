"""Suspend access that nobody has confirmed in time; may run as often as one likes."""

from django.core.management.base import BaseCommand

from cases.accounts.grant_actions import let_lapse
from cases.models.wall import everything


class Command(BaseCommand):
    help = (
        "Lists access that has to be confirmed again, and suspends what was not confirmed within 30 days of being"
        " listed. Run it daily."
    )

    @everything("Whoever loses access may have left work at any office.")
    def handle(self, **options):
        listed, suspended = let_lapse()
        self.stdout.write(f"{listed} are listed to be confirmed, {suspended} were suspended.")
