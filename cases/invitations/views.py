"""Pages of those who invite: who is invited, inviting somebody, sending again, taking back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import freshly_signed_in, get_for, nothing_typed, requires
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.errors import Refused
from cases.invitations import actions
from cases.invitations.forms import InviteForm
from cases.invitations.presenters import InvitationPresenter
from cases.models import Invitation
from cases.policy.permissions import Permission

INVITES = (Permission.INVITE_ANYBODY, Permission.INVITE_CASEWORKERS)


@require_safe
@requires(*INVITES)
def invitations(request):
    """Open invitations, the latest first; those whose time is over are among them."""
    rows = Invitation.objects.visible_to(request.user).open()
    page = page_of(rows.with_parts(), ("-sent_at",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "invitations": [InvitationPresenter(row) for row in page],
        "count": count_up_to(rows),
        "previous": previous,
        "next": following,
        "office": None if request.user.may(Permission.INVITE_ANYBODY) else request.user.office,
        "mail_url": _demo_mail(),
    }
    return render(request, "invitations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*INVITES)
@freshly_signed_in
def add(request):
    """Invite somebody; the mail leaves at once."""
    if made := sent_before(request):
        return redirect("invitations:detail", made)
    form = InviteForm(posted(request), user=request.user)
    if made := saved(
        request,
        form,
        lambda: actions.invite(by=request.user, url_for=_url_for(request), **form.cleaned_data),
        told=_("The invitation is on its way."),
    ):
        return redirect("invitations:detail", made)
    office = None if "office" in form.fields else request.user.office
    status = 422 if form.errors else 200
    return render(request, "invitations/form.html", {"form": form, "office": office}, status=status)


@require_safe
@requires(*INVITES)
def detail(request, public_id):
    """One invitation, and what can be done with it."""
    found = get_for(request.user, Invitation.objects.with_parts(), public_id=public_id)
    context = {"invitation": InvitationPresenter(found), "mail_url": _demo_mail()}
    return render(request, "invitations/detail.html", context)


@require_POST
@requires(*INVITES)
@nothing_typed
@freshly_signed_in
def send_again(request, public_id):
    """A new link; the old one is dead."""
    found = get_for(request.user, Invitation.objects, public_id=public_id)
    return _done(
        request,
        found,
        lambda: actions.send_again(by=request.user, invitation=found, url_for=_url_for(request)),
        _("A new link is on its way; the old one is dead."),
    )


@require_POST
@requires(*INVITES)
@nothing_typed
@freshly_signed_in
def withdraw(request, public_id):
    """Take an invitation back."""
    found = get_for(request.user, Invitation.objects, public_id=public_id)
    return _done(
        request,
        found,
        lambda: actions.withdraw(by=request.user, invitation=found),
        _("The invitation is withdrawn; its link is dead."),
    )


def _done(request, invitation, act, told):
    try:
        act()
    except Refused as refused:
        messages.warning(request, refused)
    else:
        messages.success(request, told)
    return redirect("invitations:detail", invitation.public_id)


def _url_for(request):
    return lambda code: request.build_absolute_uri(reverse("welcome:open", args=[code]))


def _demo_mail():
    """The page that shows the mails of a demonstration; empty anywhere else."""
    try:
        return reverse("mailbox:list")
    except NoReverseMatch:
        return ""
