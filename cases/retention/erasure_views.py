"""Asking for the erasure of a file, and the word of the second person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import freshly_signed_in, get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Refused, Stale
from cases.models import Child, Erasure
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.retention import erasing
from cases.retention.due import is_over
from cases.retention.forms import CONFIRM, AskForm, SettleForm
from cases.retention.presenters import ErasureRow, counted, retention_lines, with_retention

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES)
@freshly_signed_in
def ask(request, public_id):
    """Ask that a file be erased; what goes, what is sealed and what stays is counted on the page before."""
    rows = with_retention(Child.objects.select_related("person", "office").prefetch_related("person__names"))
    child = get_for(request.user, rows, public_id=public_id)
    if made := sent_before(request):
        return redirect("retention:erasure", made)
    form = AskForm(posted(request), user=request.user, initial={"seen_at": stamp_of(child)})
    made = saved(
        request,
        form,
        lambda: erasing.ask(
            by=request.user, child=child, seen_at=parse_datetime(form.cleaned_data["seen_at"]), **form.facts
        ),
        told=_("Asked for. A second person has to confirm it."),
    )
    if made:
        return redirect("retention:erasure", made)
    counts = erasing.counts_of(child)
    context = {
        "form": form,
        "child": child,
        "name": PersonPresenter(child.person).name,
        "removed": counted(counts["removed"]),
        "emptied": counted(counts["emptied"]),
        "lines": retention_lines(child),
        "is_over": is_over(child),
    }
    return render(request, "retention/ask.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.END_FILES, Permission.CONFIRM_ERASURES)
@everything("The officer confirms files of every office by their numbers.")
def erasures(request):
    """Erasures that wait and those that were settled, the newest first: for the office, or by number for the officer."""
    page = page_of(_rows(request), ("-asked_at",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "rows": [ErasureRow(erasure, request.user) for erasure in page],
        "count": count_up_to(_rows(request)),
        "previous": previous,
        "next": following,
    }
    return render(request, "retention/erasures.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.END_FILES, Permission.CONFIRM_ERASURES)
@everything("The officer confirms files of every office by their numbers.")
@freshly_signed_in
def erasure(request, public_id):
    """One erasure: what is asked, and the word of a second person. Who asked for it only reads."""
    row = get_for(request.user, _rows(request), public_id=public_id)
    if sent_before(request):
        return redirect("retention:erasures")
    form = SettleForm(posted(request), user=request.user, initial={"version": stamp_of(row)})
    try:
        if saved(request, form, lambda: _settled(request, row, form.cleaned_data), told=_told(form)):
            return redirect("retention:erasures")
    except Stale:
        row = get_for(request.user, _rows(request), public_id=public_id)
        return _erasure_page(request, row, form, status=409)
    return _erasure_page(request, row, form, status=422 if form.is_bound else 200)


def _settled(request, row, said):
    about = {"by": request.user, "erasure": row, "version": said["version"], "form_id": said["form_id"]}
    if said["decision"] == CONFIRM:
        return erasing.confirm(**about)
    return erasing.decline(**about, reason=said["reason"])


def _told(form):
    if form.data.get("decision") == CONFIRM:
        return _("The file is erased. Its number and this entry are left.")
    return _("The file is not erased.")


def _erasure_page(request, row, form, *, status):
    shown = ErasureRow(row, request.user)
    context = {
        "row": shown,
        "form": form if shown.is_waiting and not shown.is_own else None,
        "is_stale": status == 409,
        "may_open": request.user.may(Permission.VIEW_CASES) and not shown.is_done,
    }
    return render(request, "retention/erasure.html", context, status=status)


@require_POST
@requires(Permission.END_FILES)
def withdraw(request, public_id):
    """Take back what one asked for."""
    row = get_for(request.user, Erasure.objects.all(), public_id=public_id)
    try:
        erasing.withdraw(by=request.user, erasure=row)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("retention:erasure", public_id)
    messages.success(request, _("Taken back. Nothing is erased."))
    return redirect("retention:erasures")


def _rows(request):
    rows = Erasure.objects.visible_to(request.user).defer("sealed")
    return rows.select_related("child", "office", "asked_by", "settled_by")
