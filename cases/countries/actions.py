"""Writing what is known of States: whom we ask to take children back, and what they said."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.periods import end_current, not_to_come
from cases.components.stamps import refuse_stale
from cases.models import Country, CountryPosition


def decision_stamp(country):
    """What is decided about a State now, as a form carries it; a State keeps no time of its last change."""
    return str(country.is_destination)


def set_destination(*, by, country, version, is_destination):
    """Say whether the State is asked to take children back; such States are offered first. Returns it.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else decided since ``version`` was read.
    """
    with changing(by=by):
        saved = Country.objects.select_for_update().get(pk=country.pk)
        refuse_stale(saved, version, stamp=decision_stamp)
        saved.is_destination = is_destination
        saved.save(update_fields=["is_destination"])
    return saved


def add_position(*, by, country, policy, from_date, source="", form_id=None):
    """Record what the State has said since a day; the position before ends that day. Returns the new one.

    Raises ``Refused`` for a day to come, or one before the present position began.
    """
    not_to_come(from_date)
    with changing(by=by):
        Country.objects.select_for_update().get(pk=country.pk)
        end_current(
            country.positions.all(),
            from_date,
            began_later=_("The present position began later than this day."),
        )
        position = CountryPosition.objects.create(
            country=country, policy=policy, from_date=from_date, source=source
        )
        if form_id:
            remember_saved(by, form_id, position)
    return position
