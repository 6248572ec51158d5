"""Saved views of a list, and the choice of its columns."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import get_for, nothing_typed, requires
from cases.caseload import actions, forms
from cases.caseload.lists import LISTS
from cases.components.conflicts import conflict_response
from cases.components.conflicts import kept as settled_by
from cases.components.forms import posted, sent_before
from cases.components.kept_lists import ListInUse, may_change, may_delete
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import SavedView
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def open_view(request, public_id):
    """Go to the list as a view keeps it."""
    view = get_for(request.user, SavedView.objects, public_id=public_id)
    query = "&".join(part for part in (view.query, f"view={view.public_id}") if part)
    return redirect(f"{reverse(LISTS[view.list_name].route)}?{query}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_CASES)
def add_view(request, list_name):
    """Give a name to what the list shows now: the filters and the order of this address, and the columns."""
    kept = _list_named(list_name)
    if (view := sent_before(request)) is not None:
        return redirect("caseload:open_view", view)
    form = forms.NewViewForm(posted(request), user=request.user)
    in_use = ListInUse(request, kept)

    def save():
        return actions.save_view(
            by=request.user,
            kept=kept,
            query=kept.query_of(request.GET),
            columns=[column.code for column in in_use.columns],
            **form.cleaned_data,
        )

    if view := saved(request, form, save):
        return redirect("caseload:open_view", view)
    context = {
        "form": form,
        "list_label": kept.name.label,
        "back_url": _list_url(kept, request.GET),
        "has_search": bool(request.GET.get("q")),
        "is_plain": not kept.query_of(request.GET),
    }
    return render(request, "caseload/add_view.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_CASES)
def edit_view(request, public_id):
    """Rename a view, share it, take what is shown now into it; or, as its supervisor, only delete it.

    Two versions side by side when it was changed on another device meanwhile.
    """
    view = get_for(request.user, SavedView.objects, public_id=public_id)
    if not may_change(request.user, view) and not may_delete(request.user, view):
        raise Http404
    kept = LISTS[view.list_name]
    filed = _names(view)
    initial = {**filed, "take_shown": _differs(request, kept, view), "version": stamp_of(view)}
    form = forms.ViewForm(settled_by(posted(request), filed), user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: _change(request, kept, view, form)):
            return redirect("caseload:open_view", view.public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=_names(stale.current.row),
            changed=_("You changed this view on another page or device."),
            back_url=_list_url(kept, request.GET),
            title=_("Saved view"),
        )
    context = {
        "form": form,
        "view": view,
        "may_change": may_change(request.user, view),
        "owner": view.user.full_name,
        "back_url": _list_url(kept, request.GET),
        "list_label": kept.name.label,
        "has_search": bool(request.GET.get("q")),
        "shown": bool(request.GET),
    }
    return render(request, "caseload/edit_view.html", context, status=422 if form.is_bound else 200)


def _names(view):
    return {"name": view.name, "is_shared": view.is_shared}


def _differs(request, kept, view):
    return bool(request.GET) and kept.query_of(request.GET) != view.query


def _change(request, kept, view, form):
    typed = form.cleaned_data
    shown = None
    if typed["take_shown"]:
        columns = [column.code for column in ListInUse(request, kept).columns]
        shown = kept.query_of(request.GET), columns
    return actions.change_view(
        by=request.user,
        view=view,
        version=typed["version"],
        name=typed["name"],
        is_shared=typed["is_shared"],
        shown=shown,
    )


@require_POST
@requires(Permission.VIEW_CASES)
def delete_view(request, public_id):
    """Delete a view: its owner, or a supervisor one that is shared."""
    view = get_for(request.user, SavedView.objects, public_id=public_id)
    if not may_delete(request.user, view):
        raise Http404
    kept = LISTS[view.list_name]
    actions.delete_view(by=request.user, view=view)
    messages.success(request, _("The view is deleted. The cases are as they were."))
    return redirect(kept.route)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_CASES)
@nothing_typed
def columns(request, list_name):
    """Choose the columns of a list and their order, or go back to the usual ones."""
    kept = _list_named(list_name)
    if not kept.columns:
        raise Http404
    in_use = ListInUse(request, kept)
    # An opened view has columns of its own: its owner changes those, anybody else the list without the view.
    view = in_use.opened if in_use.opened and may_change(request.user, in_use.opened) else None
    form = forms.ColumnsForm(posted(request), kept=kept, shown=in_use.columns)
    is_reset = bool(request.POST.get("reset"))
    if is_reset or form.is_valid():
        codes = [] if is_reset else form.codes()
        actions.choose_columns(by=request.user, kept=kept, codes=codes, view=view)
        messages.success(request, _("The usual columns are back.") if is_reset else _("Saved."))
        return redirect(_list_url(kept, request.GET, keeps_view=view is not None))
    context = {
        "form": form,
        "list_label": kept.name.label,
        "back_url": _list_url(kept, request.GET),
        "view": view,
    }
    return render(request, "caseload/columns.html", context, status=422 if form.is_bound else 200)


def _list_named(name):
    if name not in LISTS:
        raise Http404
    return LISTS[name]


def _list_url(kept, params, *, keeps_view=True):
    query = params.copy()
    if not keeps_view:
        query.pop("view", None)
    address = reverse(kept.route)
    return f"{address}?{query.urlencode()}" if query else address
