"""End offers and referrals between offices whose time is over; may run as often as one likes."""

from django.core.management.base import BaseCommand

from cases.models.wall import everything
from cases.traffic.actions import lapse_offers
from cases.traffic.referring import end_past


class Command(BaseCommand):
    help = (
        "Lets offers of cases lapse that no office answered in time, and marks referrals whose last day is over as ended. "
        "Run it daily."
    )

    @everything("Offers and referrals of every office end.")
    def handle(self, **options):
        offers, referrals = lapse_offers(), end_past()
        self.stdout.write(f"{offers} offers lapsed and {referrals} referrals ended.")
