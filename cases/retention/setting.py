"""Setting how long a class is kept: by an administrator, as the organisation decided, for a reason."""

from cases.audit.record import changing
from cases.components.stamps import NONE_IN_FORCE, refuse_stale, stamp_of
from cases.models import RetentionPeriod


def set_period(*, by, kind, version, years, until_age, reason):
    """Keep a class for another time from now on; returns the ``RetentionPeriod``.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody set it since the stamp ``version`` was read.
    """
    with changing(by=by, reason=reason.strip()):
        current = RetentionPeriod.objects.select_for_update().filter(kind=kind).first()
        refuse_stale(current, version, stamp=stamp_of_period)
        row = current or RetentionPeriod(kind=kind)
        row.years, row.until_age = years, until_age
        row.save()
    return row


def stamp_of_period(row):
    """When a period was last set; a word of its own where the usual one holds."""
    return stamp_of(row) if row else NONE_IN_FORCE
