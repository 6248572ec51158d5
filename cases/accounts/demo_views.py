"""One click into the demonstration."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.accounts.demo import demo_person

BACKEND = "cases.access.backend.MembershipBackend"


@login_not_required
@require_POST
def enter(request, role):
    """Sign in the invented person of ``role``; 404 outside a demonstration and for an unknown role."""
    person = demo_person(role)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return redirect("home:start")
