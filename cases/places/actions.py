"""Writing places and who controls them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.periods import end_current, move_beginning, not_to_come
from cases.components.stamps import locked, refuse_stale
from cases.errors import Refused
from cases.models import Place, PlaceControl, Whereabouts
from cases.models.wall import everything

# Longer chains of sites that replaced one another do not exist.
LONGEST_CHAIN = 50


def add_place(*, by, form_id=None, **values):
    """Add a place with the fields of ``Place`` in ``values``. Returns it.

    Raises ``Refused`` for a name taken in that State, and for dates or a successor that cannot be.
    """
    check_place(Place(**values))
    with changing(by=by):
        place = Place.objects.create(**values)
        if form_id:
            remember_saved(by, form_id, place)
    return place


def update_place(*, by, place, version, reason="", **values):
    """Change a place: its description, or the day that one closed. Moves nobody. Returns it.

    A place is closed by ``closing.close_place``, which moves people. Raises ``Stale`` (``current`` is an ``OnFile``)
    when somebody else saved since the stamp ``version`` was read, ``Refused`` for a name taken in that State, for
    dates or a successor that cannot be, for a day of closing before the end of stays there, and for reopening a
    place without a ``reason``.
    """
    with changing(by=by, reason=reason):
        saved = Place.objects.select_for_update().get(pk=place.pk)
        refuse_stale(saved, version)
        closed_on = saved.closed_date
        for name, value in values.items():
            setattr(saved, name, value)
        if closed_on and saved.is_open and not reason:
            raise Refused(_("Say why the place is open again."), field="reason")
        check_place(saved)
        if closed_on and saved.closed_date and saved.closed_date < closed_on:
            _refuse_stays_beyond(saved)
        saved.save()
    return saved


@everything("Nobody of any office was at a site after it closed; they are counted.")
def _refuse_stays_beyond(place):
    """Nobody was at a site after it closed; whose stay ended later has to be set right in the file first."""
    beyond = Whereabouts.objects.filter(place=place, to_date__gt=place.closed_date)
    count = beyond.order_by().values("person").distinct().count()
    if not count:
        return
    text = ngettext(
        "%(count)s person was here until after that day. Correct the end of the stay in the file first.",
        "%(count)s people were here until after that day. Correct the ends of their stays in the files first.",
        count,
    )
    raise Refused(text % {"count": count}, field="closed_date")


def record_control(*, by, place, authority, is_recognised, from_date, form_id=None):
    """Record which authority controls a place from a day on; the one before ends that day. Returns the new row.

    Raises ``Refused`` for a day to come, or one before the present authority began.
    """
    not_to_come(from_date)
    with changing(by=by):
        Place.objects.select_for_update().get(pk=place.pk)
        end_current(
            place.controls.all(),
            from_date,
            began_later=_("The present authority began later than this day."),
        )
        control = PlaceControl.objects.create(
            place=place, authority=authority, is_recognised=is_recognised, from_date=from_date
        )
        if form_id:
            remember_saved(by, form_id, control)
    return control


def correct_control(*, by, control, version, authority, is_recognised, from_date, reason):
    """Set right what was recorded wrongly of an authority; the one before ends where it begins. Returns the row.

    Raises ``Refused`` for a day to come, one before the authority before it began, or one after its own end, and
    ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read.
    """
    not_to_come(from_date)
    with changing(by=by, reason=reason):
        Place.objects.select_for_update().get(pk=control.place_id)
        control = locked(PlaceControl.objects, control, version)
        move_beginning(
            control,
            from_date,
            others=PlaceControl.objects.filter(place_id=control.place_id),
            followed_earlier=_("Another authority had taken over by this day."),
            began_later=_("The authority before this one began later than this day."),
        )
        control.authority, control.is_recognised = authority, is_recognised
        control.save()
    return control


def check_undone(key, restored, undone):
    """Raise ``Refused`` where taking back a change of a place is more than that: two versions of it are given,
    and its key.

    Closing a place moved people, and opening it brought nobody back; each has a page of its own.
    """
    if (restored.closed_date is None) != (undone.closed_date is None):
        raise Refused(
            _("Closing a site, or opening it again, is not undone. Use “Edit” or “Close this site”.")
        )
    place = Place.objects.select_related("successor").get(pk=key)
    check_place(place)
    if place.closed_date and place.closed_date < undone.closed_date:
        _refuse_stays_beyond(place)


def check_place(place):
    """Raise ``Refused`` for a day of closing that cannot be, and for a successor that cannot be."""
    not_to_come(place.closed_date, field="closed_date")
    if place.closed_date and place.opened_date and place.closed_date < place.opened_date:
        raise Refused(_("A place cannot close before it opened."), field="closed_date")
    if place.successor is None:
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
