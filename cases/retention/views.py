"""How long things are kept, files whose period is over, and legal holds."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.enums import SubjectRequestKind
from cases.errors import Stale
from cases.models import Child, LegalHold, RetentionPeriod, SubjectRequest
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.retention import holding
from cases.retention.classes import all_classes, class_of
from cases.retention.due import ORDER, due_files
from cases.retention.forms import HoldForm, KeepForm, LiftForm, PeriodForm
from cases.retention.presenters import DueRow, retention_lines, with_retention
from cases.retention.setting import set_period, stamp_of_period

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_PERIODS)
def periods(request):
    """What is kept how long, from when on, and what happens then."""
    context = {"classes": all_classes(), "may_set": request.user.may(Permission.SET_PERIODS)}
    return render(request, "retention/periods.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.SET_PERIODS)
def period(request, code):
    """Set the period of one class; both versions side by side when two did."""
    spec = class_of(code)
    if spec is None or not spec.can_be_set:
        raise Http404
    row = RetentionPeriod.objects.visible_to(request.user).filter(kind=code).first()
    filed = {"years": spec.years, "until_age": spec.until_age}
    form = PeriodForm(
        kept(posted(request), filed), user=request.user, initial={**filed, "version": stamp_of_period(row)}
    )
    try:
        if saved(request, form, lambda: set_period(by=request.user, kind=code, **form.cleaned_data)):
            return redirect("retention:periods")
    except Stale as stale:
        now = stale.current.row
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"years": now.years, "until_age": now.until_age},
            changed=last_change(now),
            back_url=request.path,
            title=_("Set a period"),
        )
    return render(request, "retention/period.html", {"form": form, "spec": spec}, status=_status(form))


@require_safe
@requires(Permission.END_FILES)
def due(request):
    """Files of the office whose period is over, the oldest first, and requests to erase one."""
    files = due_files(Child.objects.visible_to(request.user), timezone.localdate())
    page = page_of(files.select_related("person").prefetch_related("person__names"), ORDER, request.GET)
    previous, following = page_links(request, page)
    asked = SubjectRequest.objects.visible_to(request.user).open().filter(kind=SubjectRequestKind.ERASE)
    context = {
        "rows": [DueRow(child) for child in page],
        "count": count_up_to(files),
        "previous": previous,
        "next": following,
        "asked": asked.select_related("child").order_by("due_date", "pk"),
        "office": request.user.office,
    }
    return render(request, "retention/due.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
def review(request, public_id):
    """Look at one file whose period is over: keep it longer here, or go on to a hold or its erasure."""
    child = _child_for(request, public_id)
    if sent_before(request):
        return redirect("retention:due")
    form = KeepForm(posted(request), user=request.user)
    told = _("The file is kept longer.")
    if saved(
        request,
        form,
        lambda: holding.keep_longer(by=request.user, child=child, **form.cleaned_data),
        told=told,
    ):
        return redirect("retention:due")
    context = {"row": DueRow(child), "lines": retention_lines(child)}
    return _page(request, "retention/review.html", form, child, **context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
def hold(request, public_id):
    """Put a file on legal hold."""
    child = _child_for(request, public_id)
    if sent_before(request):
        return redirect("casefile:detail", public_id)
    form = HoldForm(posted(request), user=request.user)
    told = _("The file is on hold: nothing of it can be erased.")
    if saved(
        request, form, lambda: holding.hold(by=request.user, child=child, **form.cleaned_data), told=told
    ):
        return redirect("casefile:detail", public_id)
    return _page(request, "retention/hold.html", form, child)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
def lift(request, public_id):
    """Lift a hold, for a reason."""
    row = get_for(
        request.user, LegalHold.objects.select_related("child", "set_by", "lifted_by"), public_id=public_id
    )
    child = _child_for(request, row.child.public_id)
    form = LiftForm(posted(request), user=request.user, initial={"version": stamp_of(row)})
    try:
        if saved(
            request,
            form,
            lambda: holding.lift(by=request.user, hold=row, **form.cleaned_data),
            told=_("The hold is lifted."),
        ):
            return redirect("casefile:detail", child.public_id)
    except Stale:
        row.refresh_from_db()
        return _page(request, "retention/lift.html", form, child, status=409, hold=row, is_stale=True)
    return _page(request, "retention/lift.html", form, child, hold=row)


def _child_for(request, public_id):
    rows = with_retention(Child.objects.select_related("person", "office").prefetch_related("person__names"))
    return get_for(request.user, rows, public_id=public_id)


def _page(request, template, form, child, *, status=None, **more):
    context = {"form": form, "child": child, "name": PersonPresenter(child.person).name, **more}
    return render(request, template, context, status=status or _status(form))


def _status(form):
    return 422 if form.is_bound else 200
