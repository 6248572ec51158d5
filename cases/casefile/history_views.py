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
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
def history(request, public_id, kind):
    """Every change of one record, newest first; ``?until=`` goes further back."""
    return _history(request, public_id, kind, may_edit=request.user.may(Permission.EDIT_CASES))


@require_safe
@requires(Permission.MANAGE_PLACES)
def history_of_place(request, public_id):
    """The same of a place."""
    return _history(request, public_id, "place", may_edit=True)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def undo(request, public_id, kind):
    """Both versions side by side; with a reason the earlier one is written again."""
    return _undo(request, public_id, kind)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.MANAGE_PLACES)
def undo_of_place(request, public_id):
    """The same of a place."""
    return _undo(request, public_id, "place")


def _history(request, public_id, kind, *, may_edit):
    record = find_record(request.user, kind, public_id)
    until = moment_of(request.GET.get("until", ""))
    changes, more = changes_of(record.parts, until=until)
    views = views_of(changes)
    if kind in ("child", "guardian") and until is None:
        views = with_merges(views, record.subject)
    context = {
        "record": record,
        "title": TITLES[kind],
        "changes": views,
        "until": until.isoformat() if until else "",
        "earlier": changes[-1].at.isoformat() if more and changes else "",
        "may_edit": may_edit,
    }
    return render(request, "casefile/history.html", context)


def _undo(request, public_id, kind):
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
        "change": views_of([change])[0] if change else None,
        "form": form,
        "is_stale": status == 409,
    }
    return render(request, "casefile/undo.html", context, status=status)


def _opened_anew(request, form, stale):
    initial = {"version": stale.current.version, "reason": form.cleaned_data["reason"]}
    return UndoForm(user=request.user, initial=initial)


def moment_of(text):
    """A moment of an address, ``None`` for what is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
