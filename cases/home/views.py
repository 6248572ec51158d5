"""The start page: what waits for the reader, by role."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import requires
from cases.policy.permissions import Permission


@require_safe
@requires(*Permission)
def start(request):
    """What the reader's role asks for first."""
    return render(request, "home/start.html")
