"""Pages about offices, the people with access, and oneself."""

from django.db.models import Count, Prefetch, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.accounts import actions
from cases.accounts.access_presenters import AccountPresenter
from cases.accounts.filters import OFFICE_ORDERS, USER_ORDERS, OfficeFilter, UserFilter, with_signs
from cases.accounts.forms import EditOfficeForm, NewOfficeForm, ReopenForm, office_initial
from cases.accounts.leaving import may_end_role_of
from cases.accounts.office_history import office_history
from cases.accounts.presenters import MemberPresenter, OfficePresenter, SessionEnd
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import Child, Membership, Office, User
from cases.policy.permissions import Permission

WORKING_NOW = Count("memberships", filter=Q(memberships__to_date__isnull=True))


@require_safe
@requires(Permission.VIEW_OFFICES)
def offices(request):
    """Offices with how many people work at each."""
    rows = Office.objects.visible_to(request.user).select_related("country").annotate(people=WORKING_NOW)
    found = listing(request, OfficeFilter(request.GET, queryset=rows), orders=OFFICE_ORDERS, default="name")
    context = {
        "listing": found,
        "offices": [OfficePresenter(office, people=office.people) for office in found.page],
        "may_manage": request.user.may(Permission.MANAGE_OFFICES),
    }
    return render(request, "accounts/office_list.html", context, status=found.status)


@require_safe
@requires(Permission.VIEW_OFFICES)
def office(request, public_id):
    """One office; its people for colleagues and administrators, its children for those who open their files."""
    user = request.user
    rows = Office.objects.select_related("country").annotate(people=WORKING_NOW)
    found = get_for(user, rows, public_id=public_id)
    is_own = found.pk == user.office_id
    members = Membership.objects.visible_to(user).current().filter(office=found)
    may_manage = user.may(Permission.MANAGE_OFFICES)
    context = {
        "office": OfficePresenter(found, people=found.people),
        "public_id": found.public_id,
        "members": [
            MemberPresenter(member.user, member, may_end=_may_end(user, member))
            for member in members.select_related("user", "office", "state").order_by("user__full_name", "pk")
        ],
        "shows_members": is_own or user.may(Permission.MANAGE_USERS),
        "keeps_accounts": user.may(Permission.MANAGE_USERS),
        "children": _children_of(user) if is_own and user.may(Permission.VIEW_CASES) else None,
        "may_manage": may_manage,
        "left": actions.left_at(found) if may_manage and found.closed_date is None else None,
        "history": office_history(found) if may_manage else [],
    }
    return render(request, "accounts/office_detail.html", context)


def _may_end(user, membership):
    return user.may(Permission.HAND_ON_CASES) and may_end_role_of(user, membership.user, membership)


def _children_of(user):
    children = Child.objects.visible_to(user)
    return {"all": children.count(), "open": children.open().count()}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_OFFICES)
def office_add(request):
    """A new office."""
    if made := sent_before(request):
        return redirect("accounts:office_detail", made)
    form = NewOfficeForm(posted(request), user=request.user)
    if made := saved(
        request,
        form,
        lambda: actions.add_office(by=request.user, **form.cleaned_data),
        told=_("The office is on the list."),
    ):
        return redirect("accounts:office_detail", made)
    return _office_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_OFFICES)
def office_edit(request, public_id):
    """Change an office, or close it; two versions side by side when both were changed."""
    found = get_for(request.user, Office.objects, public_id=public_id)
    name, filed, stamp = found.name, office_initial(found), stamp_of(found)
    form = EditOfficeForm(
        kept(posted(request), filed), instance=found, initial={"version": stamp}, user=request.user
    )
    try:
        if saved(
            request, form, lambda: actions.update_office(by=request.user, office=found, **form.cleaned_data)
        ):
            return redirect("accounts:office_detail", public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=office_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=reverse("accounts:office_detail", args=[public_id]),
            title=_("Edit an office"),
        )
    return _office_form(request, form, public_id=public_id, name=name)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_OFFICES)
def office_reopen(request, public_id):
    """Open an office again that was closed, with a reason."""
    found = get_for(request.user, Office.objects, public_id=public_id)
    if sent_before(request):
        return redirect("accounts:office_detail", public_id)
    form = ReopenForm(posted(request), user=request.user, initial={"version": stamp_of(found)})
    try:
        if saved(
            request,
            form,
            lambda: actions.reopen_office(by=request.user, office=found, **form.cleaned_data),
            told=_("The office is open again."),
        ):
            return redirect("accounts:office_detail", public_id)
    except Stale as stale:
        again = {"version": stale.current.version, "reason": request.POST.get("reason", "")}
        form = ReopenForm(user=request.user, initial=again)
        return _reopen_page(request, stale.current.row, form, status=409)
    return _reopen_page(request, found, form, status=422 if form.is_bound else 200)


def _reopen_page(request, office, form, *, status):
    context = {
        "form": form,
        "office": OfficePresenter(office),
        "changed": last_change(office) if status == 409 else None,
    }
    return render(request, "accounts/office_reopen.html", context, status=status)


def _office_form(request, form, **context):
    status = 422 if form.errors else 200
    return render(request, "accounts/office_form.html", {"form": form, **context}, status=status)


@require_safe
@requires(Permission.MANAGE_USERS)
def users(request):
    """Everybody with access: state, role, office or State, second factor, and when last seen."""
    current = Membership.objects.current().select_related("office", "state")
    rows = with_signs(User.objects.visible_to(request.user)).prefetch_related(
        Prefetch("memberships", queryset=current, to_attr="current_memberships")
    )
    found = listing(request, UserFilter(request.GET, queryset=rows), orders=USER_ORDERS, default="name")
    people = [AccountPresenter(user, next(iter(user.current_memberships), None)) for user in found.page]
    return render(
        request, "accounts/user_list.html", {"listing": found, "people": people}, status=found.status
    )


@require_safe
@requires(*Permission)
def profile(request):
    """One's own page: who one is here, what the role may do, and the way to one's own settings."""
    context = {
        "me": MemberPresenter(request.user, request.user.membership),
        "session": SessionEnd(request.session),
    }
    return render(request, "accounts/profile.html", context)
