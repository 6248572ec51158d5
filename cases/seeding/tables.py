"""Many rows at once: collected as unsaved model instances, written by COPY, triggers and rules included."""

import json
from io import StringIO

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

BLOCK = 20_000
NULL = r"\N"
_IN_QUOTES = str.maketrans({"\\": r"\\", '"': r"\""})
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class Tables:
    """Collects rows by model and writes them in the order in which their models first came.

    ``add`` gives each row its primary key at once, so that later rows can point to it, and a public id drawn
    from ``rng`` (a ``random.Random``), so that one seed always makes the same caseload.
    """

    def __init__(self, rng):
        self._rng = rng
        self._rows = {}
        self._free_keys = {}
        self._now = timezone.now()

    def add(self, row, *, dice=None):
        """Take one unsaved instance; return it with its primary key.

        With ``dice`` of its own a row leaves the chances of all the others as they are.
        """
        model = type(row)
        row.pk = self._next_key(model)
        row.public_id = self._new_public_id(dice or self._rng)
        self._rows.setdefault(model, []).append(row)
        return row

    def _new_public_id(self, dice):
        # A random UUID as text: version and variant stand at their places among random digits.
        digits = f"{dice.getrandbits(128):032x}"
        return f"{digits[:12]}4{digits[13:16]}a{digits[17:]}"

    def of(self, model):
        """The rows of one model that are not yet written."""
        return self._rows.get(model, [])

    def write(self, *, progress=lambda written: None):
        """Write all rows collected so far and forget them; calls ``progress`` with numbers of rows."""
        for model in list(self._rows):
            rows = self._rows[model]
            for start in range(0, len(rows), BLOCK):
                block = rows[start : start + BLOCK]
                copy(model, block, now=self._now)
                progress(len(block))
            self._rows[model] = []

    @property
    def size(self):
        return sum(map(len, self._rows.values()))

    def _next_key(self, model):
        free = self._free_keys.get(model)
        if not free:
            free = self._free_keys[model] = _reserve_keys(model, 5_000)
        return free.pop()


def prepare_transaction():
    """Make the rest of the transaction fit for many rows: foreign keys are checked at once, by index.

    Checks put off to the end pile up, and a pile makes every statement of a trigger dearer than the one
    before; so does a plan that was kept from when the tables were empty. Rules of our own stay put off.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _set_own_rules("DEFERRED")


def check_own_rules():
    """Check now what our own rules had put off, and put off what comes after."""
    _set_own_rules("IMMEDIATE")
    _set_own_rules("DEFERRED")


def _set_own_rules(when):
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 't' AND condeferrable")
        names = ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall())
        cursor.execute(f"SET CONSTRAINTS {names} {when}")


def _reserve_keys(model, count):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [key for (key,) in reversed(cursor.fetchall())]


def copy(model, rows, *, now):
    """Write unsaved instances of one model by COPY. They go past ``save()``, not past Postgres' rules."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    writers = [(field.attname, _writer(field, now)) for field in fields]
    text = StringIO()
    for row in rows:
        values = row.__dict__
        text.write("\t".join([write(values[name]) for name, write in writers]))
        text.write("\n")
    text.seek(0)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        # Nothing is copied into a table with row-level security: into a passing one, and from there by a statement.
        cursor.execute(f"CREATE TEMPORARY TABLE seeded AS SELECT {columns} FROM {table} WITH NO DATA")  # noqa: S608 # nosec B608
        cursor.copy_expert(f"COPY seeded ({columns}) FROM STDIN", text)
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM seeded")  # noqa: S608 # nosec B608
        cursor.execute("DROP TABLE seeded")


def _writer(field, now):
    """How a value of this field stands in a line of COPY; stamps that are empty become ``now``."""
    stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    missing = now.isoformat() if stamped else NULL
    write = _WRITERS.get(type(field), _plain)

    def written(value):
        return missing if value is None else write(value)

    return written


def _plain(value):
    return str(value).translate(_ESCAPES)


_WRITERS = {
    ArrayField: lambda texts: _plain(
        "{" + ",".join(f'"{text.translate(_IN_QUOTES)}"' for text in texts) + "}"
    ),
    models.JSONField: lambda value: _plain(json.dumps(value)),
    # Numbers, dates and truth values have nothing to escape.
    **dict.fromkeys((models.BooleanField, models.DateField, models.DateTimeField, models.BigAutoField), str),
}
