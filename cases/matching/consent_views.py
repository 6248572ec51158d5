"""Requests between offices: asking whether two records may be compared, answering, taking back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to, page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.enums import MatchRequestState
from cases.errors import Refused, Stale
from cases.matching import consent as actions
from cases.matching.queue import matches_for, read_names, requests_for, with_row_parts
from cases.matching.review_forms import AskForm, ConsentForm
from cases.matching.review_presenters import MatchRow, RequestRow
from cases.models.wall import everything
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def requests(request):
    """Requests that the office made or received, the newest first."""
    office_id = request.user.office_id
    page = page_of(_rows(request), ("-created_at",), request.GET)
    read_names([one.match for one in page], office_id)
    previous, following = page_links(request, page)
    context = {
        "rows": [RequestRow(one, office_id) for one in page],
        "count": count_up_to(_rows(request)),
        "previous": previous,
        "next": following,
        "office": request.user.office,
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "matching/requests.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def ask(request, public_id):
    """Ask the office that keeps the other record whether the two may be compared."""
    match = get_for(request.user, with_row_parts(matches_for(request.user)), public_id=public_id)
    office_id = request.user.office_id
    if actions.is_within(office_id, match):
        raise Http404
    if sent_before(request) is not None:
        return redirect("matching:pair", public_id)
    form = AskForm(posted(request), user=request.user)
    told = _("The other office is asked.")
    if saved(
        request, form, lambda: actions.ask(by=request.user, match=match, **form.cleaned_data), told=told
    ):
        return redirect("matching:pair", public_id)
    read_names([match], office_id)
    context = {"match": MatchRow(match, office_id), "form": form}
    return render(request, "matching/ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def consent(request, public_id):
    """Answer a request of another office, beside one's own record; nothing is shown of theirs."""
    asked = get_for(request.user, _rows(request), public_id=public_id)
    office_id = request.user.office_id
    if asked.holding_office_id != office_id:
        raise Http404
    is_over = asked.state != MatchRequestState.ASKED
    if sent_before(request) is not None or (is_over and request.method != "POST"):
        return redirect("matching:pair", asked.match.public_id)
    initial = {**ConsentForm.opened_with(), "version": asked.version}
    form = ConsentForm(posted(request), user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: _answer(request, asked, form)):
            return redirect("matching:requests")
    except Stale as stale:
        return _consent_page(request, _of(stale.current.row, asked.match), form, status=409)
    return _consent_page(request, asked, form, status=422 if form.is_bound else 200)


def _consent_page(request, asked, form, *, status):
    office_id = request.user.office_id
    read_names([asked.match], office_id)
    context = {"asked": RequestRow(asked, office_id), "form": form, "is_stale": status == 409}
    return render(request, "matching/consent.html", context, status=status)


def _of(request, match):
    """A request as it was read again, with its pair and offices."""
    request.match = match
    return request


def _answer(request, asked, form):
    typed = dict(form.cleaned_data)
    if typed.pop("decision") == MatchRequestState.GRANTED:
        return actions.grant(by=request.user, request=asked, **typed)
    typed.pop("until")
    return actions.refuse(by=request.user, request=asked, **typed)


@require_POST
@requires(Permission.EDIT_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def withdraw(request, public_id):
    """Take back a request, or end a comparison that was consented to."""
    asked = get_for(request.user, _rows(request), public_id=public_id)
    if asked.state == MatchRequestState.ASKED and asked.asking_office_id != request.user.office_id:
        raise Http404
    try:
        actions.withdraw(by=request.user, request=asked)
    except Refused as refused:
        messages.warning(request, refused)
    else:
        messages.success(request, _("Taken back. The two records can no longer be compared."))
    return redirect("matching:requests")


def _rows(request):
    """Requests of the office with their pairs, as ``RequestRow`` takes them."""
    return requests_for(request.user).select_related(
        "asking_office",
        "holding_office",
        "asked_by",
        "match__first__child",
        "match__first__guardian",
        "match__second__child",
        "match__second__guardian",
    )
