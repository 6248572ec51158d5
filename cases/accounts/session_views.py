"""What belongs to the one who is signed in: how long until the end, where else, and the language."""

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from cases.access import in_background, nothing_typed, requires
from cases.accounts.actions import choose_language as keep_language
from cases.accounts.languages import remember_language
from cases.accounts.presenters import SessionEnd
from cases.accounts.sessions import EndForm, open_sessions
from cases.policy.permissions import Permission


@require_safe
@requires(*Permission)
@in_background
def time_left(request):
    """When this session ends; asking does not put it off."""
    return _told(request)


@require_POST
@requires(*Permission)
def stay(request):
    """Somebody is there: that was said by asking for this."""
    return _told(request)


@require_POST
@requires(*Permission)
@nothing_typed
def choose_language(request):
    """Read in another language from now on, and after each sign-in."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        messages.error(request, _("Choose one of the languages."))
        return redirect("accounts:profile")
    keep_language(user=request.user, language=language)
    with override(language):
        messages.success(request, _("Pages are shown in this language, here and when you sign in next."))
    return remember_language(redirect("accounts:profile"), language)


def _told(request):
    return JsonResponse(SessionEnd(request.session).as_words())


@require_safe
@requires(*Permission)
def sessions(request):
    """Where one is signed in, and a button for each place to end it there."""
    return _shown(request, open_sessions(request))


@require_POST
@requires(*Permission)
@nothing_typed
def end(request):
    """End one session, all others, or all."""
    found = open_sessions(request)
    form = EndForm(request.POST, sessions=found)
    if not form.is_valid():
        return _shown(request, found, form=form, status=422)
    if not form.end(request):
        return redirect("account_login")
    messages.success(request, _("It is ended."))
    return redirect("accounts:sessions")


def _shown(request, found, form=None, status=200):
    context = {
        "sessions": found,
        "has_others": any(not one.is_current for one in found),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "form": form,
    }
    return render(request, "accounts/sessions.html", context, status=status)
