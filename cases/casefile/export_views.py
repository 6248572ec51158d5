"""A file that leaves: asking for it, and the pages that are printed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import find_for, get_for, leads_nowhere, requires
from cases.audit.numbered import opening, why_closed
from cases.casefile.exporting import NUMBERED, ExportForm, PrintedFile, PrintedTerms
from cases.casefile.loading import case_rows, load_case
from cases.components.forms import posted, sent_before
from cases.components.leaving import number_once
from cases.components.saving import saved
from cases.enums import ExportKind
from cases.models import Child, NumberedExport, PersonMerge
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def export(request, public_id):
    """Say for whom the file is printed and why; the export gets its number and its entry in the trail."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    if made := sent_before(request):
        return redirect("casefile:print", public_id, made)
    form = ExportForm(posted(request), user=request.user)
    made = saved(
        request,
        form,
        lambda: number_once(by=request.user, child=child, **form.cleaned_data),
        told=_("The export has its number. Print it from here."),
    )
    if made:
        return redirect("casefile:print", public_id, made)
    context = {"form": form, "child": child, "name": PersonPresenter(child.person).name}
    return render(request, "casefile/export.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.VIEW_CASES)
def printed(request, public_id, export_id):
    """The chosen parts of a file for paper, until the day by which the export is to be destroyed; each opening is
    in the trail. One of a file that was given up in a merge is accounted for, and not printed anew: the file that
    stays says more than what left.
    """
    child = find_for(request.user, case_rows(), public_id=public_id)
    if child is None:
        return _at_the_file_that_stays(request, public_id, export_id)
    rows = NumberedExport.objects.of_file(child).select_related("made_by", "child")
    made = get_for(request.user, rows, public_id=export_id)
    is_of_merged = made.child_id != child.pk
    if made.kind != ExportKind.FILE and not is_of_merged:
        raise Http404
    if closed := why_closed(made):
        context = {"child": child, "export": made, "is_of_merged": is_of_merged, "why": closed}
        return render(request, "components/export_over.html", context, status=410)
    if made.encryption and not is_of_merged:
        return redirect(NUMBERED, made.public_id)
    opening(by=request.user, export=made)
    if is_of_merged:
        return _accounted_for(request, child, made)
    context = {
        "child": child,
        "export": made,
        "file": PrintedFile(load_case(child, reader=request.user), made),
    }
    return render(request, "casefile/print.html", context)


def _at_the_file_that_stays(request, public_id, export_id):
    """From the address that an export had before its file was given up to the one that it has now; 404 for a stranger."""
    given_up = Child.objects.given_up(request.user).filter(public_id=public_id)
    child = given_up.select_related("merged_into").first()
    if child is None:
        leads_nowhere(request.user, Child, public_id=public_id)
    return redirect("casefile:print", child.merged_into.public_id, export_id)


def _accounted_for(request, child, made):
    merged = PersonMerge.objects.standing().filter(merged__child=made.child).only("merged_at").first()
    context = {
        "child": child,
        "export": made,
        "terms": PrintedTerms(made),
        "merged_at": merged.merged_at if merged else None,
    }
    return render(request, "casefile/accounted.html", context)
