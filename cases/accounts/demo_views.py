"""One click into the demonstration."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases.access import came_as_invented
from cases.access import enter as sign_in
from cases.accounts.demo import demo_person


@login_not_required
@require_POST
def enter(request, role):
    """Sign in the invented person of ``role``, whose button stands in for passphrase and second factor.

    404 outside a demonstration and for an unknown role.
    """
    person = demo_person(role)
    if person is None:
        raise Http404
    sign_in(request, person, means="demonstration")
    came_as_invented(request, person)
    return redirect(_way_back(request))


def _way_back(request):
    """The page that led to the door, where it is one of ours; the start page otherwise."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else "home:start"
