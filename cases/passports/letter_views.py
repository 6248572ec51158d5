"""A letter about the names of a child: asking for it, the page of its number, and the file for the printer."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.numbered import opening, why_closed
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.enums import ExportKind
from cases.exports import PDF_TYPE, file_name
from cases.models import Child, NumberedExport
from cases.passports.actions import write_letter
from cases.passports.forms import LetterForm
from cases.passports.letter import children_for_letters, letter_file
from cases.passports.presenters import LetterPresenter
from cases.people.presenters import PersonPresenter
from cases.people.spellings import names_by_script
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def letter(request, public_id):
    """Say for whom the letter is and why; it gets its number and its entry in the trail."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    if made := sent_before(request):
        return redirect("passports:numbered", public_id, made)
    form = LetterForm(posted(request), user=request.user)
    made = saved(
        request,
        form,
        lambda: write_letter(by=request.user, child=child, **form.cleaned_data),
        told=_("The letter has its number. Open it from here."),
    )
    if made:
        return redirect("passports:numbered", public_id, made)
    context = {
        "form": form,
        "child": child,
        "name": PersonPresenter(child.person).name,
        "scripts": names_by_script(child.person),
    }
    return render(request, "passports/letter.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.VIEW_CASES)
def numbered(request, public_id, export_id):
    """What was said about a letter, and from where it is opened; no name of anybody."""
    made = _letter_of(request.user, public_id, export_id, Child.objects.all())
    if closed := why_closed(made):
        return _over(request, made, closed)
    if made.encryption:
        return redirect("outgoing:detail", made.public_id)
    context = {"child": made.child, "export": made, "letter": LetterPresenter(made)}
    return render(request, "passports/numbered.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def printed(request, public_id, export_id):
    """The letter as a file, until the day by which it is to be destroyed; each opening is in the trail."""
    made = _letter_of(request.user, public_id, export_id, children_for_letters())
    if closed := why_closed(made):
        return _over(request, made, closed)
    if made.encryption:
        return redirect("outgoing:detail", made.public_id)
    opening(by=request.user, export=made)
    name = file_name("names-of-one-person", "pdf", number=made.number)
    return HttpResponse(
        letter_file(made, made.child.person),
        content_type=PDF_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _letter_of(user, public_id, export_id, children):
    """The letter with its child out of ``children``, both of them such as ``user`` may see."""
    child = get_for(user, children, public_id=public_id)
    letters = NumberedExport.objects.filter(kind=ExportKind.NAMES).select_related("made_by")
    made = get_for(user, letters, child=child, public_id=export_id)
    made.child = child
    return made


def _over(request, made, why):
    context = {"child": made.child, "export": made, "why": why}
    return render(request, "components/export_over.html", context, status=410)
