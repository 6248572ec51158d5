"""Who is on the list of a transfer, in figures."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.batches.presenters import state_name
from cases.enums import CHILD_AGE_BANDS, AgeBand, CountedAs, PassengerResult, PassengerRole, Sex
from cases.people.ages import age_band_on, counted_as_on


def day_of(transfer):
    """The day on which ages on the list are told: of the departure, else planned, else today."""
    return transfer.departure_date or transfer.planned_date or timezone.localdate()


class Tally:
    """Who is on the list, in figures; who was taken off or stayed behind is counted apart."""

    def __init__(self, transfer, lines):
        self.transfer = transfer
        self._day = day_of(transfer)
        self.left_out = [line for line in lines if line["result"] == PassengerResult.NOT_TRAVELLED]
        self.on_list = [line for line in lines if line["result"] != PassengerResult.NOT_TRAVELLED]
        self._children = [line for line in self.on_list if self._is_child(line)]

    def _is_child(self, line):
        return self._counted_as(line) == CountedAs.CHILD

    def _counted_as(self, line):
        if line["counted_as"]:
            return line["counted_as"]
        born = (line["person__birth_earliest"], line["person__birth_latest"])
        return counted_as_on(self._day, line["role"], *born)

    @property
    def people(self):
        return len(self.on_list)

    @property
    def children(self):
        return len(self._children)

    @property
    def others(self):
        """Everybody who does not count as a child."""
        return self.people - self.children

    @property
    def of_age(self):
        """How many have a child's place and are certainly 18 or over on the day."""
        return sum(line["role"] == PassengerRole.CHILD and not self._is_child(line) for line in self.on_list)

    @property
    def destinations(self):
        """Codes of the destination States, the one of most passengers first."""
        return [
            code for code, _count in Counter(line["destination_id"] for line in self.on_list).most_common()
        ]

    @property
    def by_destination(self):
        """Meters of children by destination State."""
        counts = Counter(line["destination_id"] for line in self._children).most_common()
        return [
            {"label": state_name(code), "text": str(count), "value": count, "full": self.children}
            for code, count in counts
        ]

    @property
    def by_sex(self):
        """Children by sex, as "17 girls, 15 boys, 1 not known"."""
        counts = Counter(line["person__sex"] for line in self._children)
        rows = [(_("Girls"), counts[Sex.F]), (_("Boys"), counts[Sex.M])]
        unknown = self.children - counts[Sex.F] - counts[Sex.M]
        return _rows([*rows, (_("Sex not known or not stated"), unknown)])

    @property
    def by_age(self):
        """Children by age band on the day."""
        counts = Counter(self._band(line) for line in self._children)
        return _rows((AgeBand(band).label, counts[band]) for band in CHILD_AGE_BANDS)

    def _band(self, line):
        if line["age_band"]:
            return AgeBand(line["age_band"])
        return age_band_on(self._day, line["person__birth_earliest"], line["person__birth_latest"])

    @property
    def by_role(self):
        """Everybody by role, and how many were left out."""
        counts = Counter(line["role"] for line in self.on_list)
        rows = [
            (_("Children"), counts[PassengerRole.CHILD]),
            (_("Parents and carers"), counts[PassengerRole.PARENT]),
            (_("Escorts"), counts[PassengerRole.ESCORT]),
            (
                _("Did not travel") if self.transfer.is_departed else _("Taken off the list"),
                len(self.left_out),
            ),
        ]
        return _rows(rows)

    @property
    def seats(self):
        """A meter of seats used; ``None`` where the number of seats is not recorded."""
        seats = self.transfer.seats
        if seats is None:
            return None
        text = _("%(used)d of %(seats)d") % {"used": self.people, "seats": seats}
        return {
            "label": _("Seats"),
            "text": text,
            "value": self.people,
            "full": seats,
            "missing": max(self.people - seats, 0),
        }


def _rows(pairs):
    return [{"label": label, "value": count} for label, count in pairs if count]
