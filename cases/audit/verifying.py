"""Whether the trail is as it was written: each row against its mark, each seal against its rows, the chain, a shipped head.

A finding is a sentence that names the row or the seal. Without the key (AUDIT_KEY) nobody can make a row or a seal that
passes; what nobody can tell from inside is an end that was cut off whole, which is why heads are shipped elsewhere.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from cases.audit.sealing import GRACE, NOTHING_BEFORE, digest, hash_of, unpacked
from cases.models import AuditEvent, AuditSeal
from cases.models.marks import OF_ROW, OF_SEAL, canonical, is_marked

ROWS_AT_ONCE = 5_000


@dataclass
class Verified:
    """What was looked at and what was found wrong. ``waiting`` rows are not sealed yet, the oldest since ``since``."""

    rows: int = 0
    seals: int = 0
    unmarked: int = 0
    waiting: int = 0
    since: datetime | None = None
    findings: list[str] = field(default_factory=list)

    def say(self, sentence):
        """Add a finding."""
        self.findings.append(sentence)

    def wait(self, event):
        """Count a row that no seal holds yet."""
        self.waiting += 1
        self.since = min(self.since or event.at, event.at)


def verify():
    """Look at every seal and every row; returns the ``Verified``."""
    found = Verified()
    last_of_old = _last_unmarked()
    late = {number for numbers in AuditSeal.objects.values_list("late", flat=True) for number in numbers}
    before = None
    for seal in AuditSeal.objects.in_order().iterator(chunk_size=20):
        _check_link(found, before, seal)
        _check_rows(found, before, seal, late, last_of_old)
        found.seals += 1
        before = seal
    for event in _rows_from(before.last_id if before else 0):
        _check_mark(found, event, last_of_old)
        found.wait(event)
    return found


def _last_unmarked():
    """The highest number of a row from before there were marks: those stand in front of every row that has one."""
    first = AuditEvent.objects.exclude(mac=b"").order_by("pk").values_list("pk", flat=True).first()
    old = AuditEvent.objects.filter(mac=b"")
    if first is not None:
        old = old.filter(pk__lt=first)
    return old.order_by("-pk").values_list("pk", flat=True).first() or 0


def _check_link(found, before, seal):
    number = before.number + 1 if before else 1
    if seal.number != number:
        gone = (
            f"Seal {number} is" if seal.number == number + 1 else f"Seals {number} to {seal.number - 1} are"
        )
        found.say(f"{gone} gone: the chain is broken before seal {seal.number}.")
    elif bytes(seal.previous) != (bytes(before.hash) if before else NOTHING_BEFORE):
        found.say(f"Seal {seal.number} does not follow on the seal before it.")
    if hash_of(seal) != bytes(seal.hash):
        found.say(f"Seal {seal.number} was changed after it was made.")
    elif not is_marked(OF_SEAL, bytes(seal.hash), seal.mac):
        found.say(f"Seal {seal.number} was not made with a key that is in AUDIT_KEY.")


def _check_rows(found, before, seal, late, last_of_old):
    """Compare the rows that a seal holds, and those that stand between it and the one before, with what it says."""
    sealed = dict(unpacked(seal))
    start = _beginning(before, seal, sealed)
    events = [*AuditEvent.objects.filter(pk__in=seal.late), *_rows_from(start, seal.last_id)]
    for number, count in Counter(event.pk for event in events).items():
        if count > 1:
            found.say(f"Row {number} is there {count} times.")
    numbers_of = {digest: number for number, digest in sealed.items()}
    for event in events:
        if event.pk not in sealed:
            _check_unsealed(found, event, seal, late, last_of_old)
            continue
        found.rows += 1
        _check_sealed(found, event, seal, sealed[event.pk], numbers_of, last_of_old)
    for number in sorted(sealed.keys() - {event.pk for event in events}):
        found.say(f"Row {number} is gone; seal {seal.number} holds it.")


def _beginning(before, seal, sealed):
    """The number after which a seal begins; where the one before it is gone, in front of its own first row."""
    if before is None and seal.number == 1:
        return 0
    if before is not None and before.number == seal.number - 1:
        return before.last_id
    return min(sealed.keys() - set(seal.late), default=seal.last_id + 1) - 1


def _check_sealed(found, event, seal, sealed, numbers_of, last_of_old):
    is_ours = _check_mark(found, event, last_of_old)
    now = digest(event)
    if now == sealed or not is_ours:
        return
    if now in numbers_of:
        found.say(
            f"Row {event.pk} stands where another stood: it was row {numbers_of[now]} (seal {seal.number})."
        )
    else:
        found.say(f"Row {event.pk} is not the one that seal {seal.number} holds.")


def _check_unsealed(found, event, seal, late, last_of_old):
    """A row between sealed ones that this seal does not hold: late, or put in."""
    if event.pk in late:
        return
    if not _check_mark(found, event, last_of_old):
        return
    if seal.made_at > timezone.now() - GRACE:
        found.wait(event)
        return
    found.say(f"Row {event.pk} came after seal {seal.number} had closed over its place.")


def _check_mark(found, event, last_of_old):
    """Whether the row has its mark; says so where it has not."""
    if is_marked(OF_ROW, canonical(event), event.mac):
        return True
    if not bytes(event.mac):
        if event.pk <= last_of_old:
            found.unmarked += 1
            return True
        found.say(f"Row {event.pk} has no mark: it was not written by this application.")
        return False
    found.say(f"Row {event.pk} does not say what it said when it was written, or AUDIT_KEY lacks its key.")
    return False


def _rows_from(above, until=None):
    """Rows with a number greater than ``above``, in order, a few thousand in memory at a time."""
    while True:
        rows = AuditEvent.objects.filter(pk__gt=above)
        if until is not None:
            rows = rows.filter(pk__lte=until)
        rows = list(rows.order_by("pk")[:ROWS_AT_ONCE])
        yield from rows
        if len(rows) < ROWS_AT_ONCE:
            return
        above = rows[-1].pk
