"""Changing many cases at once: choose what, look at whom, do it."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import requires, save_once
from cases.caseload import presenters
from cases.caseload.bulk import Change, change_all, plan
from cases.caseload.forms import BulkForm
from cases.caseload.selection import Selection
from cases.components.forms import posted, sent_before
from cases.components.kept_lists import way_back
from cases.components.wording import hint_after_saving
from cases.enums import CaseList
from cases.errors import Refused
from cases.policy.permissions import Permission

# What the page of a preview sends with its buttons.
CONFIRM, BACK = "confirm", "back"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def bulk(request):
    """Change the ticked or filtered cases: the form, then who would change, then the change itself."""
    if sent_before(request) is not None:
        messages.info(request, _("This was already done; nothing was changed a second time."))
        return redirect(_back(request))
    selection = Selection(request)
    form = BulkForm(posted(request), user=request.user)
    if form.is_bound and selection.problem:
        form.add_error(None, selection.problem)
    if request.method != "POST":
        return _form_page(request, form, selection, status=200)
    if not form.is_valid():
        return _form_page(request, form, selection, status=422)
    if request.POST.get(BACK):
        return _form_page(request, form, selection, status=200)
    change = _change(form)
    seen = _seen(request.POST.get("seen", ""))
    if request.POST.get(CONFIRM) and seen:
        return _make(request, form, selection, change, seen)
    return _preview_page(request, form, selection, change, status=200)


def _make(request, form, selection, change, seen):
    outcomes = []

    def save():
        outcome = change_all(by=request.user, seen=seen, change=change, form_id=form.cleaned_data["form_id"])
        outcomes.append(outcome)
        return outcome.changed[0]

    try:
        save_once(request.user, form.cleaned_data["form_id"], save)
    except Refused as refused:
        form.add_refusal(refused)
        return _preview_page(request, form, selection, change, status=422)
    hint_after_saving(request, form)
    for outcome in outcomes:
        messages.success(request, presenters.changed_words(outcome))
        if missed := presenters.missed_words(outcome):
            messages.warning(request, missed)
    return redirect(_back(request))


def _change(form):
    typed = form.cleaned_data
    return Change(
        kind=typed["change"],
        user=typed["user"],
        status=typed["status"],
        flag_kind=typed["kind"],
        due_date=typed["due_date"],
        reason=typed["reason"],
    )


def _seen(text):
    """``{public id: mark}`` from what the preview sent; whatever is no public id falls away."""
    found = {}
    for word in text.split():
        public_id, _colon, mark = word.partition(":")
        try:
            found[UUID(public_id)] = mark
        except ValueError:
            continue
    return found


def _back(request):
    return way_back(request, CaseList.CHILDREN, "children:list")


def _form_page(request, form, selection, *, status):
    context = {
        "form": form,
        "chosen": [presenters.ChildPresenter(child) for child in selection.children],
        "problem": selection.problem,
        "back_url": _back(request),
        "office": request.user.office,
    }
    return render(request, "caseload/bulk.html", context, status=status)


def _preview_page(request, form, selection, change, *, status):
    lines = plan(by=request.user, children=selection.children, change=change)
    context = {
        "form": form,
        "preview": presenters.Preview(lines, change),
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", "seen", CONFIRM, BACK)
        ],
        "back_url": _back(request),
        "office": request.user.office,
    }
    return render(request, "caseload/preview.html", context, status=status)
