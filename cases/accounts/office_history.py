"""What changed about an office, in sentences, from the history of its row."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.accounts.presenters import Line
from cases.enums import OfficeKind
from cases.models import Country, Office, User
from cases.models.wall import everything
from cases.templatetags.look import moment

EVENTS_READ = 40


@everything("Who changed a row and why is told to whoever reads the row, an administrator too.")
def office_history(office):
    """Lines, newest first, each with who did it and why; in three queries."""
    events = Office.pgh_event_model.objects.filter(pgh_obj_id=office.pk).select_related("pgh_context")
    events = list(events.order_by("-pgh_id")[:EVENTS_READ])
    names = _names(events)
    states = Country.objects.in_bulk({event.country_id for event in events})
    lines = []
    for event, before in zip(events, [*events[1:], None], strict=True):
        if sentence := _sentence(event, before, states):
            lines.append(_line(event, sentence, names))
    return lines


def _names(events):
    ids = {_user_of(event) for event in events} - {None}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "full_name"))


def _user_of(event):
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _line(event, sentence, names):
    name = names.get(_user_of(event), "")
    reason = event.pgh_context.metadata.get("reason", "") if event.pgh_context else ""
    return Line(
        when=moment(event.pgh_created_at),
        icon="office",
        text=sentence,
        who=_("by %(name)s") % {"name": name} if name else _("before records began"),
        detail=_("Why: %(reason)s") % {"reason": reason} if reason else "",
    )


def _sentence(event, before, states):
    if before is None:
        return _("The office was added.") if event.pgh_label == "insert" else ""
    parts = []
    if event.name != before.name:
        parts.append(_("It was called %(name)s until then.") % {"name": before.name})
    if event.kind != before.kind:
        parts.append(_("Its kind was %(kind)s until then.") % {"kind": OfficeKind(before.kind).label})
    if event.country_id != before.country_id:
        parts.append(_("Its State was %(state)s until then.") % {"state": states[before.country_id].name})
    if event.closed_date != before.closed_date:
        parts.append(_closing(event.closed_date))
    return " ".join(parts)


def _closing(day):
    if day is None:
        return _("It opened again.")
    return _("It closed on %(day)s.") % {"day": date_format(day, "j M Y")}
