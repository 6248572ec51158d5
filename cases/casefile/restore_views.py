"""Some fields of a change go back; the change need not be the latest."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import requires
from cases.casefile.history import views_of
from cases.casefile.history_views import moment_of
from cases.casefile.restoring import FIELD, RestoreForm, find_change, restore_fields
from cases.casefile.tracked import TITLES, find_record
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.errors import Refused, Stale
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def restore(request, public_id, kind):
    """What is on file and what stood before, field by field with a tick; ``?change=`` names the change."""
    return _restore(request, public_id, kind)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.MANAGE_PLACES)
def restore_of_place(request, public_id):
    """The same of a place."""
    return _restore(request, public_id, "place")


def _restore(request, public_id, kind):
    record = find_record(request.user, kind, public_id)
    if sent_before(request) is not None:
        return redirect(record.back_url)
    asked = posted(request) or request.GET
    stamp, until = asked.get("change", ""), moment_of(asked.get("until", ""))
    found = find_change(record, stamp=stamp, until=until)
    if found is None and stamp:
        raise Http404
    form = RestoreForm(posted(request), user=request.user, found=found, initial=_opened_on(found, until))
    status = 422 if form.is_bound else 200

    def save():
        return _save(request, record, form)

    try:
        if saved(request, form, save, told=_("Gone back. The other fields stay as they are.")):
            return redirect(record.back_url)
    except Stale as stale:
        # What was ticked and typed stays; the form goes on from what is on file now.
        found, status = stale.current.row, 409
        form = _opened_anew(request, form, found, until)
    context = {
        "record": record,
        "title": TITLES[kind],
        "change": views_of([found.change])[0] if found else None,
        "choices": found.choices if found else [],
        "ticked": form[FIELD].value() or [],
        "form": form,
        "is_stale": status == 409,
    }
    return render(request, "casefile/restore.html", context, status=status)


def _opened_on(found, until):
    if found is None:
        return {}
    return {
        "version": found.version,
        "change": found.change.stamp,
        "until": until.isoformat() if until else "",
    }


def _save(request, record, form):
    typed = dict(form.cleaned_data)
    stamp, until = typed.pop("change"), moment_of(typed.pop("until"))
    try:
        return restore_fields(by=request.user, record=record, stamp=stamp, until=until, **typed)
    except Stale:
        raise
    except Refused as refused:
        # A rule speaks of the fields that were ticked.
        raise Refused(refused.message, field=FIELD) from refused


def _opened_anew(request, form, found, until):
    typed = {name: form.cleaned_data[name] for name in ("reason", FIELD)}
    return RestoreForm(user=request.user, found=found, initial=_opened_on(found, until) | typed)
