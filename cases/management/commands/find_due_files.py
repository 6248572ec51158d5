"""Tell how many files are due, and end erasures that nobody confirmed in time; may run as often as one likes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.models import Child, Office
from cases.models.wall import everything
from cases.retention.due import due_files
from cases.retention.erasing import lapse_erasures


class Command(BaseCommand):
    help = (
        "Lets erasures lapse that no second person confirmed in time, and says how many files of each office wait to be "
        "looked at because their period is over. Erases nothing. Run it daily."
    )

    @everything("The files of every office are counted.")
    def handle(self, **options):
        self.stdout.write(f"{lapse_erasures()} erasures lapsed.")
        today = timezone.localdate()
        for office in Office.objects.order_by("name", "pk"):
            count = due_files(Child.objects.filter(office=office), today).count()
            if count:
                self.stdout.write(f"{office.name}: {count} files are due.")
