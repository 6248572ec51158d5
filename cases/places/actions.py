"""Writing places and who controls them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.errors import Refused
from cases.models import Place, PlaceControl

# Longer chains of sites that replaced one another do not exist.
LONGEST_CHAIN = 50


def add_place(*, by, form_id=None, **values):
    """Add a place with the fields of ``Place`` in ``values``. Returns it.

    Raises ``Refused`` for a name taken in that State, and for dates or a successor that cannot be.
    """
    _check(Place(**values))
    with changing(by=by):
        place = Place.objects.create(**values)
        if form_id:
            remember_saved(by, form_id, place)
    return place


def update_place(*, by, place, **values):
    """Change a place: its description, the day it closed, where people were moved. Returns it.

    Raises ``Refused`` for a name taken in that State, and for dates or a successor that cannot be.
    """
    with changing(by=by):
        saved = Place.objects.select_for_update().get(pk=place.pk)
        for name, value in values.items():
            setattr(saved, name, value)
        _check(saved)
        saved.save()
    return saved


def record_control(*, by, place, authority, is_recognised, from_date, form_id=None):
    """Record which authority controls a place from a day on; the one before ends that day. Returns the new row.

    Raises ``Refused`` for a day to come, or one before the present authority began.
    """
    if from_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="from_date")
    with changing(by=by):
        Place.objects.select_for_update().get(pk=place.pk)
        _end_current(place, from_date)
        control = PlaceControl.objects.create(
            place=place, authority=authority, is_recognised=is_recognised, from_date=from_date
        )
        if form_id:
            remember_saved(by, form_id, control)
    return control


def _end_current(place, from_date):
    for current in place.controls.filter(to_date__isnull=True):
        if from_date < current.from_date:
            raise Refused(_("The present authority began later than this day."), field="from_date")
        current.to_date = from_date
        current.save(update_fields=["to_date", "updated_at"])


def _check(place):
    if place.closed_date and place.closed_date > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="closed_date")
    if place.successor_id is None:
        return
    if place.closed_date is None:
        raise Refused(_("Say when the place closed; an open place has no successor."), field="closed_date")
    if _leads_back(place):
        raise Refused(_("This place was itself replaced by the one you are editing."), field="successor")


def _leads_back(place):
    following = place.successor
    for _step in range(LONGEST_CHAIN):
        if following is None:
            return False
        if following.pk == place.pk:
            return True
        following = following.successor
    return True
