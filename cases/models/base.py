"""What several models share: public ids, versions, stamps, tracked history, dated periods."""

import uuid

import pghistory
import pghistory.models
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class Event(pghistory.models.Event):
    """Base of every history table; also keeps the database role, for writes outside a request."""

    pgh_role = models.CharField(
        max_length=63, db_default=Func(function="session_user", template="%(function)s"), editable=False
    )

    class Meta:
        abstract = True


def tracked(**options):
    """Class decorator: every insert, change and removal of a row is kept, bulk and raw SQL included."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=Event,
        level=pghistory.Statement,
        append_only=True,
        **options,
    )


class PublicIdModel(models.Model):
    """Rows are named to the outside by a random id; database ids never show."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Stamped(models.Model):
    """When a row was made and last changed; by whom is in its history."""

    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Optimistic lock: a form that was opened on an older version is not saved over a newer one."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


def confirmed_periods_do_not_overlap(name, message):
    """Exclusion constraint on ``person``, ``from_date`` and ``to_date`` (day of leaving excluded).

    Reports may contradict each other; what is confirmed may not.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (F("person"), RangeOperators.EQUAL),
            (
                Func(
                    "from_date",
                    "to_date",
                    RangeBoundary(inclusive_lower=True, inclusive_upper=False),
                    function="DATERANGE",
                    output_field=DateRangeField(),
                ),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=Q(confidence="confirmed"),
        violation_error_message=message,
    )


def period_in_order(name, earlier="from_date", later="to_date", message=None):
    """Check constraint: an end is not before its beginning; either may be missing."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
        violation_error_message=message or _("The end is before the beginning."),
    )


def not_merged_into_itself(name):
    """Check constraint: a record that was merged is kept in another one."""
    return models.CheckConstraint(
        name=name,
        condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
        violation_error_message=_("A record cannot be merged into itself."),
    )
