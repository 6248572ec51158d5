"""Two records of one person with everything that points to either, read at once and, for a merge, locked."""

import hashlib
from collections import defaultdict

from django.db.models import Q

from cases.enums import OPEN_TRANSFERS
from cases.matching.inventory import links
from cases.models import Child, Guardian, Passenger, Person, TransferBatch
from cases.models.grants import append_only_tables

# Read along with their rows: what a page says of them.
_ALONG = {
    "CaseAssignment": ("user", "return_to"),
    "Guardianship": ("guardian__person", "child__person"),
    "Nationality": ("state",),
    "Passenger": ("transfer",),
    "FamilyMembership": ("group",),
    "Whereabouts": ("place",),
    "ContactPermission": ("state",),
    "Note": ("child",),
    "UnsentText": ("child",),
}
_NAMES = {
    "Person": ("names",),
    "Guardianship": ("guardian__person__names", "child__person__names"),
}

# Written while somebody types or looks for matches: what is compared is none the older for it, and a merge reads them
# again under its locks.
_UNTOLD = ("PossibleMatch", "UnsentText")


class Side:
    """One of the two records: the person, and its files where it has them."""

    def __init__(self, person, child, guardian):
        self.person = person
        self.child = child
        self.guardian = guardian
        for record in (child, guardian):
            if record is not None:
                record.person = person

    def of(self, target):
        """The record itself that a foreign key to ``target`` means, or ``None``."""
        return {Person: self.person, Child: self.child, Guardian: self.guardian}[target]


class Pair:
    """The record that stays and the one to be given up; ``rows`` are all rows that point to either, by model name."""

    def __init__(self, kept, other, *, lock=False):
        self._lock = lock
        if lock:
            self._lock_transfers(kept, other)
        persons = self._of(Person, Q(pk__in=[kept.pk, other.pk]))
        children = self._of(Child, Q(person__in=[kept.pk, other.pk]))
        guardians = self._of(Guardian, Q(person__in=[kept.pk, other.pk]))
        self.kept, self.other = (
            Side(
                next((person for person in persons if person.pk == one.pk), None),
                next((child for child in children if child.person_id == one.pk), None),
                next((guardian for guardian in guardians if guardian.person_id == one.pk), None),
            )
            for one in (kept, other)
        )
        self.rows = self._read()

    def _read(self):
        wanted = defaultdict(list)
        for link in links():
            ends = [end.pk for side in (self.kept, self.other) if (end := side.of(link.target)) is not None]
            if ends:
                wanted[link.model].append(Q(**{f"{link.field}__in": ends}))
        found = defaultdict(list)
        for model, conditions in wanted.items():
            if model in (Person, Child, Guardian):
                conditions = [each for each in conditions if "merged_into__in" in dict(each.children)]
            if conditions:
                either = conditions[0]
                for condition in conditions[1:]:
                    either |= condition
                found[model.__name__] = self._of(model, either)
        return found

    def _of(self, model, condition):
        rows = model.objects.filter(condition).order_by("pk")
        # The app's role may not lock what it can only add to.
        if self._lock and model._meta.db_table not in append_only_tables():
            list(rows.select_for_update().values_list("pk"))
        along = _ALONG.get(model.__name__)
        rows = rows.select_related(*along) if along else rows
        return list(rows.prefetch_related(*_NAMES.get(model.__name__, ())))

    def _lock_transfers(self, kept, other):
        """Before the persons: the order in which a departure locks them."""
        open_lists = Passenger.objects.filter(
            person__in=[kept.pk, other.pk], transfer__status__in=OPEN_TRANSFERS
        )
        transfers = TransferBatch.objects.filter(pk__in=open_lists.values("transfer")).order_by("pk")
        list(transfers.select_for_update().values_list("pk"))

    def of(self, link, side):
        """The rows of one ``Link`` that point to one ``Side``."""
        end = side.of(link.target)
        if end is None:
            return []
        return [row for row in self.rows[link.model.__name__] if getattr(row, link.column) == end.pk]

    def of_kept(self, model, field):
        return self._rows(model, field, self.kept)

    def of_other(self, model, field):
        return self._rows(model, field, self.other)

    def _rows(self, model, field, side):
        link = next(link for link in links() if (link.model, link.field) == (model, field))
        return self.of(link, side)

    @property
    def relatives(self):
        """The persons at both ends of every tie of the two."""
        ties = self.rows["Guardianship"]
        return [person for tie in ties for person in (tie.guardian.person, tie.child.person)]

    @property
    def stamp(self):
        """Names what the two records hold now: a page that shows them carries it."""
        said = [
            (name, row.pk, str(getattr(row, "updated_at", "")), getattr(row, "version", 0))
            for name, rows in sorted(self.rows.items())
            if name not in _UNTOLD
            for row in rows
        ]
        for side in (self.kept, self.other):
            for row in (side.person, side.child, side.guardian):
                said.append((type(row).__name__, row.pk, row.version, str(row.updated_at)) if row else None)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:40]
