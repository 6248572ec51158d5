"""How many rows of the trail are written in a second: by one writer and by many, with and without what makes it hold.

The trail itself is written as pages write it; what it is compared with are tables of this run alone, alike but for one
thing, in a schema that is dropped afterwards. Each row is a transaction of its own, as on a page.
"""

import json
import multiprocessing
import time
import uuid
from dataclasses import dataclass

from django.db import connection, connections
from django.utils import timezone
from psycopg2 import sql

from cases.audit import record
from cases.audit.sealing import Busy, seal_all
from cases.enums import AuditKind
from cases.models import AuditEvent, User
from cases.models.marks import OF_ROW, canonical, marked
from cases.seeding.caseload import ensure_only_synthetic

SCHEMA = "bench_trail"
SHOWN_IDS = 25
# Processes, so that writers do not wait for one another in Python.
_run = multiprocessing.get_context("fork")
_INSERT = sql.SQL(
    "INSERT INTO {} (public_id, at, kind, actor_id, office_id, subject, subject_ids, detail, mac)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True)
class Way:
    """One way of writing: into which table (empty for the trail itself, by the application), and what goes with it."""

    label: str
    table: str = ""
    with_mark: bool = True
    with_sealer: bool = False


WAYS = (
    Way("one table, no mark", "whole", with_mark=False),
    Way("one table, mark", "whole"),
    Way("months, no mark", "months", with_mark=False),
    Way("months, mark", "months"),
    Way("the trail"),
    Way("the trail, sealer beside", with_sealer=True),
)


def measure(writers, rows, rounds):
    """Rows a second by way: pairs of one writer and of ``writers``, each of whom writes ``rows``; the best of ``rounds``.

    The ways take turns, so that what else the machine does meanwhile meets all of them. Runs as the owner of the tables, on
    a database without real children. Raises ``Refused``.
    """
    ensure_only_synthetic()
    actor = User.objects.order_by("pk").first()
    _make_tables()
    try:
        found = [
            {way: [_rate(way, actor, count, rows) for count in (1, writers)] for way in WAYS}
            for _number in range(rounds)
        ]
        return {
            way: [max(rates) for rates in zip(*(each[way] for each in found), strict=True)] for way in WAYS
        }
    finally:
        _drop_tables()


def mark_microseconds(times=5_000):
    """How long the processor takes for the mark of one row; what else runs meanwhile does not count."""
    event = AuditEvent(kind=AuditKind.LIST, subject="bench", subject_ids=_new_ids())
    began = time.process_time()
    for _number in range(times):
        marked(OF_ROW, canonical(event))
    return (time.process_time() - began) / times * 1_000_000


def _new_ids():
    return [str(uuid.uuid4()) for _number in range(SHOWN_IDS)]


def _rate(way, actor, writers, rows):
    """Rows a second of so many writers at once, from when all are ready until the last is done."""
    connections.close_all()
    ready, done = _run.Barrier(writers + 1), _run.Event()
    processes = [_run.Process(target=_write, args=(way, actor, rows, ready)) for _number in range(writers)]
    sealer = _run.Process(target=_seal, args=(done,)) if way.with_sealer else None
    for process in [*processes, *([sealer] if sealer else [])]:
        process.start()
    ready.wait()
    began = time.perf_counter()
    for process in processes:
        process.join()
    took = time.perf_counter() - began
    done.set()
    if sealer:
        sealer.join()
    return writers * rows / took


def _write(way, actor, rows, ready):
    connection.ensure_connection()
    ids = _new_ids()
    ready.wait()
    for _number in range(rows):
        if way.table:
            _insert(way, actor, ids)
        else:
            record.exported(by=actor, subject="bench", ids=ids)
    connection.close()


def _insert(way, actor, ids):
    event = AuditEvent(
        kind=AuditKind.EXPORT, actor=actor, subject="bench", subject_ids=ids, at=timezone.now()
    )
    mark = marked(OF_ROW, canonical(event)) if way.with_mark else b""
    values = [
        event.public_id,
        event.at,
        event.kind,
        event.actor_id,
        None,
        event.subject,
        json.dumps(ids),
        "{}",
        mark,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(sql.Identifier(SCHEMA, way.table)), values)


def _seal(done):
    while not done.wait(1):
        try:
            seal_all()
        except Busy:
            continue
    connection.close()


def _make_tables():
    """The same columns, keys and indexes twice: as one table, and divided as the trail is."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        cursor.execute(
            f"CREATE TABLE {SCHEMA}.whole (LIKE cases_auditevent INCLUDING DEFAULTS INCLUDING INDEXES);"
            f"CREATE TABLE {SCHEMA}.months (LIKE cases_auditevent INCLUDING DEFAULTS INCLUDING INDEXES)"
            " PARTITION BY RANGE (at);"
            f"CREATE TABLE {SCHEMA}.other PARTITION OF {SCHEMA}.months DEFAULT"
        )
        for number in range(4):
            cursor.execute(
                f"CREATE TABLE {SCHEMA}.month_{number} PARTITION OF {SCHEMA}.months FOR VALUES"
                f" FROM (date_trunc('month', now()) + interval '{number} month')"
                f" TO (date_trunc('month', now()) + interval '{number + 1} month')"
            )
        for table in ("whole", "months"):
            cursor.execute(
                f"ALTER TABLE {SCHEMA}.{table} ADD FOREIGN KEY (actor_id) REFERENCES cases_user,"
                " ADD FOREIGN KEY (office_id) REFERENCES cases_office"
            )


def _drop_tables():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
