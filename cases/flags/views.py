"""Pages about the flags of a case, and the buttons to follow it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.children.presenters import ChildPresenter
from cases.components.conflicts import conflict_response, settled
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.enums import UnsentKind
from cases.errors import Stale
from cases.flags import actions
from cases.flags.forms import LowerForm, MoveForm, RaiseForm
from cases.flags.presenters import FlagPresenter, days_before
from cases.models import CaseFlag, Child
from cases.policy.permissions import Permission
from cases.unsent import offer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def add(request, public_id):
    """Raise a flag on a case."""
    child = _child_for(request, public_id)
    if sent_before(request):
        return redirect("casefile:detail", public_id)
    form = RaiseForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.raise_flag(by=request.user, child=child, **form.cleaned_data),
        told=_("The flag is raised."),
    ):
        return redirect("casefile:detail", public_id)
    unsent = offer(form, user=request.user, child=child, kind=UnsentKind.FLAG)
    return _page(request, "flags/add.html", form, child, unsent=unsent)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def lower(request, public_id):
    """Lower a flag that was seen to."""
    flag = _flag_for(request, public_id)
    form = LowerForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.lower_flag(by=request.user, flag=flag, **form.cleaned_data),
        told=_("The flag is lowered."),
    ):
        return redirect("casefile:detail", flag.child.public_id)
    return _page(request, "flags/lower.html", form, flag.child, flag=FlagPresenter(flag))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def move(request, public_id):
    """Give a flag another day; two days side by side when both were changed."""
    flag = _flag_for(request, public_id)
    initial = {"due_date": flag.due_date, "version": actions.version_of(flag)}
    form = MoveForm(_settled(request, flag), initial=initial, user=request.user)
    try:
        if saved(request, form, lambda: actions.move_flag(by=request.user, flag=flag, **form.cleaned_data)):
            return redirect("casefile:detail", flag.child.public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"due_date": stale.current.flag.due_date},
            changed=last_change(stale.current.flag),
            back_url=reverse("casefile:detail", args=[flag.child.public_id]),
            title=_("Change the day"),
        )
    return _page(
        request, "flags/move.html", form, flag.child, flag=FlagPresenter(flag), before=days_before(flag)
    )


def _settled(request, flag):
    """What was sent, with the day as it is on file where that was chosen."""
    data = posted(request)
    return data and settled(data, {"due_date": [str(flag.due_date)]})


@require_POST
@requires(Permission.VIEW_CASES)
def follow(request, public_id):
    """Follow a case."""
    child = _child_for(request, public_id)
    actions.follow(by=request.user, child=child)
    messages.success(request, _("You follow this case: its changes and flags stand on your start page."))
    return redirect("casefile:detail", public_id)


@require_POST
@requires(Permission.VIEW_CASES)
def unfollow(request, public_id):
    """Stop following a case."""
    child = _child_for(request, public_id)
    actions.unfollow(by=request.user, child=child)
    messages.success(request, _("You no longer follow this case."))
    return redirect("casefile:detail", public_id)


def _child_for(request, public_id):
    return get_for(request.user, Child.objects.with_list_parts(), public_id=public_id)


def _flag_for(request, public_id):
    flags = CaseFlag.objects.select_related("child__person", "raised_by", "lowered_by")
    return get_for(request.user, flags.prefetch_related("child__person__names"), public_id=public_id)


def _page(request, template, form, child, **more):
    context = {"form": form, "child": ChildPresenter(child), **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
