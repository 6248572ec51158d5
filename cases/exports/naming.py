"""Names of files that leave the system."""

import re
from datetime import date

PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def file_name(report: str, extension: str, *, as_of: date | None = None, number: str = "") -> str:
    """Return a name such as ``totals-per-country-2019-07-15.csv``.

    It is made from the report's code, a date and the export's number alone, never from what the file holds:
    names of files end up in logs, mail subjects and lists of recent documents. Anything but small ASCII
    letters, digits and single hyphens raises ``ValueError``, so a name or a title cannot slip in.
    """
    parts = [report, as_of.isoformat() if as_of else "", number.lower()]
    stem = "-".join(part for part in parts if part)
    if not PLAIN.fullmatch(report) or not PLAIN.fullmatch(stem) or not PLAIN.fullmatch(extension):
        raise ValueError("A file name is made of a report's code, a date and a number only.")
    return f"{stem}.{extension}"
