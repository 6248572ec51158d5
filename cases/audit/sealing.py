"""The chain over the trail: seals, each of which holds the rows since the one before, and the hash of that one.

Rows have their numbers from a sequence. A number is given before its transaction ends, so a row may come in behind one that
is sealed already, or never, where its transaction was undone. A seal therefore names the numbers up to its last row that it
has not seen (``gaps``). For a day the next seals look whether a row came to one of them, and take it in (``late``); no
transaction of this application lives so long.
"""

import datetime
import hashlib
import struct
from itertools import pairwise

from django.db import connection, transaction
from django.utils import timezone

from cases.models import AuditEvent, AuditSeal
from cases.models.marks import OF_SEAL, canonical, marked

ROWS_A_SEAL = 10_000
# How long a number without a row is waited for.
GRACE = datetime.timedelta(days=1)
NOTHING_BEFORE = bytes(32)
DIGEST_BYTES = 8
_ROW = struct.Struct(f">q{DIGEST_BYTES}s")
# One sealer at a time; the number is ours alone in this database.
_LOCK = 7_238_190_411
_IN_GAPS = """
    SELECT event.id FROM unnest(%s::bigint[], %s::bigint[]) AS gap (first, last)
      JOIN cases_auditevent AS event ON event.id BETWEEN gap.first AND gap.last
"""


class Busy(Exception):
    """Another sealer is at work."""


def seal_all():
    """Seal what is not sealed yet; returns how many rows that were. Raises ``Busy`` while another does so."""
    total = 0
    while True:
        made = _seal_some()
        total += made.count if made else 0
        if made is None or made.count < ROWS_A_SEAL:
            return total


def head():
    """The latest seal, or ``None``."""
    return AuditSeal.objects.order_by("-number").first()


def digest(event):
    """What a seal keeps of a row of the trail."""
    return hashlib.sha256(canonical(event) + bytes(event.mac)).digest()[:DIGEST_BYTES]


def packed(events):
    """Numbers and digests of rows, as a seal holds them."""
    return b"".join(_ROW.pack(event.pk, digest(event)) for event in events)


def unpacked(seal):
    """Pairs of number and digest that a seal holds."""
    return list(_ROW.iter_unpack(bytes(seal.rows)))


def hash_of(seal):
    """The hash over everything that a seal says, that of the seal before included."""
    said = (
        f"{seal.number}|{seal.made_at.astimezone(datetime.UTC).isoformat(timespec='microseconds')}|{seal.last_id}"
        f"|{seal.count}|{list(seal.gaps)}|{list(seal.late)}|"
    )
    return hashlib.sha256(said.encode() + bytes(seal.previous) + bytes(seal.rows)).digest()


def ranges(numbers, *, above):
    """The numbers greater than ``above`` that are missing among ``numbers`` (rising), as pairs of first and last."""
    return [(one + 1, other - 1) for one, other in pairwise([above, *numbers]) if other - one > 1]


def open_gaps(now):
    """Pairs of first and last number that seals of the last day had not seen; and which of them came since."""
    recent = AuditSeal.objects.filter(made_at__gt=now - GRACE).in_order().values_list("gaps", "late")
    gaps, came = [], set()
    for found, late in recent:
        gaps += zip(found[::2], found[1::2], strict=True)
        came.update(late)
    return gaps, came


@transaction.atomic
def _seal_some():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
    before, now = head(), timezone.now()
    last_id = before.last_id if before else 0
    late = _late(now)
    new = list(AuditEvent.objects.filter(pk__gt=last_id).order_by("pk")[: ROWS_A_SEAL - len(late)])
    if not late and not new:
        return None
    gaps = ranges([event.pk for event in new], above=last_id)
    made = AuditSeal(
        number=before.number + 1 if before else 1,
        made_at=now,
        last_id=new[-1].pk if new else last_id,
        count=len(late) + len(new),
        rows=packed([*late, *new]),
        gaps=[number for pair in gaps for number in pair],
        late=[event.pk for event in late],
        previous=bytes(before.hash) if before else NOTHING_BEFORE,
    )
    made.hash = hash_of(made)
    made.mac = marked(OF_SEAL, made.hash)
    made.save(force_insert=True)
    return made


def _late(now):
    """Rows that came to a number behind the last one, in the order of their numbers."""
    gaps, came = open_gaps(now)
    if not gaps:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_IN_GAPS, [[first for first, _last in gaps], [last for _first, last in gaps]])
        found = {number for (number,) in cursor.fetchall()} - came
    return list(AuditEvent.objects.filter(pk__in=found).order_by("pk")[: ROWS_A_SEAL // 2])
