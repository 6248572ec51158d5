"""Parts of a file shown to another office until a day: the list, giving, extending, ending."""

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
from cases.components.stamps import stamp_of
from cases.errors import Refused, Stale
from cases.models import Child, Referral
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.traffic import referring
from cases.traffic.forms import ExtendForm, ReferForm
from cases.traffic.presenters import ReferralRow

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
@everything("A referral tells the office that is shown a file whose it is; it is found by its offices.")
def referrals(request):
    """Referrals that the office was given or gave, the newest first; no names before a file is opened."""
    page = page_of(_rows(request), ("-created_at",), request.GET)
    previous, following = page_links(request, page)
    context = {
        "rows": [ReferralRow(referral, request.user.office_id) for referral in page],
        "count": count_up_to(_rows(request)),
        "previous": previous,
        "next": following,
        "office": request.user.office,
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "traffic/referrals.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def refer(request, public_id):
    """Show parts of a file to another office until a day."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("casefile:detail", public_id)
    form = ReferForm(posted(request), user=request.user)
    told = _("The other office may read these parts until that day.")
    if saved(
        request,
        form,
        lambda: referring.refer(by=request.user, child=child, **form.cleaned_data),
        told=told,
    ):
        return redirect("casefile:detail", public_id)
    context = {"form": form, "child": child, "name": PersonPresenter(child.person).name}
    return render(request, "traffic/refer.html", context, status=422 if form.is_bound else 200)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A referral tells the office that is shown a file whose it is; it is found by its offices.")
def extend(request, public_id):
    """Show the same parts until a later day, for a reason of its own."""
    referral = _given(request, public_id)
    if sent_before(request) is not None:
        return redirect("traffic:referrals")
    form = ExtendForm(posted(request), user=request.user, initial={"version": stamp_of(referral)})
    try:
        if saved(
            request,
            form,
            lambda: referring.extend(by=request.user, referral=referral, **form.cleaned_data),
        ):
            return redirect("traffic:referrals")
    except Stale:
        return _extend_page(request, _given(request, public_id), form, status=409)
    return _extend_page(request, referral, form, status=422 if form.is_bound else 200)


def _extend_page(request, referral, form, *, status):
    row = ReferralRow(referral, request.user.office_id)
    context = {"row": row, "form": form, "is_stale": status == 409}
    return render(request, "traffic/extend.html", context, status=status)


@require_POST
@requires(Permission.EDIT_CASES)
@everything("A referral tells the office that is shown a file whose it is; it is found by its offices.")
def end(request, public_id):
    """End a referral at once."""
    try:
        referring.end(by=request.user, referral=_given(request, public_id))
    except Refused as refused:
        messages.warning(request, refused)
    else:
        messages.success(request, _("Ended. The other office cannot read the file any more."))
    return redirect("traffic:referrals")


def _rows(request):
    return Referral.objects.visible_to(request.user).select_related(
        "child", "giving_office", "to_office", "given_by"
    )


def _given(request, public_id):
    """A referral that the office gave; those it was given are not its to change."""
    referral = get_for(request.user, _rows(request), public_id=public_id)
    if referral.giving_office_id != request.user.office_id:
        raise Http404
    return referral
