"""The register of requests about own data, and the copy that is given out."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.numbered import is_over, opening
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.enums import ExportKind, SubjectRequestKind
from cases.errors import Stale
from cases.exports import file_name
from cases.models import Child, NumberedExport, SubjectRequest
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.subjects import actions
from cases.subjects.copying import copy_of
from cases.subjects.forms import AnswerForm, CopyForm, RequestForm
from cases.subjects.presenters import RequestRow

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES, Permission.CONFIRM_ERASURES)
@everything("The officer reads the register of every office, by number.")
def register(request):
    """All requests, the newest first; by number alone for the data-protection officer."""
    page = page_of(_rows(request), ("-asked_date",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "rows": [RequestRow(row, request.user) for row in page],
        "count": count_up_to(_rows(request)),
        "previous": previous,
        "next": following,
        "may_open": request.user.may(Permission.VIEW_CASES),
    }
    return render(request, "subjects/register.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def record(request, public_id):
    """Write down what somebody asks about the own data."""
    rows = Child.objects.select_related("person").prefetch_related("person__names")
    child = get_for(request.user, rows, public_id=public_id)
    if sent_before(request):
        return redirect("subjects:register")
    form = RequestForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.record_request(by=request.user, child=child, **form.cleaned_data),
        told=_("The request is in the register."),
    ):
        return redirect("subjects:register")
    context = {"form": form, "child": child, "name": PersonPresenter(child.person).name}
    return render(request, "subjects/record.html", context, status=422 if form.is_bound else 200)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
def answer(request, public_id):
    """Say how and when a request was answered."""
    row = get_for(request.user, _rows(request), public_id=public_id)
    initial = {"version": stamp_of(row)}
    form = AnswerForm(posted(request), user=request.user, initial=initial)
    try:
        if saved(
            request, form, lambda: actions.answer_request(by=request.user, request=row, **form.cleaned_data)
        ):
            return redirect("subjects:register")
    except Stale:
        row = get_for(request.user, _rows(request), public_id=public_id)
        return _request_page(request, "subjects/answer.html", row, form, status=409)
    return _request_page(request, "subjects/answer.html", row, form)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
def make(request, public_id):
    """Make a copy of everything that is kept, as a numbered export."""
    rows = _rows(request).filter(
        kind=SubjectRequestKind.ACCESS, child__in=Child.objects.visible_to(request.user)
    )
    row = get_for(request.user, rows, public_id=public_id)
    if made := sent_before(request):
        return redirect("subjects:copy", row.child.public_id, made)
    form = CopyForm(posted(request), user=request.user)
    made = saved(
        request,
        form,
        lambda: actions.give_copy(by=request.user, request=row, **form.cleaned_data),
        told=_("The copy has its number. Open it from here."),
    )
    if made:
        return redirect("subjects:copy", row.child.public_id, made)
    return _request_page(request, "subjects/make.html", row, form)


@require_safe
@requires(Permission.END_FILES)
def copy(request, public_id, export_id):
    """What was said about a copy, and from where it is opened."""
    made = _copy_for(request, public_id, export_id)
    if is_over(made):
        return _over(request, made)
    return render(request, "subjects/copy.html", {"child": made.child, "export": made})


@require_safe
@requires(Permission.END_FILES)
def download(request, public_id, export_id):
    """The copy as a file that machines read too, until its day; each opening is in the trail before its first byte."""
    made = _copy_for(request, public_id, export_id)
    if is_over(made):
        return _over(request, made)
    opening(by=request.user, export=made)
    name = file_name("own-data", "json", number=made.number)
    return JsonResponse(
        copy_of(made),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _copy_for(request, public_id, export_id):
    child = get_for(request.user, Child.objects.all(), public_id=public_id)
    rows = NumberedExport.objects.filter(kind=ExportKind.SUBJECT, child=child).select_related(
        "made_by", "child"
    )
    return get_for(request.user, rows, public_id=export_id)


def _over(request, made):
    return render(request, "components/export_over.html", {"child": made.child, "export": made}, status=410)


def _rows(request):
    rows = SubjectRequest.objects.visible_to(request.user)
    return rows.select_related("child", "child__office", "export", "recorded_by", "answered_by")


def _request_page(request, template, row, form, *, status=None):
    context = {"form": form, "row": RequestRow(row, request.user), "is_stale": status == 409}
    return render(request, template, context, status=status or (422 if form.is_bound else 200))
