"""What people keep of a list: views under a name, columns in their order, and where they were in it.

A list that can be kept says so with a ``KeptList``; its view asks ``ListInUse`` what holds for this request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise, cached_property

from cases.enums import CaseList, Role
from cases.models import ColumnChoice, SavedView

SESSION_KEY = "lists"


@dataclass(frozen=True)
class Column:
    """One column that can be chosen; ``sort`` is how the address names its order, where it has one.

    ``add`` makes rows (a QuerySet) carry what the column shows, where they do not anyway.
    """

    code: str
    label: Promise
    sort: str = ""
    add: Callable | None = None


@dataclass(frozen=True)
class KeptList:
    """A list whose views can be saved: its filters (as the address names them), and columns where it has a choice."""

    name: CaseList
    route: str
    filters: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    usual: tuple[str, ...] = ()

    def known(self, codes):
        """The columns of these codes in this order; what the list does not have (any more) falls away."""
        by_code = {column.code: column for column in self.columns}
        return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]

    def with_columns(self, rows, codes):
        """``rows`` with all that the columns of these codes show, at queries that do not grow with the rows."""
        for column in self.known(codes):
            rows = column.add(rows) if column.add else rows
        return rows

    def query_of(self, params):
        """The filters and the order of an address as text; pages, searches and anything else are left out."""
        kept = QueryDict(mutable=True)
        for word in (*self.filters, "sort"):
            values = [value for value in params.getlist(word) if value]
            if values:
                kept.setlist(word, values)
        return kept.urlencode()


@dataclass(frozen=True)
class ViewLink:
    """One saved view in the menu."""

    name: str
    url: str
    is_shared: bool
    is_open: bool


class ListInUse:
    """A list as this request asks for it: the view it was opened by, and the columns it shows."""

    def __init__(self, request, kept):
        self.kept = kept
        self._user = request.user
        self._params = request.GET

    @cached_property
    def _views(self):
        views = SavedView.objects.visible_to(self._user).filter(list_name=self.kept.name)
        return list(views.by_name())

    @cached_property
    def opened(self):
        """The saved view that the list was opened by, or ``None``."""
        asked = self._params.get("view")
        return next((view for view in self._views if str(view.public_id) == asked), None)

    @cached_property
    def columns(self):
        """The columns to show: those of the view, or of the reader's own choice, or the usual ones."""
        if not self.kept.columns:
            return []
        codes = self.opened.columns if self.opened else None
        if codes is None:
            choices = ColumnChoice.objects.visible_to(self._user).filter(list_name=self.kept.name)
            codes = choices.values_list("columns", flat=True).first()
        return self.kept.known(codes or ()) or self.kept.known(self.kept.usual)

    @property
    def codes(self):
        """The codes of the columns to show."""
        return [column.code for column in self.columns]

    @property
    def views(self):
        """The saved views as links."""
        return [
            ViewLink(
                name=view.name,
                url=reverse("caseload:open_view", args=[view.public_id]),
                is_shared=view.is_shared,
                is_open=view == self.opened,
            )
            for view in self._views
        ]

    @property
    def save_url(self):
        """Where what is shown now gets a name."""
        return self._address("caseload:add_view", self.kept.name)

    @property
    def columns_url(self):
        """Where the columns are chosen; empty for a list without a choice."""
        return self._address("caseload:columns", self.kept.name) if self.kept.columns else ""

    @property
    def edit_url(self):
        """Where the opened view is renamed, changed to what is shown, or deleted; empty where that is not allowed."""
        if self.opened is None or not may_change(self._user, self.opened):
            return ""
        return self._address("caseload:edit_view", self.opened.public_id)

    @property
    def delete_url(self):
        """Where a supervisor deletes the opened view of somebody else; empty where that is not allowed."""
        if self.opened is None or self.edit_url or not may_delete(self._user, self.opened):
            return ""
        return self._address("caseload:edit_view", self.opened.public_id)

    @property
    def is_changed(self):
        """Whether filters or order are no longer those of the opened view."""
        return self.opened is not None and self.kept.query_of(self._params) != self.opened.query

    def _address(self, route, argument):
        query = self._params.copy()
        for word in ("after", "before"):
            query.pop(word, None)
        address = reverse(route, args=[argument])
        return f"{address}?{query.urlencode()}" if query else address


def may_change(user, view):
    """Whether ``user`` may change a saved view: its owner may."""
    return view.user_id == user.pk


def may_delete(user, view):
    """Whether ``user`` may delete a saved view: its owner may, and a supervisor one that is shared."""
    return may_change(user, view) or (view.is_shared and user.role == Role.SUPERVISOR)


def remember_place(request, kept):
    """Keep where somebody is in a list, for the way back. Names are never in it: a search is a token there."""
    places = request.session.get(SESSION_KEY, {})
    query = request.GET.urlencode()
    if places.get(kept.name, "") != query:
        request.session[SESSION_KEY] = {**places, str(kept.name): query}


def way_back(request, name, route, row=None):
    """Address of the list as it was left, at ``row`` (the public id of a row)."""
    query = request.session.get(SESSION_KEY, {}).get(name, "")
    address = f"{reverse(route)}?{query}" if query else reverse(route)
    return f"{address}#row-{row}" if isinstance(row, UUID) else address
