"""Days of dated facts: none is to come, one ends where the next begins, and no end is before its beginning."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused

BEGAN_LATER = _("What is on file began later than this day.")
FOLLOWED_EARLIER = _("What came after it began before this day.")
END_BEFORE_BEGINNING = _("The end is before the beginning.")


def not_to_come(day, *, field="from_date"):
    """Raise ``Refused`` for a day that has not come yet; nobody knows what will hold then."""
    if day and day > timezone.localdate():
        raise Refused(_("This day has not come yet."), field=field)


def end_current(rows, day, *, field="from_date", began_later=BEGAN_LATER):
    """End those of the dated ``rows`` that hold now on ``day``; returns them.

    Raises ``Refused`` with ``began_later`` where one of them began after that day.
    """
    ended = list(rows.filter(to_date__isnull=True))
    for current in ended:
        if current.from_date and day < current.from_date:
            raise Refused(began_later, field=field)
        current.to_date = day
        current.save(update_fields=["to_date", "updated_at"])
    return ended


def move_beginning(row, from_date, *, others, followed_earlier=FOLLOWED_EARLIER, began_later=BEGAN_LATER):
    """Let ``row`` begin on another day, without saving it; the one of ``others`` that ended there ends with it.

    Raises ``Refused`` for a day after the end of ``row``, or before the beginning of the one before it.
    """
    if row.to_date and from_date > row.to_date:
        raise Refused(followed_earlier, field="from_date")
    touching = others.filter(from_date__lte=row.from_date, to_date=row.from_date).exclude(pk=row.pk)
    before = touching.order_by("-from_date", "-pk").first()
    if before and from_date < before.from_date:
        raise Refused(began_later, field="from_date")
    if before and from_date != before.to_date:
        before.to_date = from_date
        before.save(update_fields=["to_date", "updated_at"])
    row.from_date = from_date


def check_order(form, *, since="from_date", until="to_date", message=END_BEFORE_BEGINNING):
    """Put ``message`` beside the field ``until`` of a form in cleaning where it is before ``since``."""
    first, last = form.cleaned_data.get(since), form.cleaned_data.get(until)
    if first and last and last < first:
        form.add_error(until, message)
