"""The history of a record, and taking back its last change."""

from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import requires
from cases.audit.restoring import changes_of, last_change
from cases.casefile.history import views_of, with_merges
from cases.casefile.tracked import TITLES, find_record
from cases.casefile.undo import UndoForm, undo_last_change
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.errors import Stale
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def history(request, public_id, kind):
    """Every change of one record, newest first; ``?until=`` goes further back."""
    record = find_record(request.user, kind, public_id)
    until = _moment(request.GET.get("until", ""))
    changes, more = changes_of(record.parts, until=until)
    views = views_of(changes)
    if kind in ("child", "guardian") and until is None:
        views = with_merges(views, record.person)
    context = {
        "record": record,
        "title": TITLES[kind],
        "name": PersonPresenter(record.person).name,
        "changes": views,
        "earlier": changes[-1].at.isoformat() if more and changes else "",
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "casefile/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def undo(request, public_id, kind):
    """Both versions side by side; with a reason the earlier one is written again."""
    record = find_record(request.user, kind, public_id)
    if sent_before(request) is not None:
        return redirect(record.back_url)
    change = last_change(record.parts)
    form = UndoForm(posted(request), user=request.user, initial={"version": change.stamp if change else ""})
    status = 422 if form.is_bound else 200

    def save():
        return undo_last_change(by=request.user, record=record, **form.cleaned_data)

    try:
        if saved(request, form, save, told=_("Undone. The record is as it was before.")):
            return redirect(record.back_url)
    except Stale as stale:
        # What was typed stays; the form goes on from what is on file now.
        change, status = stale.current.row, 409
        form = _opened_anew(request, form, stale)
    context = {
        "record": record,
        "title": TITLES[kind],
        "name": PersonPresenter(record.person).name,
        "change": views_of([change])[0] if change else None,
        "form": form,
        "is_stale": status == 409,
    }
    return render(request, "casefile/undo.html", context, status=status)


def _opened_anew(request, form, stale):
    initial = {"version": stale.current.version, "reason": form.cleaned_data["reason"]}
    return UndoForm(user=request.user, initial=initial)


def _moment(text):
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
