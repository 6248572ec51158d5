"""Keeping words while somebody types them, and discarding them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import get_for, in_background, nothing_typed, requires
from cases.components.forms import sent_before
from cases.enums import UnsentKind
from cases.errors import Refused
from cases.models import Child
from cases.policy.permissions import Permission
from cases.unsent import texts
from cases.unsent.presenters import Unsent

HOME = "home"


@require_POST
@requires(Permission.EDIT_CASES)
@in_background
def keep(request, public_id, kind):
    """Keep what stands in a form about a child: 204, with the time when anything was kept."""
    child, kind = _asked(request, public_id, kind)
    if texts.WORDS[kind] not in request.POST:
        return HttpResponse(status=422)
    if sent_before(request):
        # It was on its way while the form itself was saved.
        return HttpResponse(status=204)
    try:
        row = texts.keep(by=request.user, child=child, kind=kind, typed=request.POST)
    except Refused:
        return HttpResponse(status=422)
    at = {"Kept-At": formats.date_format(timezone.localtime(row.updated_at), "H:i")} if row else {}
    return HttpResponse(status=204, headers=at)


@require_POST
@requires(Permission.EDIT_CASES)
@nothing_typed
def discard(request, public_id, kind):
    """Discard what was kept."""
    child, kind = _asked(request, public_id, kind)
    texts.remove(by=request.user, child=child, kind=kind)
    messages.success(request, _("What was not saved is discarded."))
    return redirect("home:start" if HOME in request.POST else Unsent(child, kind).url)


def _asked(request, public_id, kind):
    if kind not in UnsentKind.values:
        raise Http404
    return get_for(request.user, Child.objects, public_id=public_id), UnsentKind(kind)
