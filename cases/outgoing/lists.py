"""The lists of persons that may leave: their rows, columns, and which children they speak of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import cached_property

from cases.batches.rows import PassengerRow
from cases.caseload.lists import LISTS as KEPT_LISTS
from cases.children.presenters import ChildPresenter
from cases.enums import RESTRICTED_RECOGNITIONS, ExportList
from cases.guardians.presenters import GuardianRow
from cases.models import Child, Document, Guardian, Nationality, Passenger
from cases.nationalities.presenters import ClaimPresenter, current_contacts
from cases.outgoing import columns, leave
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter


@dataclass(frozen=True)
class LeavingList:
    """One list. ``rows`` are those that a user may see; ``presented`` makes rows (a list) ready for the columns.

    ``with_parts`` adds to rows what the columns of some codes read, as a user may see it; ``of_children`` names the way
    from a row to the public id of a child; ``to_state`` narrows rows to what a State may be given; ``usual`` is ticked
    beforehand.
    """

    name: ExportList
    columns: tuple
    usual: tuple[str, ...]
    rows: Callable
    with_parts: Callable
    presented: Callable
    of_children: str
    to_state: Callable
    order: tuple[str, ...] = ("pk",)

    def known(self, codes):
        """The columns of these codes, in the order of the list."""
        return [column for column in self.columns if column.code in codes]

    @cached_property
    def codes_that_tell_who(self):
        """The columns that say who somebody is."""
        return frozenset(column.code for column in self.columns if column.tells_who)

    def tells_who(self, codes):
        """Whether any of these columns says who somebody is."""
        return bool(self.codes_that_tell_who & set(codes))

    def for_state(self, rows, state, codes):
        """``rows`` as far as the State (a code; empty for none) may learn of them, by name if a column says names."""
        return self.to_state(rows, state, by_name=self.tells_who(codes)) if state else rows

    def children_of(self, rows):
        """Public ids of the children whom ``rows`` (a QuerySet) speak of, each once and in one order."""
        found = rows.order_by().values_list(self.of_children, flat=True).distinct()
        return sorted(filter(None, found), key=str)


def _with_columns(name):
    def add(rows, user, codes):
        return KEPT_LISTS[name].with_columns(rows.with_list_parts(), codes)

    return add


def _children(rows, user, codes):
    return [ChildPresenter(row, columns=codes) for row in rows]


def _guardians_with_parts(rows, user, codes):
    # What is counted is counted for every row, the column chosen or not: few enough in a block.
    return KEPT_LISTS[ExportList.GUARDIANS].with_columns(
        rows.with_list_parts(user).select_related("person__child"), {"where", "papers", *codes}
    )


def _guardians(rows, user, codes):
    return [GuardianRow(row) for row in rows]


def _claims(rows, user, codes):
    levels = current_contacts(rows)
    return [ClaimPresenter(row, level=levels.get((row.child_id, row.state_id))) for row in rows]


class _Paper(PaperPresenter):
    """A paper with the person whose it is."""

    @property
    def person(self):
        return PersonPresenter(self.paper.person)


def _papers_of(user):
    """Papers of the children of the office; a restricted one is on no list (DOMAIN 3.7)."""
    papers = Document.objects.filter(person__child__in=Child.objects.visible_to(user))
    return papers.exclude(recognition__in=RESTRICTED_RECOGNITIONS)


def _papers_with_parts(rows, user, codes):
    return rows.select_related("person__child", "issuer_country").prefetch_related("person__names")


def _papers(rows, user, codes):
    return [_Paper(row) for row in rows]


def _passengers_with_parts(rows, user, codes):
    return rows.with_board_parts(user).select_related(
        "transfer", "person__child", "person__guardian", "person__office", "destination"
    )


def _passengers(rows, user, codes):
    return [PassengerRow(row, row.transfer, user) for row in rows]


LEAVING = {
    leaving.name: leaving
    for leaving in (
        LeavingList(
            name=ExportList.CHILDREN,
            columns=columns.CHILDREN,
            usual=(),
            rows=Child.objects.visible_to,
            with_parts=_with_columns(ExportList.CHILDREN),
            presented=_children,
            of_children="public_id",
            to_state=leave.children,
        ),
        LeavingList(
            name=ExportList.GUARDIANS,
            columns=columns.GUARDIANS,
            usual=(),
            rows=Guardian.objects.visible_to,
            with_parts=_guardians_with_parts,
            presented=_guardians,
            of_children="guardianships__child__public_id",
            to_state=leave.guardians,
        ),
        LeavingList(
            name=ExportList.CLAIMS,
            columns=columns.CLAIMS,
            usual=(),
            rows=Nationality.objects.visible_to,
            with_parts=_with_columns(ExportList.CLAIMS),
            presented=_claims,
            of_children="child__public_id",
            to_state=leave.of_children,
        ),
        LeavingList(
            name=ExportList.PAPERS,
            columns=columns.PAPERS,
            usual=("number", "kind", "issuer", "recognition", "custody", "valid"),
            rows=_papers_of,
            with_parts=_papers_with_parts,
            presented=_papers,
            of_children="person__child__public_id",
            to_state=leave.papers,
        ),
        LeavingList(
            name=ExportList.PASSENGERS,
            columns=columns.PASSENGERS,
            usual=("number", "age", "sex", "role", "destination", "result"),
            rows=Passenger.objects.visible_to,
            with_parts=_passengers_with_parts,
            presented=_passengers,
            of_children="person__child__public_id",
            to_state=leave.passengers,
            order=("role", "pk"),
        ),
    )
}
# What the pages for paper of a passenger list say (templates/outgoing/manifest.html).
PAPER_COLUMNS = (
    "number",
    "name",
    "other_names",
    "age",
    "sex",
    "role",
    "destination",
    "region",
    "result",
    "reason",
)
