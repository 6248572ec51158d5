"""Open what was sealed of an erased file, with a private key that comes from outside; recorded before it is printed."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from cases.audit import record
from cases.crypto import Unopened
from cases.models import Erasure
from cases.models.wall import everything
from cases.retention.capsule import opened_identity

SUBJECT = "retention:capsule"


class Command(BaseCommand):
    help = (
        "Prints what an adult may claim of the own identity, out of a file that was erased. The private key of the archive "
        "(AGE-SECRET-KEY-1…) is read from standard input and kept nowhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", help="the case number of the file that was erased")

    @everything("Who opens an identity belongs to no office.")
    def handle(self, *, number, **options):
        erasures = Erasure.objects.done().select_related("child")
        erasure = erasures.filter(child__case_number=number.strip().upper()).first()
        if erasure is None:
            raise CommandError("No file of this number was erased.")
        try:
            identity = opened_identity(erasure, sys.stdin.readline())
        except (Unopened, ValueError) as error:
            raise CommandError(str(error) or "This key does not open it.") from error
        record.opened(by=None, subject=SUBJECT, ids=[erasure.child.public_id, erasure.public_id])
        self.stdout.write(json.dumps(identity, ensure_ascii=False, indent=1))
