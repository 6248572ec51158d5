"""What a database holds, told so that two runs of the same change can be compared: without ids, times and seals."""

import json
import re
from collections import Counter
from contextlib import closing
from functools import cache

# Every request may write here: who was there when, what was read, what was tried.
PASSING = {"cache_entry", "cases_auditevent", "django_session", "usersessions_usersession"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\"]*")
_BYTES = re.compile(r"^\\x[0-9a-f]+$")
# Drawn by lot for each row.
_DRAWN = {"case_number", "number", "code", "token", "key_hash"}
# How often it was kept: a step of a registration that is sent again says the same and is kept once more.
_COUNTED = {"cases_registrationdraft": "version"}
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = 'public' AND (relkind = 'p' OR (relkind = 'r' AND NOT relispartition)) ORDER BY 1
"""


def contents(cluster, role, database):
    """Each row of each table as pairs of table and text, counted."""
    with closing(cluster.connect(role, database)) as connection, connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall() if name not in PASSING]
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}', to_jsonb(t)::text FROM {name} t" for name in names)  # noqa: S608 - our own names
        )
        return Counter((name, _told(row, _COUNTED.get(name))) for name, row in cursor.fetchall())


def changed_tables(before, after):
    """The names of the tables whose rows differ."""
    return sorted({name for name, _row in (before - after) + (after - before)})


@cache
def _told(row, counted):
    told = {name: _plain(name, value) for name, value in json.loads(row).items() if name != counted}
    return json.dumps(told, sort_keys=True)


def _plain(name, value):
    if value is None or isinstance(value, bool):
        return value
    if name in _DRAWN:
        return "DRAWN"
    if isinstance(value, (int, float)) and (name == "id" or name.endswith("_id")):
        return "ID"
    if isinstance(value, (dict, list)):
        value = re.sub(r"(?<=[\s\[:])\d+(?=[,\]}])", "0", json.dumps(value, sort_keys=True))
    if isinstance(value, str):
        return _BYTES.sub("BYTES", _MOMENT.sub("MOMENT", _UUID.sub("UUID", value)))
    return value
