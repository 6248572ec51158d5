"""Figures that others published: read from the project's own copy, stored beside our counts."""

import calendar
import csv
import datetime
from pathlib import Path

from django.db import transaction
from django_countries import countries

from cases.models import PublishedFigure

SOURCE = Path(__file__).resolve().parent / "data" / "published_figures.csv"
ANY = "*"
# Kosovo has a user-assigned code, which ISO 3166-1 does not list.
USER_ASSIGNED = {"XKX": "XK"}
COUNTS = ("children", "women", "men", "total")


def load_published_figures(path=SOURCE):
    """Store every figure of the file, changing those that are there already; return how many there are.

    Raises ``ValueError`` for a code, a date or an address that cannot be read; then nothing is stored.
    """
    with open(path, encoding="utf-8", newline="") as file:
        figures = [_figure(row) for row in csv.DictReader(file)]
    changed = [
        field.name
        for field in PublishedFigure._meta.concrete_fields
        if field.name not in ("id", "public_id", "reference")
    ]
    with transaction.atomic():
        PublishedFigure.objects.bulk_create(
            figures, update_conflicts=True, unique_fields=["reference"], update_fields=changed
        )
    return len(figures)


def _figure(row):
    earliest, latest = date_range(row["date"])
    if not row["url"].startswith(("https://", "http://")):
        raise ValueError(f"{row['id']} has no address of its source.")
    return PublishedFigure(
        reference=row["id"],
        kind=row["kind"],
        departures=[] if row["departure"] == ANY else [alpha_2(code) for code in row["departure"].split("+")],
        destination_id=None if row["destination"] == ANY else alpha_2(row["destination"]),
        date_earliest=earliest,
        date_latest=latest,
        as_published=row["as_published"],
        publisher=row["publisher"],
        url=row["url"],
        confidence=row["confidence"],
        note=row["note"],
        **{name: int(row[name]) if row[name] else None for name in COUNTS},
    )


def alpha_2(code):
    """The two-letter code of a three-letter one; ``ValueError`` for a code that names no State."""
    found = USER_ASSIGNED.get(code) or countries.alpha2(code)
    if not found:
        raise ValueError(f"No State has the code {code!r}.")
    return found


def date_range(text):
    """First and last day that a day, a month, a year, or two of them with ``/`` between stand for.

    Raises ``ValueError`` for anything else.
    """
    first, _slash, last = text.partition("/")
    earliest, latest = _days_of(first)[0], _days_of(last or first)[1]
    if earliest > latest:
        raise ValueError(f"{text!r} ends before it begins.")
    return earliest, latest


def _days_of(text):
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 3:
        day = datetime.date(*numbers)
        return day, day
    if len(numbers) == 2:
        year, month = numbers
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    (year,) = numbers
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
