"""Pages of transfers: the list, one transfer, a new one, a change, and the list for paper."""

from django.contrib import messages
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit import pages
from cases.audit.presenters import last_change
from cases.batches import actions
from cases.batches.board import Board
from cases.batches.filters import TransferFilter
from cases.batches.forms import EditTransferForm, InviteForm, NewTransferForm, filed_data, filed_facts
from cases.batches.presenters import TransferPresenter, TransferRow, in_words, move_entries
from cases.components.conflicts import conflict_response, settled
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.errors import Refused, Stale
from cases.models import TransferBatch
from cases.policy.permissions import Permission

ORDERS = {
    "-date": ("-list_date",),
    "date": ("list_date",),
    "number": ("number",),
    "-number": ("-number",),
    "-listed": ("-listed",),
    "listed": ("listed",),
    "-travelled": ("-children_travelled",),
    "travelled": ("children_travelled",),
}
# Who signs on paper that the list is right.
SIGNATURES = (
    gettext_lazy("For the office that hands the list over"),
    gettext_lazy("For the host authority"),
    gettext_lazy("For the receiving State"),
    gettext_lazy("Date"),
)


@require_safe
@requires(Permission.VIEW_TRANSFERS)
def transfers(request):
    """Transfers in which the office takes part, the latest first."""
    rows = with_list_parts(TransferBatch.objects.visible_to(request.user))
    filtered = TransferFilter(request.GET, queryset=rows, request=request)
    found = listing(request, filtered, orders=ORDERS, default="-date")
    context = {
        "listing": found,
        "transfers": [TransferRow(transfer) for transfer in found.page],
        "may_edit": request.user.may(Permission.EDIT_TRANSFERS),
        "office": request.user.office,
    }
    return render(request, "batches/list.html", context, status=found.status)


def with_list_parts(rows):
    """All that a row of the list shows, in one query; ``list_date`` is when it left, is planned or was begun."""
    return rows.with_counts().annotate(
        destinations=ArrayAgg(
            "passengers__destination_id",
            distinct=True,
            filter=Q(passengers__isnull=False),
            default=[],
        ),
        list_date=Coalesce(F("departure_date"), F("planned_date"), TruncDate("created_at")),
    )


@require_safe
@requires(Permission.VIEW_TRANSFERS)
def detail(request, public_id):
    """One transfer: who is on the list, what happens next, what has happened."""
    transfer = get_transfer(request, public_id)
    board = Board(transfer, request.user, part=_part(request))
    offices = [row.office for row in transfer.offices.select_related("office").order_by("office__name")]
    context = {
        "transfer": transfer,
        "shown": TransferPresenter(transfer, board.tally),
        "board": board,
        "moves": move_entries(transfer.moves.select_related("moved_by").order_by("-pk")),
        "offices": offices,
        "office_names": in_words(office.name for office in offices),
        "may_edit": request.user.may(Permission.EDIT_TRANSFERS),
        "may_invite": transfer.is_open and request.user.may(Permission.EDIT_TRANSFERS),
        "may_move": request.user.may(Permission.MOVE_TRANSFERS),
    }
    return render(request, "batches/detail.html", context)


def _part(request):
    text = request.GET.get("part", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@require_safe
@requires(Permission.VIEW_TRANSFERS)
def printed(request, public_id):
    """The passenger list for paper, with lines for signatures."""
    transfer = get_transfer(request, public_id)
    board = Board(transfer, request.user, whole=True)
    pages.for_paper()
    context = {
        "transfer": transfer,
        "shown": TransferPresenter(transfer, board.tally),
        "board": board,
        "signatures": SIGNATURES,
        "printed_at": formats.date_format(timezone.localtime(), "j M Y H:i"),
        "printed_by": request.user.full_name,
    }
    return render(request, "batches/print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_TRANSFERS)
def add(request):
    """A new transfer, as a draft of the own office."""
    if made := sent_before(request):
        return redirect("batches:detail", made)
    form = NewTransferForm(posted(request), user=request.user)
    public_id = saved(
        request,
        form,
        lambda: actions.create_transfer(by=request.user, form_id=form.cleaned_data["form_id"], **form.facts),
        told=_("The transfer is begun as a draft. Add the people who travel."),
    )
    if public_id:
        return redirect("batches:detail", public_id)
    return render(request, "batches/form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_TRANSFERS)
def edit(request, public_id):
    """Change what is planned; who changed it meanwhile is shown beside what was typed."""
    transfer = get_transfer(request, public_id)
    data = posted(request) and settled(request.POST, filed_data(transfer))
    form = EditTransferForm(data, user=request.user, transfer=transfer)
    try:
        if saved(request, form, lambda: _update(request, transfer, form)):
            return redirect("batches:detail", public_id)
    except Stale as stale:
        return _edit_conflict(request, form, stale)
    context = {"form": form, "transfer": transfer}
    return render(request, "batches/form.html", context, status=422 if form.errors else 200)


def _update(request, transfer, form):
    version = form.cleaned_data["version"]
    return actions.update_transfer(by=request.user, transfer=transfer, version=version, **form.facts)


def _edit_conflict(request, form, stale):
    return conflict_response(
        request,
        form=form,
        stale=stale,
        filed=filed_facts(stale.current),
        changed=last_change(stale.current),
        back_url=redirect("batches:detail", stale.current.public_id).url,
        title=_("Change the transfer"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_TRANSFERS)
def invite(request, public_id):
    """Let another office take part."""
    transfer = get_transfer(request, public_id)
    form = InviteForm(posted(request), user=request.user, transfer=transfer)
    if form.is_valid():
        office = form.cleaned_data["office"]
        try:
            actions.invite_office(by=request.user, transfer=transfer, office=office)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("%(office)s takes part now.") % {"office": office.name})
            return redirect("batches:detail", public_id)
    context = {"form": form, "transfer": transfer}
    return render(request, "batches/invite.html", context, status=422 if form.errors else 200)


def get_transfer(request, public_id):
    """The transfer of this address, for this user; ``Http404`` for unknown and foreign ones alike."""
    rows = TransferBatch.objects.select_related("departure_place")
    return get_for(request.user, rows, public_id=public_id)
