"""What the address of a list asks for, so that exactly that leaves: its filters, its search, its order, its columns."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from cases.caseload.asked import asked_for
from cases.children import filters as of_children
from cases.children.columns import CHILDREN
from cases.components.kept_lists import ListInUse
from cases.enums import ExportList
from cases.guardians import filters as of_guardians
from cases.guardians.columns import GUARDIANS
from cases.matching.lists import searched_in
from cases.models import Guardian, Nationality
from cases.nationalities import filters as of_claims
from cases.nationalities.columns import CLAIMS
from cases.outgoing.lists import LEAVING, LeavingList


@dataclass(frozen=True)
class AskedList:
    """The rows that are asked for, in their order, and the codes of the columns that the reader looks at.

    ``problem`` says what of the address was not understood; then there are no rows.
    """

    leaving: LeavingList
    rows: QuerySet
    codes: list[str]
    back_url: str
    problem: str = ""
    transfer: object = None

    @property
    def ticked(self):
        """The columns that are ticked beforehand: those looked at, but for what says who somebody is."""
        return [column.code for column in self.leaving.known(self.codes) if not column.tells_who]


def asked_list(request, name):
    """The ``AskedList`` of one of the lists that have filters; ``name`` is an ``ExportList``."""
    return _ASKED[name](request)


def asked_passengers(transfer):
    """The ``AskedList`` of everybody on the list of a transfer that the reader may see."""
    leaving = LEAVING[ExportList.PASSENGERS]
    return AskedList(
        leaving=leaving,
        rows=transfer.passengers.order_by(*leaving.order),
        codes=list(leaving.usual),
        back_url=reverse("batches:detail", args=[transfer.public_id]),
        transfer=transfer,
    )


def _children(request):
    asked = asked_for(request)
    return AskedList(
        leaving=LEAVING[ExportList.CHILDREN],
        rows=_in_order(asked.children, request, of_children),
        codes=ListInUse(request, CHILDREN).codes,
        back_url=_back(request, "children:list"),
        problem=_problem(asked.search, asked.filterset),
    )


def _papers(request):
    """The papers of the children that the list of children shows."""
    asked, leaving = asked_for(request), LEAVING[ExportList.PAPERS]
    children = asked.children.order_by().values("pk")
    return AskedList(
        leaving=leaving,
        rows=leaving.rows(request.user)
        .filter(person__child__in=children)
        .order_by("person__child__case_number", "pk"),
        codes=list(leaving.usual),
        back_url=_back(request, "children:list"),
        problem=_problem(asked.search, asked.filterset),
    )


def _guardians(request):
    search = searched_in(Guardian.objects.visible_to(request.user), request)
    filterset = of_guardians.GuardianFilter(request.GET, queryset=search.rows, request=request)
    problem = _problem(search, filterset)
    return AskedList(
        leaving=LEAVING[ExportList.GUARDIANS],
        rows=_in_order(_found(filterset, problem), request, of_guardians),
        codes=ListInUse(request, GUARDIANS).codes,
        back_url=_back(request, "guardians:list"),
        problem=problem,
    )


def _claims(request):
    filterset = of_claims.ClaimFilter(request.GET, queryset=Nationality.objects.visible_to(request.user))
    problem = _problem(None, filterset)
    return AskedList(
        leaving=LEAVING[ExportList.CLAIMS],
        rows=_in_order(_found(filterset, problem), request, of_claims),
        codes=ListInUse(request, CLAIMS).codes,
        back_url=_back(request, "nationalities:list"),
        problem=problem,
    )


def _found(filterset, problem):
    return filterset.queryset.none() if problem else filterset.qs


def _problem(search, filterset):
    if search is not None and search.problem:
        return str(search.problem)
    errors = filterset.form.errors if not filterset.form.is_valid() else {}
    return next((str(error) for messages in errors.values() for error in messages), "")


def _in_order(rows, request, filters):
    sort = request.GET.get("sort", "")
    return rows.order_by(*filters.ORDERS.get(sort, filters.ORDERS[filters.DEFAULT_ORDER]), "pk")


def _back(request, route):
    query = request.GET.urlencode()
    return f"{reverse(route)}?{query}" if query else reverse(route)


_ASKED = {
    ExportList.CHILDREN: _children,
    ExportList.GUARDIANS: _guardians,
    ExportList.CLAIMS: _claims,
    ExportList.PAPERS: _papers,
}
