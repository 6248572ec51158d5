"""Pages that move a transfer: a plain move, the departure, the arrival, the handovers."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.access import requires
from cases.audit.presenters import last_change
from cases.batches import moves
from cases.batches.board import Board
from cases.batches.move_forms import ArriveForm, DepartForm, HandOverForm, MoveForm
from cases.batches.obstacles import obstacles_to
from cases.batches.presenters import VERBS, MoveConflict, title_of
from cases.batches.rows import PassengerRow
from cases.batches.views import get_transfer
from cases.batches.zones import zone_of_arrival
from cases.components.forms import posted
from cases.components.saving import saved
from cases.enums import TRANSFER_MOVES, TransferStatus
from cases.errors import Stale
from cases.policy.permissions import Permission

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
@requires(Permission.MOVE_TRANSFERS)
def move(request, public_id, to):
    """Make a plain move, after a look at what it means."""
    if to not in TransferStatus.values or to in moves.MOVES_WITH_A_MOMENT:
        raise Http404
    transfer = get_transfer(request, public_id)
    form = MoveForm(posted(request), user=request.user, to=to, initial={"version": transfer.version})
    if done := _carry_out(
        request,
        form,
        to,
        lambda: moves.move(by=request.user, transfer=transfer, to=to, **form.cleaned_data),
    ):
        return done
    return _page(request, "batches/move.html", transfer, form, to=to)


@require_http_methods(PAGE)
@requires(Permission.MOVE_TRANSFERS)
def depart(request, public_id):
    """Mark everybody on the list as travelled or not, and record when the transfer left."""
    transfer = get_transfer(request, public_id)
    board = Board(transfer, request.user, whole=True)
    passengers = [row.passenger for family in board.families for row in family.rows if row.can_change]
    initial = {
        "version": transfer.version,
        "date": _day_already_here(transfer.planned_date),
        "zone": transfer.departure_zone,
    }
    form = DepartForm(posted(request), user=request.user, passengers=passengers, initial=initial)
    if done := _carry_out(
        request,
        form,
        TransferStatus.DEPARTED,
        lambda: moves.depart(
            by=request.user, transfer=transfer, departed_at=form.moment, results=form.results, **form.kept
        ),
    ):
        return done
    families = [(family, _marked(form, family)) for family in board.families]
    shown = [(family, rows) for family, rows in families if rows]
    return _page(request, "batches/depart.html", transfer, form, to=TransferStatus.DEPARTED, families=shown)


def _day_already_here(planned):
    # A departure is recorded once it has happened; a planned day that is still to come is no answer.
    return planned if planned and planned <= timezone.localdate() else None


def _marked(form, family):
    return [(row, form.marked(row.passenger)) for row in family.rows if row.can_change]


@require_http_methods(PAGE)
@requires(Permission.MOVE_TRANSFERS)
def arrive(request, public_id):
    """Record when the transfer arrived, by the clocks there."""
    transfer = get_transfer(request, public_id)
    initial = {
        "version": transfer.version,
        "date": transfer.departure_date,
        "zone": zone_of_arrival(transfer, Board(transfer, request.user).tally.destinations),
    }
    form = ArriveForm(posted(request), user=request.user, initial=initial)
    if done := _carry_out(
        request,
        form,
        TransferStatus.ARRIVED,
        lambda: moves.arrive(by=request.user, transfer=transfer, arrived_at=form.moment, **form.kept),
    ):
        return done
    return _page(request, "batches/arrive.html", transfer, form, to=TransferStatus.ARRIVED)


@require_http_methods(PAGE)
@requires(Permission.MOVE_TRANSFERS)
def hand_over(request, public_id):
    """Record to which authority passengers were handed over: all of one destination, or those ticked."""
    transfer = get_transfer(request, public_id)
    waiting = moves.to_hand_over(transfer).with_board_parts(request.user).order_by("destination", "pk")
    initial = {
        "date": transfer.arrived_at and timezone.localdate(transfer.arrived_at),
        "zone": transfer.arrival_zone or transfer.departure_zone,
    }
    form = HandOverForm(posted(request), user=request.user, waiting=waiting, initial=initial)
    if done := _hand_over(request, transfer, form):
        return done
    ticked = set(form.data.getlist("passengers")) if form.is_bound else None
    rows = [PassengerRow(passenger, transfer, request.user) for passenger in waiting]
    context = {"groups": _by_destination(rows, ticked)}
    return _page(request, "batches/hand_over.html", transfer, form, to=TransferStatus.HANDED_OVER, **context)


def _hand_over(request, transfer, form):
    """Record the handovers; the redirect, or ``None`` with the form saying what is wrong."""
    count = len(form.cleaned_data["passengers"]) if form.is_valid() else 0
    text = ngettext("%(count)d handover is recorded.", "%(count)d handovers are recorded.", count)

    def save():
        answers = form.cleaned_data
        moves.hand_over(
            by=request.user,
            transfer=transfer,
            handed_over_at=form.moment,
            **{name: answers[name] for name in ("passengers", "receiver_role", "receiver", "form_id")},
        )
        return transfer

    if saved(request, form, save, told=text % {"count": count}):
        return redirect("batches:detail", transfer.public_id)
    return None


def _by_destination(rows, ticked):
    """Rows by destination State, each with whether it is ticked; at first those of the first State are."""
    groups = {}
    for row in rows:
        first = not groups or row.destination in list(groups)[:1]
        is_ticked = first if ticked is None else str(row.passenger.public_id) in ticked
        groups.setdefault(row.destination, []).append((row, is_ticked))
    return groups


def _carry_out(request, form, to, act):
    """Run the move to the status ``to``; the redirect, or ``None`` with the form saying what is wrong or is stale."""
    told = _("The transfer is now: %(status)s.") % {"status": TransferStatus(to).label}
    try:
        if made := saved(request, form, act, told=told):
            return redirect("batches:detail", made)
    except Stale as stale:
        form.stale = stale
    return None


def _page(request, template, transfer, form, *, to, **context):
    """The page of a move: as it is opened, refused (422), or with both versions beside each other (409)."""
    stale = getattr(form, "stale", None)
    leads_there = to in TRANSFER_MOVES[(stale.current if stale else transfer).status]
    context |= {
        "form": form,
        "transfer": transfer,
        "transfer_title": title_of(transfer),
        "to": str(to),
        "verb": VERBS[TransferStatus(to)],
        "to_label": TransferStatus(to).label,
        "leads_there": leads_there,
        "obstacles": obstacles_to(transfer, to) if template == "batches/move.html" else [],
        "version": transfer.version,
    }
    status = 422 if form.errors else 200
    if stale:
        context["conflict"] = MoveConflict(form.cleaned_data["version"], stale.current)
        context["changed"] = last_change(stale.current)
        context["version"] = stale.current.version
        status = 409
    return render(request, template, context, status=status)
