"""How the history of a record reads: who changed it last, and when."""

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.models import User
from cases.models.wall import everything


@dataclass(frozen=True)
class Change:
    """The latest change of a record: a name and a time, as a page prints them."""

    who: str
    at: str


def last_change(*rows):
    """The latest ``Change`` of any of ``rows`` (saved instances of tracked models); ``None`` without history."""
    latest = [event for event in map(_latest_event, rows) if event]
    if not latest:
        return None
    event = max(latest, key=lambda event: event.pgh_created_at)
    return Change(who=_name(event), at=_when(event.pgh_created_at))


@everything("Who changed a row and why is told to whoever reads the row, an administrator too.")
def _latest_event(row):
    events = row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    return events.select_related("pgh_context").order_by("-pgh_id").first()


def _name(event):
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    user = User.objects.filter(pk=metadata.get("user")).first()
    return user.full_name if user else _("somebody without an account")


def _when(moment):
    local = timezone.localtime(moment)
    return formats.date_format(local, "H:i" if local.date() == timezone.localdate() else "j M Y H:i")
