"""The register of exports: of all offices for the data-protection officer, of the own one for its people."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import requires
from cases.components.files import FORMATS, sheet_response
from cases.components.lists import listing
from cases.models import NumberedExport
from cases.outgoing.presenters import RegisterRow
from cases.outgoing.register import (
    DEFAULT_ORDER,
    NAME,
    ORDERS,
    RegisterFilter,
    for_register,
    register_sheet,
)
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES, Permission.READ_TRAIL)
def register(request):
    """What left, of whom nothing is said: number, office, who, for whom, why, how many, and what became of it."""
    exports = for_register(NumberedExport.objects.in_register_of(request.user))
    filterset = RegisterFilter(request.GET, queryset=exports, request=request)
    if request.GET.get("format") in FORMATS and filterset.form.is_valid():
        return sheet_response(request, register_sheet(filterset.qs), report=NAME)
    found = listing(request, filterset, orders=ORDERS, default=DEFAULT_ORDER)
    reads_all = request.user.may(Permission.READ_TRAIL)
    context = {
        "listing": found,
        "rows": [RegisterRow(export) for export in found.page],
        "reads_all": reads_all,
        "is_own": not reads_all and not request.user.may(Permission.APPROVE_EXPORTS),
        "office": request.user.office,
    }
    return render(request, "outgoing/register.html", context, status=found.status)
