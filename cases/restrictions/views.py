"""The screens on which a supervisor restricts a file, names others for it, and lifts the restriction."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import CaseRestriction, Child
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.restrictions import actions, forms
from cases.restrictions.presenters import RestrictionRow

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.RESTRICT_CASES)
def impose(request, public_id):
    """Restrict a file to named people; a file that is restricted already leads to the page on which that changes."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("casefile:detail", public_id)
    if (standing := child.restrictions.open().first()) is not None:
        return redirect("restrictions:change", standing.public_id)
    form = forms.ImposeForm(
        posted(request), user=request.user, initial=forms.impose_initial(child, request.user)
    )
    told = _("Restricted. From now on only those who are named see this file.")
    save = partial(actions.impose, by=request.user, child=child)
    if saved(request, form, lambda: save(**form.cleaned_data), told=told):
        return redirect("casefile:detail", public_id)
    context = {"form": form, "child": child, "name": PersonPresenter(child.person).name}
    return render(request, "restrictions/impose.html", context, status=422 if form.is_bound else 200)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.RESTRICT_CASES)
def change(request, public_id):
    """Name others for a restricted file, and say when it is looked at again."""
    initial = forms.change_initial(_standing(request, public_id))
    return _decide(request, public_id, forms.ChangeForm, actions.change, "restrictions/change.html", initial)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.RESTRICT_CASES)
def lift(request, public_id):
    """Show a restricted file to the whole office again."""
    return _decide(request, public_id, forms.LiftForm, actions.lift, "restrictions/lift.html", {})


def _decide(request, public_id, form_class, action, template, initial):
    """Save a decision on a restriction once; with 409 what stands by now is shown above what was typed."""
    restriction = _standing(request, public_id)
    initial = {**initial, "version": stamp_of(restriction)}
    form = form_class(posted(request), user=request.user, initial=initial)
    status = 422 if form.is_bound else 200
    try:
        if saved(
            request, form, lambda: action(by=request.user, restriction=restriction, **form.cleaned_data)
        ):
            return redirect(*_after(request, restriction))
    except Stale:
        restriction, status = _standing(request, public_id), 409
    context = {
        "form": form,
        "row": RestrictionRow(restriction),
        "child": restriction.child,
        "name": PersonPresenter(restriction.child.person).name,
        "is_stale": status == 409,
    }
    return render(request, template, context, status=status)


def _standing(request, public_id):
    rows = CaseRestriction.objects.open().select_related("child__person", "imposed_by")
    return get_for(request.user, rows, public_id=public_id)


def _after(request, restriction):
    """The case; the list of children for a supervisor who is not named for it any more."""
    child = Child.objects.visible_to(request.user).filter(pk=restriction.child_id).first()
    return ("casefile:detail", child.public_id) if child else ("children:list",)
