"""The keys of names on file: made again where an earlier way made them, and counted, so that rare ones lead a search."""

from django.db import connection, transaction
from psycopg2.extras import execute_values

from cases.models import NameKeyCount, PersonName

BATCH = 2_000
# A key in fewer names is rare, and a rare one needs no number.
COUNTED_FROM = 20
WRITTEN = ("token_keys", "pair_keys", "consonants", "skeleton", "keys_version")

_WRITE = """
UPDATE {names} AS name SET {columns} FROM (VALUES %s) AS made (id, {made}) WHERE name.id = made.id
"""
_ROW = "(%s, %s::text[], %s::text[], %s, %s, %s)"

# What a name has twice, as a key of one word that is all of it, counts once.
_COUNT = """
INSERT INTO {counts} (key, names)
SELECT key, count(*) FROM {names}, LATERAL (SELECT unnest(token_keys) UNION SELECT unnest(pair_keys)) AS of_name(key)
GROUP BY key HAVING count(*) >= %s
"""


def rekey(*, everything=False, progress=lambda done, total: None):
    """Make the keys of names again that an older version made, or of all of them; returns how many.

    Batch by batch: what is done stays done when it is broken off, and a second call finds nothing left. No history
    is written, because nothing that people wrote has changed. ``progress`` hears how many of how many are done.
    """
    names = PersonName.objects.all() if everything else PersonName.objects.with_older_keys()
    total, done, last = names.count(), 0, 0
    while batch := _write_batch(names.filter(pk__gt=last)):
        last, done = batch[-1], done + len(batch)
        progress(done, total)
    return done


def _write_batch(names):
    """Write one batch; the keys of its rows."""
    with transaction.atomic():
        batch = list(names.select_for_update().order_by("pk")[:BATCH])
        for name in batch:
            name.spell(name.full, script=name.script)
        # Django's own way of writing many rows takes most of the time of an upgrade.
        rows = [(name.pk, *(getattr(name, column) for column in WRITTEN)) for name in batch]
        with connection.cursor() as cursor:
            execute_values(cursor.cursor, _written(), rows, template=_ROW, page_size=BATCH)
    return [name.pk for name in batch]


def _written():
    return _WRITE.format(
        names=connection.ops.quote_name(PersonName._meta.db_table),
        columns=", ".join(f"{column} = made.{column}" for column in WRITTEN),
        made=", ".join(WRITTEN),
    )


def count_keys():
    """Count in how many names each key occurs; returns how many keys are common enough to have a number."""
    table = connection.ops.quote_name
    count = _COUNT.format(counts=table(NameKeyCount._meta.db_table), names=table(PersonName._meta.db_table))
    with transaction.atomic(), connection.cursor() as cursor:
        # Two who count at once follow one another; whoever searches meanwhile reads the numbers before.
        cursor.execute(f"LOCK TABLE {table(NameKeyCount._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
        NameKeyCount.objects.all().delete()
        cursor.execute(count, [COUNTED_FROM])
        return cursor.rowcount
