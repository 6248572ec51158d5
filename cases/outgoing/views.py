"""Asking for a list, the page of an export, the second person's decision, and that the copies are destroyed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.keyset import count_up_to
from cases.components.saving import saved
from cases.enums import ExportList, ExportOutcome, ExportStanding
from cases.errors import Refused, Stale
from cases.models import NumberedExport, TransferBatch
from cases.outgoing import actions
from cases.outgoing.asking import asked_list, asked_passengers
from cases.outgoing.contents import case_numbers_of, contents_of, standing_of
from cases.outgoing.forms import DecisionForm, DestructionForm, ListForm
from cases.outgoing.presenters import LOOKS, DecisionView, ExportTerms
from cases.policy.permissions import Permission

PAGE = ["GET", "HEAD", "POST"]
FILTERED = (ExportList.CHILDREN, ExportList.GUARDIANS, ExportList.CLAIMS, ExportList.PAPERS)
# Case numbers that the second person sees of a list.
SAMPLE = 5


@require_http_methods(PAGE)
@requires(Permission.EDIT_CASES)
def ask(request, list_name):
    """Say to whom the list goes that the address filters, why, and which columns; it gets its number."""
    if list_name not in FILTERED:
        raise Http404
    return _ask(request, asked_list(request, ExportList(list_name)))


@require_http_methods(PAGE)
@requires(Permission.EDIT_TRANSFERS)
def ask_passengers(request, public_id):
    """The same for everybody on the list of a transfer, as a table or as pages for paper."""
    transfers = TransferBatch.objects.select_related("departure_place")
    return _ask(request, asked_passengers(get_for(request.user, transfers, public_id=public_id)))


def _ask(request, asked):
    if made := sent_before(request):
        return redirect("outgoing:detail", made)
    form = ListForm(posted(request), user=request.user, asked=asked)
    made = saved(
        request,
        form,
        lambda: actions.ask_for_list(by=request.user, asked=asked, **form.cleaned_data),
        told=_("The export has its number."),
    )
    if made:
        return redirect("outgoing:detail", made)
    count = count_up_to(asked.rows, actions.MOST_ROWS)
    needs_a_second = actions.needs_a_second(request.user, count.value)
    context = {
        "form": form,
        "asked": asked,
        "title": ExportList(asked.leaving.name).label,
        "count": count,
        "limit": actions.ROWS_ALONE,
        "taken": actions.taken_alone(request.user),
        "needs_a_second": needs_a_second,
        "nobody_else": _nobody_else(request.user) if needs_a_second else "",
        "may_export_papers": asked.leaving.name == ExportList.CHILDREN,
    }
    return render(request, "outgoing/ask.html", context, status=422 if form.is_bound else 200)


def _nobody_else(user):
    return "" if actions.other_approvers(user).exists() else actions.nobody_else_words()


def exports_of_office():
    """Exports with all that their page shows."""
    return NumberedExport.objects.select_related(
        "made_by", "office", "state", "transfer", "child", "approval__settled_by", "destruction__recorded_by"
    )


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """What was said about an export, how it stands, and from where it is opened; no name of anybody on file."""
    made = get_for(request.user, exports_of_office(), public_id=public_id)
    return export_page(request, made)


def export_page(request, made, *, status=200):
    """The page of one export."""
    standing = standing_of(made, request.user)
    is_open = standing in (ExportStanding.READY, ExportStanding.WAITING)
    approval = getattr(made, "approval", None)
    in_register = NumberedExport.objects.in_register_of(request.user).filter(pk=made.pk)
    context = {
        "export": made,
        "terms": ExportTerms(made),
        "standing": ExportStanding(standing),
        "look": LOOKS[standing],
        "is_ready": standing == ExportStanding.READY,
        "contents": contents_of(made, request.user) if made.is_list and is_open else None,
        "decision": DecisionView(approval) if approval else None,
        "may_decide": approval is not None and _may_decide(request.user, made),
        "destruction": getattr(made, "destruction", None),
        "may_destroy": standing in (ExportStanding.READY, ExportStanding.OVER, ExportStanding.WITHDRAWN)
        and in_register.exists(),
        "office": request.user.office,
    }
    return render(request, "outgoing/detail.html", context, status=status)


def _may_decide(user, made):
    return user.may(Permission.APPROVE_EXPORTS) and made.made_by_id != user.pk


@require_http_methods(PAGE)
@requires(Permission.APPROVE_EXPORTS)
def decide(request, public_id):
    """The second person approves a list, or refuses it with a reason."""
    made = get_for(request.user, exports_of_office(), approval__isnull=False, public_id=public_id)
    form = DecisionForm(posted(request), user=request.user)
    problem, status = "", 422 if form.is_bound else 200
    if form.is_valid():
        try:
            actions.decide(by=request.user, export=made, **form.cleaned_data)
        except Stale as stale:
            problem, status = str(stale), 409
            made.approval = stale.current
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _told(form.cleaned_data["outcome"]))
            return redirect("outgoing:detail", public_id)
    contents = contents_of(made, request.user)
    context = {
        "form": form,
        "export": made,
        "terms": ExportTerms(made),
        "decision": DecisionView(made.approval),
        "is_own": made.made_by_id == request.user.pk,
        "contents": contents,
        "sample": _sample(request.user, made, contents),
        "problem": problem,
    }
    return render(request, "outgoing/decide.html", context, status=status)


def _told(outcome):
    if outcome == ExportOutcome.APPROVED:
        return _("The export is approved; whoever asked can open it now.")
    return _("The export is refused; whoever asked reads why.")


def _sample(user, made, contents):
    """Some case numbers out of the list: enough to see what it is about."""
    return case_numbers_of(made, user, contents.ids[:SAMPLE])


@require_http_methods(PAGE)
@requires(Permission.EDIT_CASES)
def destroyed(request, public_id):
    """The recipient confirmed that the copies are destroyed."""
    exports = exports_of_office().in_register_of(request.user)
    made = get_for(request.user, exports, public_id=public_id)
    if sent_before(request):
        return redirect("outgoing:detail", public_id)
    form = DestructionForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.record_destruction(by=request.user, export=made, **form.cleaned_data),
        told=_("It is recorded that the copies are destroyed."),
    ):
        return redirect("outgoing:detail", public_id)
    context = {"form": form, "export": made, "terms": ExportTerms(made)}
    return render(request, "outgoing/destroyed.html", context, status=422 if form.is_bound else 200)
