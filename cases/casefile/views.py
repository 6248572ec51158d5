"""The page of one child's case."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import find_for, requires
from cases.audit.looks import seen_lately_by
from cases.casefile.exporting import export_rows
from cases.casefile.family import Family
from cases.casefile.heads import heads_of
from cases.casefile.kinds import ENTRIES, WORD, all_entries_url, kind_links, kind_named
from cases.casefile.loading import case_rows, load_case
from cases.casefile.menus import histories, jump_links, things_to_record
from cases.casefile.missing import missing_on
from cases.casefile.records import (
    claim_rows,
    contacts_without_claim,
    kinds_at_hand,
    no_state_acts,
    paper_rows,
    passage_rows,
)
from cases.casefile.summary import Side, Summary
from cases.casefile.timeline import SHOWN_AT_FIRST, timeline_of
from cases.documents.presenters import PaperChain
from cases.flags.presenters import strip_of, with_followed
from cases.guardians.histories import separation_reports, status_reports, whereabouts_reports
from cases.matching.lines import lines_of, with_matches
from cases.models import Child
from cases.needs.presenters import domain_rows
from cases.notes.presenters import newest_notes
from cases.people.merged import to_the_one_that_stays
from cases.people.sealing import details_of
from cases.policy.permissions import Permission
from cases.restrictions.presenters import banner_of, with_restriction
from cases.retention.left import left_of
from cases.retention.presenters import retention_lines, with_retention
from cases.traffic.lines import traffic_lines, with_traffic


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """Everything on file about one child; ``?timeline=`` narrows the timeline, ``?entries=all`` shows it whole."""
    child = find_for(
        request.user,
        with_retention(
            with_restriction(with_traffic(with_matches(with_followed(case_rows(), request.user))))
        ),
        public_id=public_id,
    )
    if child is None:
        return left_of(request, public_id) or to_the_one_that_stays(request, Child.objects.all(), public_id)
    case = load_case(child, reader=request.user)
    kind = kind_named(request.GET.get(WORD, ""))
    entries = timeline_of(case, kind=kind)
    shown = entries if request.GET.get(ENTRIES) == "all" else entries[:SHOWN_AT_FIRST]
    may_edit = request.user.may(Permission.EDIT_CASES)
    is_in_group = any(listed.group for listed in case.siblings)
    side = Side(case)
    context = {
        "child": child,
        "summary": Summary(case),
        "missing": missing_on(case),
        "flags": strip_of(case.flags),
        "is_followed": child.is_followed,
        "restriction": banner_of(child, request.user),
        "traffic": traffic_lines(child),
        "ends": retention_lines(child),
        "may_end": request.user.may(Permission.END_FILES),
        "matches": lines_of(child.person, request.user) if child.has_matches else [],
        "family": Family(case),
        "claims": claim_rows(case),
        "contacts_without_claim": contacts_without_claim(case),
        "no_state_acts": no_state_acts(case),
        "papers": paper_rows(case),
        "chain": PaperChain(kinds_at_hand(case)),
        "needs": domain_rows(child, case.needs),
        "whereabouts": whereabouts_reports(
            child.person.all_whereabouts, details_of(child.person, child.person.all_whereabouts)
        ),
        "statuses": status_reports(child.person.all_statuses),
        "separations": separation_reports(case.separations),
        "passages": passage_rows(case),
        "notes": newest_notes(child, case.notes, reader=request.user),
        "count_of_notes": len(case.notes),
        "entries": shown,
        "earlier": len(entries) - len(shown),
        "earlier_url": all_entries_url(kind),
        "kinds": kind_links(kind),
        "heads": heads_of(case, entries=entries),
        "side": side,
        "may_take": may_edit and not side.is_with(request.user),
        "jump_links": jump_links(),
        "things_to_record": things_to_record(child, request.user, is_in_group=is_in_group)
        if may_edit
        else [],
        "histories": histories(case) if may_edit else [],
        "may_edit": may_edit,
        "exports": export_rows(case),
        "seen_by": seen_lately_by(child) if request.user.may(Permission.SEE_WHO_LOOKED) else None,
        "merges": [merge for merge in case.merges if merge.stands],
    }
    return render(request, "casefile/detail.html", context)
