"""A trail with rows, and whoever may do everything to it: the superuser of the database, with the triggers off."""

from contextlib import closing

import pytest
from django.db import connections

from cases.audit import record
from repatriation.devdb import SUPERUSER
from repatriation.settings_test import TEST_CLUSTER


@pytest.fixture
def entries(caseworker):
    """A function that writes so many rows, and returns their numbers."""

    def _write(count):
        from cases.models import AuditEvent

        for number in range(count):
            record.exported(by=caseworker, subject="totals-per-state", detail={"number": f"{number}"})
        return sorted(AuditEvent.objects.values_list("pk", flat=True))[-count:]

    return _write


@pytest.fixture
def tamper():
    """A function that runs SQL as the superuser of the database, past triggers and grants."""

    def _run(statement, *values):
        name = connections.settings["default"]["NAME"]
        with (
            closing(TEST_CLUSTER.connect(SUPERUSER, name)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, values)
            assert cursor.rowcount, "nothing was tampered with"

    return _run
