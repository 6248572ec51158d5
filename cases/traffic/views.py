"""Cases offered to another office, and its answer."""

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
from cases.enums import CaseMoveState
from cases.errors import Refused, Stale
from cases.models import CaseMove, Child
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.traffic import actions
from cases.traffic.along import Along, siblings_of
from cases.traffic.forms import AnswerForm, OfferForm
from cases.traffic.presenters import AlongWords, OfferRow
from cases.traffic.summaries import moves_with_parts

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
@everything("An offer tells its two offices of cases that one of them keeps; it is found by its offices.")
def offers(request):
    """Offers that the office made or received, the newest first."""
    page = page_of(moves_with_parts(request.user), ("-created_at",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "rows": [OfferRow(move, request.user) for move in page],
        "count": count_up_to(CaseMove.objects.visible_to(request.user)),
        "previous": previous,
        "next": following,
        "office": request.user.office,
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "traffic/offers.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def offer(request, public_id):
    """Offer a case, with its brothers and sisters, to another office."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("casefile:detail", public_id)
    siblings = siblings_of(child).visible_to(request.user)
    form = OfferForm(posted(request), user=request.user, siblings=siblings)
    told = _("Offered. The case stays with your office until the other one accepts.")
    if saved(request, form, lambda: _offer(request, child, form), told=told):
        return redirect("casefile:detail", public_id)
    along = Along([child, *siblings], child.office_id)
    context = {
        "form": form,
        "child": child,
        "name": PersonPresenter(child.person).name,
        "along": AlongWords(along, siblings),
    }
    return render(request, "traffic/offer.html", context, status=422 if form.is_bound else 200)


def _offer(request, child, form):
    typed = dict(form.cleaned_data)
    return actions.offer(by=request.user, children=[child, *typed.pop("siblings", ())], **typed)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.ACCEPT_CASES)
@everything("An offer tells its two offices of cases that one of them keeps; it is found by its offices.")
def answer(request, public_id):
    """Accept or decline what another office offers; until then a summary is all there is."""
    move = get_for(request.user, moves_with_parts(request.user), public_id=public_id)
    if move.to_office_id != request.user.office_id:
        raise Http404
    row = OfferRow(move, request.user)
    if sent_before(request) is not None or (not row.is_waiting and request.method != "POST"):
        return redirect("traffic:offers")
    form = AnswerForm(posted(request), user=request.user, initial={"version": move.version})
    try:
        if saved(request, form, lambda: _answer(request, move, form)):
            return redirect("traffic:offers")
    except Stale:
        now = get_for(request.user, moves_with_parts(request.user), public_id=public_id)
        return _answer_page(request, OfferRow(now, request.user), form, status=409)
    return _answer_page(request, row, form, status=422 if form.is_bound else 200)


def _answer_page(request, row, form, *, status):
    context = {"row": row, "form": form, "is_stale": status == 409}
    return render(request, "traffic/answer.html", context, status=status)


def _answer(request, move, form):
    typed = dict(form.cleaned_data)
    if typed.pop("decision") == CaseMoveState.ACCEPTED:
        typed.pop("reason")
        return actions.accept(by=request.user, move=move, **typed)
    typed.pop("responsible")
    return actions.decline(by=request.user, move=move, **typed)


@require_POST
@requires(Permission.EDIT_CASES)
def withdraw(request, public_id):
    """Take back an offer of one's own office."""
    move = get_for(request.user, CaseMove.objects.all(), public_id=public_id)
    if move.from_office_id != request.user.office_id:
        raise Http404
    try:
        actions.withdraw(by=request.user, move=move)
    except Refused as refused:
        messages.warning(request, refused)
    else:
        messages.success(request, _("Taken back. The case stays with your office."))
    return redirect("traffic:offers")
