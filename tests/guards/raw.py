"""Fields that no form has, sent along with every form: whatever they name must stay as it is (mass assignment)."""

from urllib.parse import parse_qsl, urlencode

from django.apps import apps
from django.db import connection
from pghistory.models import Event

VERSION = 987_654
_TICKED = "on"


def with_raw_fields(sent, world):
    """The body ``sent`` with fields beside those it has, which would give rows and rights away."""
    west, stranger = world.rows["West"]["office"], world.users["stranger"]
    raw = {
        "office": str(west.public_id),
        "office_id": str(west.pk),
        "from_office": str(west.public_id),
        "version": str(VERSION),
        "is_staff": _TICKED,
        "is_superuser": _TICKED,
        "is_synthetic": _TICKED,
        "created_by": str(stranger.public_id),
        "author": str(stranger.public_id),
        "made_by": str(stranger.public_id),
        "by": str(stranger.pk),
        "pk": "1",
        "id": "1",
    }
    known = {name for name, _value in parse_qsl(sent, keep_blank_values=True)}
    return f"{sent}&{urlencode({name: value for name, value in raw.items() if name not in known})}"


def given_away(world):
    """A function that names what raw fields have changed since (``table.column``): offices, rights, versions, writers."""
    before = _standing(world)
    return lambda: {line.split()[0] for line in _standing(world) - before}


def _standing(world):
    """What raw fields could change, as lines: every row of West, and every row that says its writer is of West."""
    west, stranger = world.rows["West"]["office"].pk, world.users["stranger"].pk
    parts = [_rows(model, "office_id", west) for model in _models("office")]
    parts += [_rows(model, "version", VERSION) for model in _models("version")]
    parts += [
        _rows(model, f"{field}_id", stranger)
        for field in ("author", "made_by", "given_by", "raised_by", "imposed_by", "offered_by")
        for model in _models(field)
    ]
    user = apps.get_model("cases", "User")
    parts += [_rows(user, "is_staff", "true"), _rows(user, "is_superuser", "true")]
    parts += [_rows(apps.get_model("cases", "Person"), "is_synthetic", "true")]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {line for (line,) in cursor.fetchall()}


def _models(field):
    return [
        model
        for model in apps.get_app_config("cases").get_models()
        if not issubclass(model, Event) and field in {each.name for each in model._meta.concrete_fields}
    ]


def _rows(model, column, value):
    # The names come from the models, the values from the world of the test.
    table = model._meta.db_table
    return f"SELECT '{table}.{column} ' || id FROM {table} WHERE {column} = {value}"  # noqa: S608
