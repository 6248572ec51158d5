"""The forms about family groups, each opened from the case of one child."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.children.presenters import ChildPresenter
from cases.components.conflicts import conflict_response, settled
from cases.components.forms import posted
from cases.components.saving import saved
from cases.errors import Stale
from cases.families import actions, forms
from cases.models import Child, FamilyGroup, FamilyMembership
from cases.people.correcting import Correction, correct_entry
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]
CORRECTION = Correction(forms.CorrectMembershipForm, forms.membership_initial, actions.correct_membership)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def unity(request, public_id):
    """Record whether the siblings stay together; ``?group=`` chooses among several groups of the child."""
    child = _child(request, public_id)
    group = _chosen_group(request, child)
    initial = {**forms.unity_initial(group), "version": actions.version_of(group)}
    filed = {name: [str(value)] for name, value in initial.items() if name != "version"}
    data = settled(request.POST, filed) if request.method == "POST" else None
    form = forms.UnityForm(data, user=request.user, initial=initial)
    title = _("Do the siblings stay together?")
    try:
        if saved(
            request, form, lambda: actions.decide_unity(by=request.user, group=group, **form.cleaned_data)
        ):
            return redirect("casefile:detail", public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=forms.unity_initial(stale.current.group),
            changed=last_change(stale.current.group),
            back_url=reverse("casefile:detail", args=[public_id]),
            title=title,
        )
    return _page(request, child, form, title, group=group)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def join(request, public_id):
    """Add the child to a family group."""
    child = _child(request, public_id)
    form = forms.JoinForm(posted(request), user=request.user)
    if saved(request, form, lambda: actions.join(by=request.user, child=child, **form.cleaned_data)):
        return redirect("casefile:detail", public_id)
    return _page(request, child, form, _("To which family does the child belong?"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def leave(request, public_id):
    """Take the child out of a family group."""
    child = _child(request, public_id)
    form = forms.LeaveForm(posted(request), user=request.user, groups=_groups(request, child))
    if saved(request, form, lambda: actions.leave(by=request.user, child=child, **form.cleaned_data)):
        return redirect("casefile:detail", public_id)
    return _page(request, child, form, _("Take the child out of a family group"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def correct(request, public_id):
    """Correct since when the child belonged to a group of the own office, or take a wrong entry out."""
    own = FamilyMembership.objects.filter(group__in=FamilyGroup.objects.visible_to(request.user))
    rows = own.select_related("group", "person__child", "person__guardian")
    row = get_for(request.user, rows, public_id=public_id)
    advice = _("Family group: %(name)s") % {"name": row.group.name}
    return correct_entry(request, row, row.person, CORRECTION, advice=advice)


def _child(request, public_id):
    return get_for(request.user, Child.objects.select_related("person"), public_id=public_id)


def _groups(request, child):
    """The groups of the own office that the child belongs to now."""
    belonging = child.person.family_memberships.current().values("group")
    return FamilyGroup.objects.visible_to(request.user).filter(pk__in=belonging).order_by("pk")


def _memberships(request, child):
    """Every time that the child belonged to a group of the own office, latest first."""
    own = FamilyMembership.objects.filter(group__in=FamilyGroup.objects.visible_to(request.user))
    return own.filter(person=child.person).select_related("group").newest_first()


def _chosen_group(request, child):
    """The group named in the address, else the first; 404 where the child belongs to none."""
    groups = list(_groups(request, child))
    chosen = [group for group in groups if str(group.public_id) == request.GET.get("group")] or groups
    if not chosen:
        raise Http404
    return chosen[0]


def _page(request, child, form, title, *, group=None):
    context = {
        "child": ChildPresenter(child),
        "form": form,
        "title": title,
        "group": group,
        "memberships": [] if group else _memberships(request, child),
    }
    return render(request, "families/form.html", context, status=422 if form.is_bound else 200)
