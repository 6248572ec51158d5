"""The lists of children, and of parents and carers: filtered, searched, in an order, page by page."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from cases.access import requires
from cases.caseload.asked import BULK_LIMIT, asked_for
from cases.children import filters as children
from cases.children.columns import CHILDREN
from cases.children.presenters import ChildPresenter, count_words, pager_words
from cases.children.quick import quick_links
from cases.components.kept_lists import ListInUse, remember_place
from cases.components.keyset import count_up_to
from cases.components.lists import listing
from cases.components.searching import search_redirect, with_search_chip
from cases.guardians import filters as guardians
from cases.guardians import presenters as of_guardians
from cases.guardians.columns import GUARDIANS
from cases.matching.lists import searched_in
from cases.models import Guardian
from cases.policy.permissions import Permission

# Rows of two lines, and cards on a phone: half of what a page of plain rows has.
CHILDREN_A_PAGE = 25


@require_safe
@requires(Permission.VIEW_CASES)
def child_list(request):
    """Children of the user's office."""
    asked = asked_for(request)
    search, filterset = asked.search, asked.filterset
    in_use = ListInUse(request, CHILDREN)
    codes = in_use.codes
    filterset.queryset = CHILDREN.with_columns(filterset.queryset.with_list_parts(), codes)
    found = listing(
        request, filterset, orders=children.ORDERS, default=children.DEFAULT_ORDER, size=CHILDREN_A_PAGE
    )
    is_filtered = bool(found.is_filtered or search or found.form.errors)
    total = count_up_to(asked.visible) if is_filtered else found.count
    remember_place(request, CHILDREN)
    context = {
        "list": found,
        "in_use": in_use,
        "quick": quick_links(request.GET),
        "rows": [ChildPresenter(child, columns=codes) for child in found.page.rows],
        "chips": with_search_chip(request, search.text, found.chips),
        "is_filtered": is_filtered,
        "count_text": count_words(found.count, total, is_filtered=is_filtered),
        "pager_text": pager_words(len(found.page), is_first=not found.previous),
        "search": search,
        "may_register": request.user.may(Permission.EDIT_CASES),
        "bulk_limit": BULK_LIMIT,
        "may_change_all": is_filtered and found.count.value <= BULK_LIMIT,
        "office": request.user.office,
    }
    return render(request, "children/list.html", context, status=400 if search.problem else found.status)


@require_POST
@requires(Permission.VIEW_CASES)
def search_children(request):
    """Keep what was typed in the session and go to the list that it finds; filters go along in the address."""
    return search_redirect(request, "children:list", filters=children.ChildFilter.base_filters)


@require_safe
@requires(Permission.VIEW_CASES)
def guardian_list(request):
    """Parents and carers of the user's office."""
    search = searched_in(Guardian.objects.visible_to(request.user), request)
    in_use = ListInUse(request, GUARDIANS)
    rows = GUARDIANS.with_columns(
        search.rows.with_list_parts(request.user).select_related("person__child"), in_use.codes
    )
    filterset = guardians.GuardianFilter(request.GET, queryset=rows, request=request)
    found = listing(request, filterset, orders=guardians.ORDERS, default=guardians.DEFAULT_ORDER)
    remember_place(request, GUARDIANS)
    context = {
        "list": found,
        "in_use": in_use,
        "rows": [of_guardians.GuardianRow(guardian) for guardian in found.page],
        "chips": with_search_chip(request, search.text, found.chips),
        "is_filtered": bool(found.chips or search or found.form.errors),
        "count_text": of_guardians.count_words(found.count),
        "pager_text": of_guardians.page_words(len(found.page)),
        "search": search,
        "office": request.user.office,
    }
    return render(request, "guardians/list.html", context, status=400 if search.problem else found.status)


@require_POST
@requires(Permission.VIEW_CASES)
def search_guardians(request):
    """Keep what was typed in the session and go to the list that it finds; no name stands in the address."""
    return search_redirect(request, "guardians:list", filters=guardians.GuardianFilter.base_filters)
