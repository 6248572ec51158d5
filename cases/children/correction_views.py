"""Correcting a dated entry of a child, a parent or a carer: one screen, with the reason."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.children.correction_forms import (
    CorrectSeparationForm,
    CorrectStatusForm,
    CorrectWhereaboutsForm,
    entry_initial,
)
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import PersonStatus, SeparationPeriod, Whereabouts
from cases.people import corrections
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def whereabouts(request, public_id):
    """Correct where somebody was said to be."""
    rows = Whereabouts.objects.select_related("person__child", "person__guardian", "place")
    row = get_for(request.user, rows, public_id=public_id)
    return _correct(request, row, row.person, CorrectWhereaboutsForm, corrections.correct_whereabouts)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def status(request, public_id):
    """Correct what was said of a person."""
    rows = PersonStatus.objects.select_related("person__child", "person__guardian")
    row = get_for(request.user, rows, public_id=public_id)
    return _correct(request, row, row.person, CorrectStatusForm, corrections.correct_status)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def separation(request, public_id):
    """Correct with whom a child was."""
    row = get_for(request.user, SeparationPeriod.objects.select_related("child__person"), public_id=public_id)
    return _correct(request, row, row.child.person, CorrectSeparationForm, corrections.correct_separation)


def _correct(request, row, person, form_class, action):
    """Save once and go back to the person; two versions side by side when both were changed."""
    title, back_url, filed = _("Correct this entry"), page_of(person), entry_initial(row)
    initial = {**filed, "version": stamp_of(row)}
    form = form_class(kept(posted(request), filed), user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: action(by=request.user, row=row, **form.cleaned_data)):
            return redirect(back_url)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=entry_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=back_url,
            title=title,
        )
    context = {"form": form, "title": title, "back_url": back_url, "name": PersonPresenter(person).name}
    return render(request, "children/correct.html", context, status=422 if form.is_bound else 200)
