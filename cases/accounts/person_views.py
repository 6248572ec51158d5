"""The page of one person with access, and what administrators do about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import freshly_signed_in, get_for, requires
from cases.accounts import access_actions, access_forms, factor_actions
from cases.accounts.access_presenters import (
    AccountPresenter,
    ResetPresenter,
    before_records,
    givers_of,
    history_of,
)
from cases.accounts.access_records import access_stamp
from cases.accounts.filters import with_signs
from cases.accounts.leaving import cases_seen_by, may_end_role_of
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.errors import Refused, Stale
from cases.models import FactorReset, User
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.MANAGE_USERS)
def person(request, public_id):
    """One person: what they may do, the history of their access, and what can be done about it."""
    found = get_for(request.user, User.objects, public_id=public_id)
    return _person_page(request, found)


def _person_page(request, found, *, status=200, problem=""):
    found = get_for(request.user, with_signs(User.objects), pk=found.pk)
    membership = found.memberships.current().select_related("office", "state").first()
    waiting = FactorReset.objects.visible_to(request.user).waiting().filter(user=found)
    reset = waiting.select_related("asked_by").first()
    context = {
        "person": AccountPresenter(found, membership),
        "public_id": found.public_id,
        "is_own": found.pk == request.user.pk,
        "given_by": (givers_of([membership])[membership.pk] or before_records()) if membership else "",
        "reset": ResetPresenter(reset, reader=request.user) if reset else None,
        "stamp": access_stamp(found),
        "history": history_of(found),
        "problem": problem,
    }
    return render(request, "accounts/person.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def suspend(request, public_id):
    """Keep somebody out, with a reason."""
    return _why(request, public_id, access_actions.suspend, "suspend", told=_("The access is suspended."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def resume(request, public_id):
    """Let somebody in again, with a reason."""
    return _why(request, public_id, access_actions.resume, "resume", told=_("The access is resumed."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def ask_for_reset(request, public_id):
    """Ask that somebody's second factor be taken away; a second administrator confirms it."""
    told = _("Asked. A second administrator has a day to confirm it.")
    return _why(request, public_id, factor_actions.ask_for_reset, "factor", told=told)


def _why(request, public_id, action, page, *, told):
    """A form that asks for nothing but the reason."""
    found = get_for(request.user, User.objects, public_id=public_id)
    if sent_before(request):
        return redirect("accounts:person", public_id)
    return _act(request, found, access_forms.WhyForm, action, page, told=told)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def role(request, public_id):
    """Give somebody another role, office or State, or a first one."""
    found = get_for(request.user, User.objects, public_id=public_id)
    if sent_before(request):
        return redirect("accounts:person", public_id)
    membership = found.memberships.current().select_related("office", "state").first()
    return _act(
        request,
        found,
        access_forms.RoleForm,
        access_actions.change_role,
        "role",
        told=_("The role is changed from today on."),
        initial=access_forms.role_initial(membership),
        about={"subject": found, "membership": membership},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS, Permission.HAND_ON_CASES)
@freshly_signed_in
def end_role(request, public_id):
    """Somebody leaves: the role ends, and what is in hand goes to a colleague in one step."""
    if sent_before(request):
        return redirect(_back(request.user, public_id))
    found = get_for(request.user, User.objects, public_id=public_id)
    membership = found.memberships.current().select_related("office", "state").first()
    if not may_end_role_of(request.user, found, membership):
        raise Http404
    return _act(
        request,
        found,
        access_forms.EndForm,
        access_actions.end_role,
        "end_role",
        told=_("The role has ended, and what was in hand went over."),
        about={"subject": found, "membership": membership},
        shown=cases_seen_by(request.user, found),
    )


def _back(user, public_id):
    """The page from which the form was opened: of the person, or for supervisors of their office."""
    if user.may(Permission.MANAGE_USERS):
        return reverse("accounts:person", args=[public_id])
    return reverse("accounts:office_detail", args=[user.office.public_id])


def _act(request, found, form_class, action, page, *, told, initial=None, about=None, shown=()):
    """Bind, act once, and go back; who wrote while somebody else did sees both, with everything typed kept (409)."""
    about, back = about or {}, _back(request.user, found.public_id)
    initial = (initial or {}) | {"version": access_stamp(found)}
    form = form_class(posted(request), user=request.user, initial=initial, **about)
    try:
        if saved(request, form, lambda: action(by=request.user, user=found, **form.cleaned_data), told=told):
            return redirect(back)
    except Stale as stale:
        typed = {name: request.POST.get(name, "") for name in form.fields}
        again = typed | {"version": stale.current.version, "opened": ""}
        form = form_class(user=request.user, initial=again, **about)
        return _form_page(request, stale.current.row, form, page, back=back, shown=shown, status=409)
    return _form_page(
        request, found, form, page, back=back, shown=shown, status=422 if form.is_bound else 200
    )


def _form_page(request, found, form, page, *, status, **context):
    membership = found.memberships.current().select_related("office", "state").first()
    context |= {
        "form": form,
        "person": AccountPresenter(found, membership),
        "is_own": found.pk == request.user.pk,
        "latest": next(iter(history_of(found)), None) if status == 409 else None,
    }
    return render(request, f"accounts/{page}.html", context, status=status)


@require_POST
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def confirm_reset(request, public_id):
    """A second administrator agrees: the second factor is taken away."""
    told = _("The second factor is reset; the person was signed out and told by mail.")
    return _settle(request, public_id, factor_actions.confirm_reset, told=told)


@require_POST
@requires(Permission.MANAGE_USERS)
@freshly_signed_in
def withdraw_reset(request, public_id):
    """The request is taken back."""
    return _settle(request, public_id, factor_actions.withdraw_reset, told=_("The request is withdrawn."))


def _settle(request, public_id, action, *, told):
    reset = get_for(request.user, FactorReset.objects.select_related("user"), public_id=public_id)
    form = access_forms.PressForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Look at the request again before you settle it."))
        return redirect("accounts:person", reset.user.public_id)
    try:
        action(by=request.user, reset=reset, version=form.cleaned_data["version"])
    except Stale:
        problem = _("This changed while you looked at it. It stands here now as it is.")
        return _person_page(request, reset.user, status=409, problem=problem)
    except Refused as refused:
        return _person_page(request, reset.user, status=422, problem=str(refused))
    messages.success(request, told)
    return redirect("accounts:person", reset.user.public_id)
