"""Opening a file of another office in an emergency, being told of it, and reviewing it."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import freshly_signed_in, get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import EmergencyNotice, EmergencyOpening
from cases.models.wall import everything
from cases.policy.permissions import Permission
from cases.traffic import emergencies
from cases.traffic.forms import EmergencyForm, ReviewForm
from cases.traffic.presenters import OpeningRow

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.OPEN_IN_EMERGENCY)
@freshly_signed_in
@everything(
    "An emergency opens a file that another office keeps; it is found by its number alone, and recorded."
)
def emergency(request):
    """State the emergency; the file is read on the page after it was recorded."""
    if made := sent_before(request):
        return redirect("casefile:emergency", made)
    form = EmergencyForm(posted(request), user=request.user)
    told = _("Recorded, and the office that keeps the file is told.")
    made = saved(
        request, form, lambda: emergencies.open_file(by=request.user, **form.cleaned_data), told=told
    )
    if made:
        return redirect("casefile:emergency", made)
    context = {"form": form, "running": _own_running(request)}
    return render(request, "traffic/emergency.html", context, status=422 if form.is_bound else 200)


def _own_running(request):
    """What this person may still read."""
    rows = _rows(request).filter(opened_by=request.user, opened_for=request.user.office_id)
    return [OpeningRow(opening) for opening in rows.running_at(timezone.now()).order_by("-pk")]


@require_safe
@requires(Permission.REVIEW_EMERGENCIES)
@everything(
    "An emergency opens a file that another office keeps; it is found by its number alone, and recorded."
)
def openings(request):
    """All emergency openings, the newest first."""
    page = page_of(_rows(request), ("-created_at",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "rows": [OpeningRow(opening) for opening in page],
        "count": count_up_to(_rows(request)),
        "previous": previous,
        "next": following,
    }
    return render(request, "traffic/openings.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.REVIEW_EMERGENCIES)
@everything(
    "An emergency opens a file that another office keeps; it is found by its number alone, and recorded."
)
def review(request, public_id):
    """Say what was found of one opening."""
    opening = get_for(request.user, _rows(request), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("traffic:openings")
    initial = {
        "version": stamp_of(opening),
        "outcome": opening.outcome,
        "reason": opening.review_reason,
    }
    form = ReviewForm(posted(request), user=request.user, initial=initial)
    try:
        if saved(
            request,
            form,
            lambda: emergencies.review(by=request.user, opening=opening, **form.cleaned_data),
        ):
            return redirect("traffic:openings")
    except Stale:
        now = get_for(request.user, _rows(request), public_id=public_id)
        return _review_page(request, now, form, status=409)
    return _review_page(request, opening, form, status=422 if form.is_bound else 200)


def _review_page(request, opening, form, *, status):
    context = {"row": OpeningRow(opening), "form": form, "is_stale": status == 409}
    return render(request, "traffic/review.html", context, status=status)


@require_POST
@requires(Permission.VIEW_CASES)
def put_away(request, public_id):
    """Put away the line that a file was opened."""
    notice = get_for(request.user, EmergencyNotice.objects.all(), public_id=public_id)
    emergencies.put_away(by=request.user, notice=notice)
    return redirect("home:start")


def _rows(request):
    return EmergencyOpening.objects.visible_to(request.user).select_related(
        "child", "office", "opened_by", "opened_for", "reviewed_by"
    )
