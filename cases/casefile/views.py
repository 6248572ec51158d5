"""The page of one child's case."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import get_for, requires
from cases.casefile.family import Family
from cases.casefile.loading import load_case
from cases.casefile.menus import jump_links, things_to_record
from cases.casefile.records import claim_rows, no_state_acts, paper_rows, passage_rows
from cases.casefile.summary import Side, Summary
from cases.casefile.timeline import SHOWN_AT_FIRST, timeline_of
from cases.flags.presenters import strip_of, with_followed
from cases.guardians.histories import separation_reports, status_reports, whereabouts_reports
from cases.models import Child
from cases.notes.presenters import newest_notes
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """Everything on file about one child; ``?timeline=decisions`` and ``?entries=all`` change the timeline."""
    children = with_followed(Child.objects.select_related("person__guardian", "office"), request.user)
    child = get_for(request.user, children, public_id=public_id)
    case = load_case(child, reader=request.user)
    only_decisions = request.GET.get("timeline") == "decisions"
    entries = timeline_of(case, only_decisions=only_decisions)
    shown = entries if request.GET.get("entries") == "all" else entries[:SHOWN_AT_FIRST]
    may_edit = request.user.may(Permission.EDIT_CASES)
    side = Side(case)
    context = {
        "child": child,
        "summary": Summary(case),
        "flags": strip_of(case.flags),
        "is_followed": child.is_followed,
        "family": Family(case),
        "claims": claim_rows(case),
        "no_state_acts": no_state_acts(case),
        "papers": paper_rows(case),
        "whereabouts": whereabouts_reports(child.person.all_whereabouts),
        "statuses": status_reports(child.person.all_statuses),
        "separations": separation_reports(case.separations),
        "passages": passage_rows(case),
        "notes": newest_notes(child, case.notes, reader=request.user),
        "count_of_notes": len(case.notes),
        "entries": shown,
        "earlier": len(entries) - len(shown),
        "only_decisions": only_decisions,
        "side": side,
        "may_take": may_edit and not side.is_with(request.user),
        "jump_links": jump_links(),
        "things_to_record": things_to_record(child) if may_edit else [],
        "may_edit": may_edit,
    }
    return render(request, "casefile/detail.html", context)
