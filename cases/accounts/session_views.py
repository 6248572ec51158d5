"""How long somebody stays signed in without doing anything, for the script that warns before the end."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST, require_safe

from cases.access import in_background, requires
from cases.accounts.presenters import SessionEnd
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


def _told(request):
    return JsonResponse(SessionEnd(request.session).as_words())
