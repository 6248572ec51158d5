"""The list of a transfer as families: counted in one light query, read in full only for the part shown."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.batches.presenters import state_name
from cases.enums import (
    CHILD_AGE_BANDS,
    AgeBand,
    CountedAs,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    Sex,
    UnityDecision,
)
from cases.models import FamilyGroup, FamilyMembership, Passenger
from cases.people.ages import age_band_on, counted_as_on
from cases.people.presenters import PersonPresenter

PART_SIZE = 60
_LINE_FIELDS = (
    "pk",
    "person_id",
    "role",
    "destination_id",
    "result",
    "counted_as",
    "age_band",
    "person__sex",
    "person__birth_earliest",
    "person__birth_latest",
)
_ROLE_ORDER = {PassengerRole.CHILD: 0, PassengerRole.PARENT: 1, PassengerRole.ESCORT: 2}


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
        return {"label": _("Seats"), "text": text, "value": self.people, "full": seats}


def _rows(pairs):
    return [{"label": label, "value": count} for label, count in pairs if count]


@dataclass
class Family:
    """Rows under one grey head: a family group, or those who travel without one."""

    title: str
    text: str = ""
    warning: str = ""
    together: bool = False
    keys: list[int] = field(default_factory=list)
    rows: list = field(default_factory=list)


class Board:
    """The families of a list, and the rows of the part that is shown (numbered from 1)."""

    def __init__(self, transfer, user, *, part=1, whole=False):
        self.transfer = transfer
        self.user = user
        self._lines = list(transfer.passengers.order_by("pk").values(*_LINE_FIELDS))
        self.tally = Tally(transfer, self._lines)
        self._parts = [self._families] if whole else _in_parts(self._families)
        self.part = min(max(part, 1), max(len(self._parts), 1))

    @property
    def parts(self):
        return len(self._parts)

    @property
    def previous_url(self):
        return f"?part={self.part - 1}#people" if self.part > 1 else ""

    @property
    def next_url(self):
        return f"?part={self.part + 1}#people" if self.part < self.parts else ""

    @cached_property
    def families(self):
        """The families of the part shown, with their rows."""
        families = self._parts[self.part - 1] if self._parts else []
        keys = [key for family in families for key in family.keys]
        found = (
            Passenger.objects.filter(pk__in=keys)
            .with_board_parts()
            .select_related("person__child", "person__guardian", "person__office", "destination")
        )
        rows = {passenger.pk: passenger for passenger in found}
        number = 0
        for family in families:
            family.rows = [PassengerRow(rows[key], self.transfer, self.user) for key in family.keys]
            for row in family.rows:
                number += 1
                row.number = number
        return families

    @cached_property
    def _families(self):
        on_list = {line["person_id"]: line for line in self.tally.on_list}
        groups, sizes = _groups_of(on_list)
        families, placed = [], set()
        for group, persons in groups:
            members = [on_list[person] for person in persons if person not in placed]
            placed |= {line["person_id"] for line in members}
            if members:
                families.append(_family(group, members, sizes.get(group.pk, 0)))
        alone = [line for line in self.tally.on_list if line["person_id"] not in placed]
        families += _without_family(alone)
        if self.tally.left_out:
            departed = self.transfer.is_departed
            title = _("Did not travel") if departed else _("Taken off the list")
            families.append(Family(title=title, keys=_in_order(self.tally.left_out)))
        return families


def _groups_of(persons):
    """Groups with at least two people on the list or a decision, by name; and how many children each has."""
    members = defaultdict(list)
    current = FamilyMembership.objects.current()
    for group, person in current.filter(person__in=persons).values_list("group", "person"):
        members[group].append(person)
    sizes = dict(
        current.filter(group__in=members, person__child__isnull=False)
        .values_list("group")
        .annotate(Count("pk"))
        .values_list("group", "pk__count")
    )
    found = FamilyGroup.objects.filter(pk__in=members).order_by("name", "pk")
    kept = [group for group in found if _stands_out(group, members[group.pk], sizes)]
    return [(group, members[group.pk]) for group in kept], sizes


def _stands_out(group, persons, sizes):
    return len(persons) > 1 or sizes.get(group.pk, 0) > 1 or group.unity != UnityDecision.UNDECIDED


def _family(group, members, size):
    children = sum(line["role"] == PassengerRole.CHILD for line in members)
    together = group.unity == UnityDecision.TOGETHER
    warning = ""
    if children < size and group.unity != UnityDecision.APART:
        warning = ngettext(
            "%(listed)d of %(size)d child is on this list",
            "%(listed)d of %(size)d children are on this list",
            size,
        ) % {"listed": children, "size": size}
    return Family(
        title=_("%(name)s family") % {"name": group.name},
        text=_decision_words(group, children),
        warning=warning,
        together=together or len(members) > 1,
        keys=_in_order(members),
    )


def _decision_words(group, children):
    count = {"count": children}
    if group.unity == UnityDecision.TOGETHER:
        if children > 1:
            return _("%(count)d children travel together or not at all") % count
        return _("brothers and sisters travel together")
    if group.unity == UnityDecision.APART:
        day = formats.date_format(group.unity_decided_date, "j F Y")
        if not group.unity_reason:
            return _("apart by decision of %(day)s") % {"day": day}
        return _("apart by decision of %(day)s: %(reason)s") % {"day": day, "reason": group.unity_reason}
    return ngettext("%(count)d child", "%(count)d children", children) % count


def _without_family(lines):
    titles = {
        PassengerRole.CHILD: _("Children who travel without brothers or sisters"),
        PassengerRole.PARENT: _("Parents and carers"),
        PassengerRole.ESCORT: _("Escorts"),
    }
    families = []
    for role, title in titles.items():
        keys = _in_order([line for line in lines if line["role"] == role])
        if keys:
            families.append(Family(title=title, keys=keys))
    return families


def _in_order(lines):
    """Children first, the eldest of them first; then parents, then escorts."""

    def order(line):
        born = line["person__birth_earliest"]
        return _ROLE_ORDER[PassengerRole(line["role"])], born is None, str(born), line["pk"]

    return [line["pk"] for line in sorted(lines, key=order)]


def _in_parts(families):
    """Whole families a part, about ``PART_SIZE`` rows; a family that is larger is not split."""
    parts, size = [], 0
    for family in families:
        if not parts or size + len(family.keys) > PART_SIZE:
            parts.append([])
            size = 0
        parts[-1].append(family)
        size += len(family.keys)
    return parts


class PassengerRow:
    """One person on the list. The case file is linked for its own office alone."""

    def __init__(self, passenger, transfer, user):
        self.passenger = passenger
        self.person = PersonPresenter(passenger.person, today=day_of(transfer), role=passenger.role)
        self.own = passenger.person.office_id == user.office_id
        self._transfer = transfer
        # Its place on a printed list; the board sets it.
        self.number = 0

    @property
    def url(self):
        """The case file, or the page of the parent or carer; empty for people of other offices."""
        if not self.own:
            return ""
        child = getattr(self.passenger.person, "child", None)
        if child is not None:
            return reverse("casefile:detail", args=[child.public_id])
        guardian = getattr(self.passenger.person, "guardian", None)
        return reverse("guardians:detail", args=[guardian.public_id]) if guardian else ""

    @property
    def case_number(self):
        child = getattr(self.passenger.person, "child", None)
        return child.case_number if child is not None and self.own else ""

    @property
    def held_by(self):
        """The office that keeps the file, where it is another one."""
        if self.own:
            return ""
        return _("Held by %(office)s") % {"office": self.passenger.person.office.name}

    @property
    def destination(self):
        return state_name(self.passenger.destination_id)

    @property
    def region(self):
        return self.passenger.destination_region

    @property
    def role(self):
        return self.passenger.get_role_display()

    @property
    def line(self):
        """Sex and age, role of adults, and destination in one line, for a phone."""
        parts = [self.person.sex_and_age_short, self.role, self.destination]
        if self.passenger.role == PassengerRole.CHILD:
            parts.remove(self.role)
        return " · ".join(str(part) for part in parts)

    @property
    def result_state(self):
        """The code of the state mark: ``clear`` for who travelled, ``none`` for who did not; empty before."""
        states = {
            PassengerResult.TRAVELLED: "clear",
            PassengerResult.NOT_TRAVELLED: "none",
            PassengerResult.PENDING: "",
        }
        return states[PassengerResult(self.passenger.result)]

    @property
    def result(self):
        if self.passenger.result == PassengerResult.NOT_TRAVELLED and not self._transfer.is_departed:
            return _("Taken off the list")
        return self.passenger.get_result_display()

    @property
    def reason(self):
        code = self.passenger.not_travelled_reason
        return NotTravelledReason(code).label if code else ""

    @property
    def can_change(self):
        return self._transfer.is_open and self.passenger.result == PassengerResult.PENDING

    @property
    def can_return(self):
        return self._transfer.is_open and self.passenger.result == PassengerResult.NOT_TRAVELLED
