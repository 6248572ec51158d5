"""Following the link of an invitation: a passphrase, and on to the second factor."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import enter
from cases.components.forms import posted
from cases.errors import Refused
from cases.invitations import actions
from cases.invitations.codes import hash_of
from cases.invitations.forms import PassphraseForm
from cases.invitations.presenters import InvitationPresenter
from cases.models import Invitation

HELD = "invitation"


@login_not_required
@require_safe
def open_link(request, code):
    """The link itself: what it is for is noted in the session, and its address is left at once, good or not."""
    request.session[HELD] = hash_of(code)
    response = redirect("welcome:accept")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request):
    """Choose a passphrase; the account is made, and the next page asks for the second factor.

    410 for a link that is no good any more, 404 for one that never was.
    """
    invitation = _invitation_of(request)
    if invitation is None or not invitation.is_good:
        return _closed(request, invitation)
    if request.user.is_authenticated:
        return render(request, "invitations/somebody_else.html", _shown(invitation))
    form = PassphraseForm(posted(request), invitation=invitation)
    if form.is_valid():
        try:
            user = actions.accept(invitation=invitation, password=form.cleaned_data["passphrase"])
        except Refused:
            return _closed(request, invitation)
        return _go_on(request, user)
    status = 422 if form.is_bound else 200
    return render(request, "invitations/accept.html", {"form": form, **_shown(invitation)}, status=status)


@login_not_required
@require_POST
def leave(request):
    """Sign out whoever sits at this browser, and go on with the invitation."""
    held = request.session.get(HELD, "")
    logout(request)
    request.session[HELD] = held
    return redirect("welcome:accept")


def _invitation_of(request):
    held = request.session.get(HELD)
    return Invitation.objects.with_parts().filter(token_hash=held).first() if held else None


def _shown(invitation):
    return {"invitation": InvitationPresenter(invitation)}


def _go_on(request, user):
    enter(request, user, means="invitation")
    request.session.pop(HELD, None)
    # The passphrase was typed just now: it is not asked for again on the very next page.
    reauthenticate_by_password(request)
    return redirect("mfa_index")


def _closed(request, invitation):
    status = 404 if invitation is None else 410
    context = _shown(invitation) if invitation else {}
    return render(request, "invitations/closed.html", context, status=status)
