"""Breaking the glass: whoever opens what is known about persons in the repair tool says why first (promise 4).

The reason is in the trail, which data-protection officers read, before anything is shown; it holds for four hours, in this
session and for this person alone.
"""

import time

from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from cases.audit import record
from cases.models.wall import everything_from_here

SUBJECT = "admin:records"
BROKEN = "glass_broken"
LONGEST_SECONDS = 4 * 60 * 60
SHORTEST_REASON = 20


class ReasonForm(forms.Form):
    """Why somebody has to read records of persons here."""

    reason = forms.CharField(
        label=_("Why you have to read records of persons here"),
        min_length=SHORTEST_REASON,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "In a sentence. It stands in the trail, where data-protection officers read it; name no child."
        ),
    )


def is_broken(request):
    """Whether whoever is signed in has said why within the last four hours, in this session."""
    said = request.session.get(BROKEN) or {}
    return said.get("user") == request.user.pk and said.get("until", 0) > time.time()


def shut(request):
    """The way to where the reason is asked for; ``None`` where it was given."""
    if is_broken(request):
        everything_from_here("The repair tool shows the records of every office to whoever has said why.")
        return None
    wanted = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return redirect(f"{reverse('admin:reason')}?{wanted}")


def break_glass(request, reason):
    """Record why, and open the records for four hours."""
    record.overridden(by=request.user, subject=SUBJECT, detail={"reason": reason})
    request.session[BROKEN] = {"user": request.user.pk, "until": time.time() + LONGEST_SECONDS}


def way_on(request):
    """The page that was wanted, where it is one of this site; the start of the repair tool otherwise."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else reverse("admin:index")
