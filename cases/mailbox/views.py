"""What a demonstration would have sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.mailbox.backend import latest


@login_not_required
@require_safe
def mails(request):
    """The mails of the last three days, the latest first; 404 outside a demonstration."""
    if not settings.DEMO:
        raise Http404
    return render(request, "mailbox/list.html", {"mails": latest()})
