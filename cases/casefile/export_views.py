"""A file that leaves: asking for it, and the pages that are printed."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.numbered import is_over, opening
from cases.casefile.exporting import ExportForm, PrintedFile
from cases.casefile.loading import case_rows, load_case
from cases.components.forms import posted, sent_before
from cases.components.leaving import number_once
from cases.components.saving import saved
from cases.enums import ExportKind
from cases.models import Child, NumberedExport
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
    in the trail.
    """
    child = get_for(request.user, case_rows(), public_id=public_id)
    files = NumberedExport.objects.filter(kind=ExportKind.FILE).select_related("made_by", "child")
    made = get_for(request.user, files, child=child, public_id=export_id)
    if is_over(made):
        context = {"child": child, "export": made}
        return render(request, "components/export_over.html", context, status=410)
    opening(by=request.user, export=made)
    context = {
        "child": child,
        "export": made,
        "file": PrintedFile(load_case(child, reader=request.user), made),
    }
    return render(request, "casefile/print.html", context)
