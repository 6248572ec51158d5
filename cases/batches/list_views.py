"""Pages for the people on a transfer's list: add, change, take off, put back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.batches import actions
from cases.batches.board import Board
from cases.batches.candidates import candidate_families, candidate_parents
from cases.batches.families import free_children
from cases.batches.forms import (
    AddChildrenForm,
    AddParentsForm,
    EscortForm,
    PassengerForm,
    TakeOffForm,
    passenger_initial,
    taken_off_initial,
)
from cases.batches.presenters import title_of
from cases.batches.rows import PassengerRow
from cases.batches.views import get_transfer
from cases.children.filters import DEFAULT_ORDER, ORDERS, ChildFilter
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.components.searching import search_redirect, with_search_chip
from cases.enums import PassengerRole, TransferStatus
from cases.errors import Refused, Stale
from cases.matching.lists import searched_in
from cases.models import Child, Passenger
from cases.policy.permissions import Permission

PAGE = ["GET", "HEAD", "POST"]
# Their brothers and sisters come on top.
CANDIDATES_A_PAGE = 25


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def add_people(request, public_id):
    """Free children of the office by search and filter; the ticked ones go on the list."""
    transfer = get_transfer(request, public_id)
    form = AddChildrenForm(posted(request), user=request.user, initial=_usual(transfer, request))
    if form.is_valid():
        done = _add(request, transfer, form, role=PassengerRole.CHILD)
        if done:
            return done
    return _children_page(request, transfer, form)


@require_POST
@requires(Permission.EDIT_TRANSFERS)
def search_people(request, public_id):
    """Keep what was typed in the session, and show the children it finds; the address carries a token only."""
    get_transfer(request, public_id)
    return search_redirect(request, "batches:add_people", filters=ChildFilter.base_filters, args=[public_id])


def _children_page(request, transfer, form):
    search = searched_in(free_children(request.user), request)
    filtered = ChildFilter(request.GET, queryset=search.rows.with_list_parts(), request=request)
    found = listing(request, filtered, orders=ORDERS, default=DEFAULT_ORDER, size=CANDIDATES_A_PAGE)
    ticked = set(form.data.getlist("persons")) if form.is_bound else set()
    context = {
        **_base(transfer, "children"),
        "form": form,
        "listing": found,
        "search": search,
        "chips": with_search_chip(request, search.text, found.chips),
        "families": candidate_families(request.user, found.page.rows, ticked),
        "office": request.user.office,
    }
    status = 422 if form.errors else 400 if search.problem else found.status
    return render(request, "batches/add_children.html", context, status=status)


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def add_parents(request, public_id):
    """Parents and carers of the children on the list; the ticked ones travel with them."""
    transfer = get_transfer(request, public_id)
    form = AddParentsForm(posted(request), user=request.user, initial=_usual(transfer, request))
    if form.is_valid():
        done = _add(request, transfer, form, role=PassengerRole.PARENT)
        if done:
            return done
    ticked = set(form.data.getlist("persons")) if form.is_bound else set()
    context = {
        **_base(transfer, "parents"),
        "form": form,
        "parents": candidate_parents(request.user, transfer, ticked),
    }
    return render(request, "batches/add_parents.html", context, status=422 if form.errors else 200)


def _add(request, transfer, form, *, role):
    """Carry out a valid form; the redirect, or ``None`` when it was refused and says so itself."""
    answers = form.cleaned_data
    try:
        added = actions.add_people(
            by=request.user,
            transfer=transfer,
            persons=answers["persons"],
            destination=answers["destination"],
            region=answers["region"],
            role=role,
            with_siblings=answers.get("with_siblings", False),
        )
    except Refused as refused:
        form.add_refusal(refused)
        return None
    _tell(request, added, answers["destination"])
    return redirect("batches:detail", transfer.public_id)


def _tell(request, added, destination):
    """Say how many were added, and of how many children that State is not claimed."""
    if not added:
        messages.warning(request, _("Nobody was added: all of them are on the list already."))
        return
    text = ngettext("%(count)d person was added.", "%(count)d people were added.", len(added))
    messages.success(request, text % {"count": len(added)})
    children = Child.objects.visible_to(request.user).filter(person__in=[row.person_id for row in added])
    without = children.without_claim_on(destination).count()
    if without:
        text = ngettext(
            "%(count)d of the children has no claim on %(state)s.",
            "%(count)d of the children have no claim on %(state)s.",
            without,
        )
        messages.warning(request, text % {"count": without, "state": destination.name})


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def add_escort(request, public_id):
    """Somebody who is not on file yet: an escort, a doctor, a relative who comes along."""
    transfer = get_transfer(request, public_id)
    if sent_before(request):
        return redirect("batches:detail", public_id)
    form = EscortForm(posted(request), user=request.user, initial=_usual(transfer, request))
    added = saved(
        request,
        form,
        lambda: actions.add_escort(by=request.user, transfer=transfer, **form.cleaned_data),
        told=_("The person was added."),
    )
    if added:
        return redirect("batches:detail", public_id)
    context = {**_base(transfer, "escort"), "form": form}
    return render(request, "batches/add_escort.html", context, status=422 if form.errors else 200)


def _base(transfer, current):
    pages = (
        ("children", _("Children"), "batches:add_people"),
        ("parents", _("Parents and carers"), "batches:add_parents"),
        ("escort", _("Escorts and others"), "batches:add_escort"),
    )
    return {
        "transfer": transfer,
        "transfer_title": title_of(transfer),
        "switch": [
            {"label": label, "url": reverse(route, args=[transfer.public_id]), "current": key == current}
            for key, label, route in pages
        ],
    }


def _usual(transfer, request):
    """Where most of the list goes, or the State that is filtered by, as a first answer."""
    usual = Board(transfer, request.user).tally.destinations
    chosen = request.GET.get("state", "")
    return {"destination": usual[0] if usual else chosen}


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def change(request, public_id, passenger_id):
    """Where one passenger goes, and in which role; two versions side by side when both were changed."""
    transfer, passenger = _passenger(request, public_id, passenger_id)
    typed = kept(posted(request), passenger_initial(passenger))
    form = PassengerForm(typed, user=request.user, passenger=passenger)
    try:
        if saved(
            request,
            form,
            lambda: actions.change_passenger(by=request.user, passenger=passenger, **form.cleaned_data),
        ):
            return redirect("batches:detail", public_id)
    except Stale as stale:
        return _both_versions(request, form, stale, _("Change a passenger"), passenger_initial)
    return _passenger_page(request, "batches/passenger.html", transfer, passenger, form)


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def take_off(request, public_id, passenger_id):
    """Take somebody off the list; from the proposal on with a reason that stays, two side by side when two gave one."""
    if sent_before(request):
        return redirect("batches:detail", public_id)
    transfer, passenger = _passenger(request, public_id, passenger_id)
    asks = transfer.status != TransferStatus.DRAFT
    filed = taken_off_initial(passenger)
    initial = {**filed, "version": actions.taken_off_stamp(passenger)}
    form = TakeOffForm(kept(posted(request), filed), user=request.user, initial=initial, asks_reason=asks)

    def save():
        actions.take_off(by=request.user, passenger=passenger, **form.cleaned_data)
        return transfer

    told = _("Taken off the list; the person is free for another transfer.")
    try:
        if saved(request, form, save, told=told):
            return redirect("batches:detail", public_id)
    except Stale as stale:
        return _both_versions(request, form, stale, _("Take off the list"), taken_off_initial)
    return _passenger_page(request, "batches/take_off.html", transfer, passenger, form)


@require_POST
@requires(Permission.EDIT_TRANSFERS)
def put_back(request, public_id, passenger_id):
    """Put somebody who was taken off back on the list, unless the transfer or another one was quicker (409)."""
    _transfer, passenger = _passenger(request, public_id, passenger_id)
    try:
        actions.put_back(by=request.user, passenger=passenger)
    except Refused as refused:
        context = {"reason": str(refused), "back_url": reverse("batches:detail", args=[public_id])}
        return render(request, "409.html", context, status=409)
    messages.success(request, _("Back on the list."))
    return redirect("batches:detail", public_id)


def _passenger(request, public_id, passenger_id):
    transfer = get_transfer(request, public_id)
    rows = Passenger.objects.with_board_parts(request.user).filter(transfer=transfer)
    return transfer, get_for(request.user, rows, public_id=passenger_id)


def _both_versions(request, form, stale, title, filed_of):
    """Two versions of a passenger's row; ``filed_of`` gives by field what stands now."""
    row = stale.current.row
    return conflict_response(
        request,
        form=form,
        stale=stale,
        filed=filed_of(row),
        changed=last_change(row),
        back_url=reverse("batches:detail", args=[row.transfer.public_id]),
        title=title,
    )


def _passenger_page(request, template, transfer, passenger, form):
    context = {
        "form": form,
        "transfer": transfer,
        "transfer_title": title_of(transfer),
        "row": PassengerRow(passenger, transfer, request.user),
    }
    return render(request, template, context, status=422 if form.errors else 200)
