"""``manage.py bench_sealing``: what sealing costs on this machine, a text, a key, and the page of a case."""

import statistics
import time
import uuid
from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from cases.casefile.views import detail
from cases.crypto import Cell, DataKey, IndexKey, MasterKey, new_master_key, seal, unseal
from cases.enums import NoteKind
from cases.models import CaseAssignment, Child
from cases.models.wall import everything
from cases.notes.actions import write_note

TEXT = "She asked for her mother again, and slept badly. " * 10
NOTES = 20


class _Undone(Exception):
    """What the bench wrote is taken back."""


class Command(BaseCommand):
    help = "Measures sealing, opening, wrapping, and the page of one case without notes and with twenty. Keeps nothing."

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=2_000, metavar="N", help="how often each is done")
        parser.add_argument("--pages", type=int, default=30, metavar="N", help="how often the page is made")

    @everything("A file of any office serves for measuring.")
    def handle(self, *, rounds, pages, **options):
        if not 1 <= rounds <= 1_000_000 or not 1 <= pages <= 10_000:
            raise CommandError("--rounds takes a number up to 1,000,000, --pages up to 10,000.")
        for name, act in _acts():
            self.stdout.write(f"{name:<44}{_median(act, rounds) * 1e6:>10.1f} µs")
        child = Child.objects.standing().filter(assignments__user__isnull=False, notes__isnull=True).first()
        if child is None:
            self.stdout.write("No case without notes to measure a page with; seed the demonstration first.")
            return
        for name, seconds in _pages(child, pages):
            self.stdout.write(f"{name:<44}{seconds * 1e3:>10.1f} ms")


def _acts():
    master, key = MasterKey(new_master_key()), DataKey.new()
    cell = Cell(table="bench", column="sealed", row=uuid.uuid4())
    sealed, wrapped = seal(key, TEXT, cell), master.wrap(key, bytes(cell))
    index = IndexKey(key, "bench")
    yield f"seal a text of {len(TEXT)} letters", lambda: seal(key, TEXT, cell)
    yield f"open a text of {len(TEXT)} letters", lambda: unseal(key, sealed, cell)
    yield "wrap a new data key", lambda: master.wrap(DataKey.new(), bytes(cell))
    yield "unwrap a data key", lambda: master.unwrap(wrapped, bytes(cell))
    yield "find a number in the index (its value)", lambda: index.value("AB1234567")


def _pages(child, pages):
    """The page of a case without notes, with notes; nothing of it stays."""
    user = CaseAssignment.objects.filter(child=child, user__isnull=False).latest("pk").user
    request = RequestFactory().get("/", SERVER_NAME="localhost")
    request.user = user
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    found = []

    def measured(name):
        seconds = _median(lambda: detail(request, child.public_id), pages, time.process_time)
        found.append((f"{name}, processor", seconds))

    try:
        with transaction.atomic():
            measured("page of a case without notes")
            for number in range(NOTES):
                write_note(
                    by=user,
                    child=child,
                    kind=NoteKind.TALK,
                    about_date=timezone.localdate(),
                    text=f"{number} {TEXT}",
                )
            measured(f"page of a case with {NOTES} notes")
            raise _Undone
    except _Undone:
        return found


def _median(act, rounds, clock=time.perf_counter):
    taken = []
    for _ in range(rounds):
        start = clock()
        act()
        taken.append(clock() - start)
    return statistics.median(taken)
