"""Pages on which another office reads a file: what it was shown until a day, or all of it in an emergency.

Nothing here goes by ``visible_to`` of children: that rule is for the office that keeps a file, which alone writes to
it. These pages begin at the referral or the opening, and end with it.
"""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import get_for, requires
from cases.audit.record import read
from cases.casefile.loading import case_rows, load_case
from cases.casefile.reading import ReferredFile, WholeFile
from cases.models import EmergencyOpening, Referral
from cases.models.wall import everything
from cases.policy.permissions import Permission
from cases.traffic.presenters import OpeningRow, ReferralRow


@require_safe
@requires(Permission.VIEW_CASES)
@everything("The file of another office, shown for a time or opened in an emergency, and recorded.")
def referred(request, public_id):
    """The named parts of a file, for an office that was given them, until the day; each opening is in the trail."""
    running = Referral.objects.running_on(timezone.localdate())
    rows = running.select_related("child", "giving_office", "to_office", "given_by")
    referral = get_for(request.user, rows, public_id=public_id)
    if referral.to_office_id != request.user.office_id:
        raise Http404
    read(
        by=request.user,
        subject="casefile:referred",
        ids=[referral.child.public_id, referral.public_id],
    )
    case = load_case(case_rows().get(pk=referral.child_id), reader=request.user)
    context = {
        "child": case.child,
        "referral": referral,
        "row": ReferralRow(referral, request.user.office_id),
        "file": ReferredFile(case, referral),
    }
    return render(request, "casefile/referred.html", context)


@require_safe
@requires(Permission.OPEN_IN_EMERGENCY)
@everything("The file of another office, shown for a time or opened in an emergency, and recorded.")
def emergency(request, public_id):
    """The whole file, for the one who opened it, until the hours are over; each look is in the trail."""
    running = EmergencyOpening.objects.running_at(timezone.now())
    rows = running.select_related("child", "office", "opened_by", "opened_for")
    opening = get_for(request.user, rows, public_id=public_id)
    if (opening.opened_by_id, opening.opened_for_id) != (request.user.pk, request.user.office_id):
        raise Http404
    read(
        by=request.user,
        subject="casefile:emergency",
        ids=[opening.child.public_id, opening.public_id],
    )
    case = load_case(case_rows().get(pk=opening.child_id), reader=request.user)
    context = {
        "child": case.child,
        "opening": opening,
        "row": OpeningRow(opening),
        "file": WholeFile(case, reader=request.user),
    }
    return render(request, "casefile/emergency.html", context)
