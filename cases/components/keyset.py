"""Pages of a list by keyset: as quick at the end of a long list as at its beginning.

The URL carries the public id of the row at the edge (``after`` or ``before``), never a number of rows to
skip. An order is a tuple of field names, ``-`` for descending, on fields that are never null; the primary
key is added as the last.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cases.audit import pages
from cases.audit.about import with_people

PAGE_SIZE = 50
COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class Count:
    """How many rows a list has: exact, or "more than" beyond ``COUNT_LIMIT``."""

    value: int
    is_exact: bool


@dataclass(frozen=True)
class Page:
    """One page: its rows, and the public ids for the links to its neighbours (``None`` at an end)."""

    rows: list
    after: UUID | None
    before: UUID | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def count_up_to(queryset, limit=COUNT_LIMIT):
    """Exact count up to ``limit``; beyond it only that there are more."""
    found = queryset.order_by().values("pk")[: limit + 1].count()
    return Count(value=min(found, limit), is_exact=found <= limit)


def page_of(queryset, order, params, *, size=PAGE_SIZE):
    """The page of ``queryset`` that ``params`` (a QueryDict) asks for, in ``order``; whom it shows is noted.

    An edge that no longer exists, or is no UUID, leads to the first page.
    """
    order = (*order, "pk" if not order[-1].startswith("-") else "-pk")
    backwards = "before" in params
    edge = _edge_row(queryset, params.get("before" if backwards else "after"), order)
    if edge is None:
        backwards = False
    directed = _reversed(order) if backwards else order
    rows = with_people(queryset).order_by(*directed)
    if edge is not None:
        rows = rows.filter(_beyond(edge, directed))
    rows = list(rows[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    pages.listed(rows)
    has_next, has_previous = (True, more) if backwards else (more, edge is not None)
    return Page(
        rows=rows,
        after=rows[-1].public_id if rows and has_next else None,
        before=rows[0].public_id if rows and has_previous else None,
    )


def _edge_row(queryset, public_id, order):
    try:
        UUID(public_id or "")
    except ValueError:
        return None
    names = [name.removeprefix("-") for name in order]
    return queryset.order_by().filter(public_id=public_id).values(*names).first()


def _reversed(order):
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _beyond(edge, order):
    # (a, b) after (x, y) is: a after x, or a equal to x and b after y.
    condition = Q()
    equal = {}
    for name in order:
        field = name.removeprefix("-")
        comparison = "lt" if name.startswith("-") else "gt"
        condition |= Q(**equal, **{f"{field}__{comparison}": edge[field]})
        equal[field] = edge[field]
    return condition
