"""How a transfer reads on a page: its title, what is on the list, what happens next and who is waited for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_countries import countries

from cases.batches.moves import MOVES_WITH_A_MOMENT
from cases.batches.obstacles import obstacles_to
from cases.batches.zones import local_words
from cases.enums import TRANSFER_MOVES, TransferStatus

# What the button says that leads to a state, and how it looks.
VERBS: dict[TransferStatus, Promise] = {
    TransferStatus.DRAFT: gettext_lazy("Back to draft"),
    TransferStatus.PROPOSED: gettext_lazy("Propose"),
    TransferStatus.CONFIRMED: gettext_lazy("Confirm"),
    TransferStatus.BOARDING: gettext_lazy("Begin boarding"),
    TransferStatus.DEPARTED: gettext_lazy("Record the departure"),
    TransferStatus.ARRIVED: gettext_lazy("Record the arrival"),
    TransferStatus.HANDED_OVER: gettext_lazy("Record handovers"),
    TransferStatus.CLOSED: gettext_lazy("Close the transfer"),
    TransferStatus.CANCELLED: gettext_lazy("Cancel the transfer"),
    TransferStatus.POSTPONED: gettext_lazy("Postpone"),
}
# The same word would mislead where the move leads back.
BACK_VERBS: dict[tuple[TransferStatus, TransferStatus], Promise] = {
    (TransferStatus.CONFIRMED, TransferStatus.PROPOSED): gettext_lazy("Back to proposed"),
    (TransferStatus.BOARDING, TransferStatus.CONFIRMED): gettext_lazy("Back to confirmed"),
}
# What a state waits for, in one sentence.
NEXT: dict[TransferStatus, Promise] = {
    TransferStatus.DRAFT: gettext_lazy("The offices that take part put the list together, then propose it."),
    TransferStatus.PROPOSED: gettext_lazy("The proposed list waits to be confirmed."),
    TransferStatus.CONFIRMED: gettext_lazy("Everything waits for the day of travel."),
    TransferStatus.BOARDING: gettext_lazy("On departure, everybody is marked as travelled or not."),
    TransferStatus.DEPARTED: gettext_lazy("The arrival is not recorded yet."),
    TransferStatus.ARRIVED: gettext_lazy("Each child and parent is handed over to an authority."),
    TransferStatus.HANDED_OVER: gettext_lazy(
        "The transfer can be closed. Follow-up of the children goes on."
    ),
    TransferStatus.CLOSED: gettext_lazy(
        "Nothing is open here. Follow-up of the children goes on in their files."
    ),
    TransferStatus.CANCELLED: gettext_lazy(
        "The transfer was cancelled; everybody on its list is free again."
    ),
    TransferStatus.POSTPONED: gettext_lazy("A new date is waited for; then the transfer is proposed again."),
}


@dataclass(frozen=True)
class MoveButton:
    """One move that leads on from here: its word, where the page for it is, and whether it stands first."""

    to: str
    label: str
    url: str
    kind: str


def state_name(code):
    """The name of a State in the reader's language, by its code."""
    return countries.name(code) or code


def in_words(items):
    """ "A, B and C"."""
    return get_text_list([str(item) for item in items], _("and"))


def title_of(transfer):
    """ "Transfer of 30 July 2019"; by the day it left, else by the day it is planned for."""
    day = transfer.departure_date or transfer.planned_date
    if day is None:
        return _("Transfer without a date")
    return _("Transfer of %(day)s") % {"day": formats.date_format(day, "j F Y")}


def lede_of(transfer, destinations):
    """ "Charter flight from Iraq to Tajikistan and Russia"."""
    words = {"mode": transfer.get_mode_display(), "origin": state_name(transfer.departure_country_id)}
    if not destinations:
        return _("%(mode)s from %(origin)s") % words
    words["destination"] = in_words(state_name(code) for code in destinations)
    return _("%(mode)s from %(origin)s to %(destination)s") % words


def buttons_of(transfer):
    """The moves that lead on from the present state, the one forward first."""
    here = TransferStatus(transfer.status)
    moves = TRANSFER_MOVES[here]
    return [_button(transfer, here, to, first=index == 0) for index, to in enumerate(moves)]


def _button(transfer, here, to, *, first):
    label = BACK_VERBS.get((here, to), VERBS[to])
    kind = "primary" if first else "stop" if to == TransferStatus.CANCELLED else "quiet"
    return MoveButton(to=str(to), label=str(label), url=move_url(transfer, to), kind=kind)


def move_url(transfer, to):
    """The page of one move: departure, arrival and handover have pages of their own."""
    own = {
        TransferStatus.DEPARTED: "batches:depart",
        TransferStatus.ARRIVED: "batches:arrive",
        TransferStatus.HANDED_OVER: "batches:hand_over",
    }
    if to in own:
        return reverse(own[to], args=[transfer.public_id])
    return reverse("batches:move", args=[transfer.public_id, str(to)])


class TransferPresenter:
    """One transfer on its page. ``tally`` says who is on the list."""

    def __init__(self, transfer, tally):
        self.transfer = transfer
        self.tally = tally

    @property
    def title(self):
        return title_of(self.transfer)

    @property
    def lede(self):
        return lede_of(self.transfer, self.tally.destinations)

    @property
    def next_text(self):
        return NEXT[TransferStatus(self.transfer.status)]

    @property
    def buttons(self):
        return buttons_of(self.transfer)

    @property
    def obstacles(self):
        """What stands in the way of the move forward; a departure and an arrival ask for it on their page."""
        moves = TRANSFER_MOVES[TransferStatus(self.transfer.status)]
        if not moves or moves[0] in MOVES_WITH_A_MOMENT:
            return []
        return obstacles_to(self.transfer, moves[0])

    @property
    def list_title(self):
        """ "36 children on the list", or after the departure "33 children travelled"."""
        count = self.tally.children
        if self.transfer.is_departed:
            return ngettext("%(count)d child travelled", "%(count)d children travelled", count) % {
                "count": count
            }
        return ngettext("%(count)d child on the list", "%(count)d children on the list", count) % {
            "count": count
        }

    @property
    def facts(self):
        """Rows of the card about the plan and what came of it."""
        transfer = self.transfer
        rows = [
            (_("Leaves from"), self._origin),
            (_("Planned for"), _day(transfer.planned_date)),
            (_("Departed"), _moment(transfer.departed_at, transfer.departure_zone)),
            (_("Arrived"), _moment(transfer.arrived_at, transfer.arrival_zone)),
            (_("How it travels"), transfer.get_mode_display()),
            (_("Legal kind"), transfer.get_legal_kind_display()),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]

    @property
    def _origin(self):
        country = state_name(self.transfer.departure_country_id)
        if self.transfer.departure_place is None:
            return country
        return _("%(place)s, %(state)s") % {"place": self.transfer.departure_place.name, "state": country}


def _day(day):
    return formats.date_format(day, "j M Y") if day else ""


def _moment(moment, zone):
    return local_words(moment, zone) if moment else ""


class TransferRow:
    """One transfer in the list; needs ``with_list_parts`` of the view."""

    def __init__(self, transfer):
        self.transfer = transfer
        self.url = reverse("batches:detail", args=[transfer.public_id])
        self.number = transfer.number
        self.title = title_of(transfer)
        self.mode = transfer.get_mode_display()
        self.status = transfer.get_status_display()
        self.origin = state_name(transfer.departure_country_id)
        self.destinations = in_words(state_name(code) for code in transfer.destinations) or _("Not decided")
        self.listed = transfer.listed
        # Nothing has happened yet before the departure, which a nought would not say.
        self.travelled = transfer.children_travelled if transfer.is_departed else None


def move_entries(moves):
    """The moves of a transfer as entries of a timeline, newest first."""
    return [
        {
            "when": formats.date_format(timezone.localtime(move.moved_at), "j M Y H:i"),
            "icon": _ICONS.get(move.to_status, "transfer"),
            "text": move.get_to_status_display(),
            "who": move.moved_by.full_name,
            "detail": move.reason,
        }
        for move in moves
    ]


_ICONS = {
    TransferStatus.DRAFT: "pencil",
    TransferStatus.CONFIRMED: "tick",
    TransferStatus.CLOSED: "archive",
    TransferStatus.CANCELLED: "cross",
    TransferStatus.POSTPONED: "clock",
}


class MoveConflict:
    """What a move was based on beside what is on file now, row by row."""

    def __init__(self, version, current):
        self._current = current
        events = current.pgh_event_model.objects.filter(pgh_obj_id=current.pk, version=version)
        self._seen = events.order_by("-pgh_id").first() or current

    @property
    def rows(self):
        """Label, what you saw, what is on file, and whether they differ."""
        labels = (
            (_("Status"), lambda row: TransferStatus(row.status).label),
            (_("Leaves from"), lambda row: state_name(row.departure_country_id)),
            (_("Planned for"), lambda row: _day(row.planned_date)),
            (_("Departed"), lambda row: _moment(row.departed_at, row.departure_zone)),
            (_("Seats"), lambda row: str(row.seats or "")),
            (_("Note"), lambda row: row.note),
        )
        return [
            {
                "label": label,
                "mine": str(read(self._seen)),
                "filed": str(read(self._current)),
                "differs": str(read(self._seen)) != str(read(self._current)),
            }
            for label, read in labels
        ]
