"""The list of a transfer as families: counted in one light query, read in full only for the part shown."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.batches.rows import PassengerRow
from cases.batches.tally import Tally
from cases.enums import PassengerRole, UnityDecision
from cases.models import FamilyGroup, FamilyMembership, Passenger, hidden_from
from cases.models.wall import everything

PART_SIZE = 60
_LINE_FIELDS = (
    "pk",
    "standing",
    "role",
    "destination_id",
    "result",
    "counted_as",
    "age_band",
    "person__sex",
    "person__birth_earliest",
    "person__birth_latest",
    "hides_person",
)
_ROLE_ORDER = {PassengerRole.CHILD: 0, PassengerRole.PARENT: 1, PassengerRole.ESCORT: 2}


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

    def __init__(self, transfer, user, *, part=1, whole=False, only=None):
        """The whole list in one part where ``whole``; ``only`` are public ids of the passengers to be left."""
        self.transfer = transfer
        self.user = user
        lines = transfer.passengers.with_standing().annotate(hides_person=hidden_from(user, "standing"))
        if only is not None:
            lines = lines.filter(public_id__in=only)
        self._lines = list(lines.order_by("pk").values(*_LINE_FIELDS))
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
            .with_board_parts(self.user)
            .select_related("person__child", "person__guardian", "person__office", "destination", "handover")
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
        # The name of a family would say who it is.
        on_list = {line["standing"]: line for line in self.tally.on_list if not line["hides_person"]}
        restricted = [line for line in self.tally.on_list if line["hides_person"]]
        groups, sizes = _groups_of(on_list)
        families, placed = [], set()
        for group, persons in groups:
            members = [on_list[person] for person in persons if person not in placed]
            placed |= {line["standing"] for line in members}
            if members:
                families.append(_family(group, members, sizes.get(group.pk, 0), self.transfer.is_departed))
        families += _without_family([line for line in on_list.values() if line["standing"] not in placed])
        if restricted:
            families.append(Family(title=_("Restricted files"), keys=[line["pk"] for line in restricted]))
        if self.tally.left_out:
            departed = self.transfer.is_departed
            title = _("Did not travel") if departed else _("Taken off the list")
            families.append(Family(title=title, keys=_in_order(self.tally.left_out)))
        return families


@everything("Families on the list of a shared transfer may be kept by several offices.")
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


def _family(group, members, size, departed):
    children = sum(line["role"] == PassengerRole.CHILD for line in members)
    together = group.unity == UnityDecision.TOGETHER
    missing = children < size and group.unity != UnityDecision.APART
    return Family(
        title=_("%(name)s family") % {"name": group.name},
        text=_decision_words(group, children),
        warning=_missing_words(children, size, departed) if missing else "",
        together=together or len(members) > 1,
        keys=_in_order(members),
    )


def _missing_words(children, size, departed):
    if departed:
        words = ngettext(
            "%(listed)d of %(size)d child travelled", "%(listed)d of %(size)d children travelled", size
        )
    else:
        words = ngettext(
            "%(listed)d of %(size)d child is on this list",
            "%(listed)d of %(size)d children are on this list",
            size,
        )
    return words % {"listed": children, "size": size}


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
