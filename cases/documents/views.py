"""The forms about papers of a child, or of a parent or carer."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.documents import actions, forms
from cases.documents.numbers import earlier_numbers, papers_numbered
from cases.errors import Stale
from cases.models import Child, Document, Guardian
from cases.people.pages import page_of
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def add(request, public_id):
    """Put a paper of a child on file."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    return _add(request, child.person, back_url=reverse("casefile:detail", args=[public_id]))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def add_for_guardian(request, public_id):
    """Put a paper of a parent or carer on file."""
    guardian = get_for(request.user, Guardian.objects.select_related("person"), public_id=public_id)
    return _add(request, guardian.person, back_url=reverse("guardians:detail", args=[public_id]))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def edit(request, public_id):
    """Correct what is on file about a paper; two versions side by side when both were changed."""
    papers = Document.objects.select_related("person__child", "person__guardian")
    paper = get_for(request.user, papers, public_id=public_id)
    back_url = page_of(paper.person)
    filed = forms.paper_initial(paper)
    initial = {**filed, "version": stamp_of(paper)}
    form = forms.EditPaperForm(kept(posted(request), filed), user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: _update(request, paper, form)):
            return redirect(back_url)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=forms.paper_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=back_url,
            title=_("Correct a paper"),
        )
    return _page(request, form, paper.person, back_url, title=_("Correct a paper"), paper=paper)


def _update(request, paper, form):
    told = {name: form.cleaned_data[name] for name in ("version", "reason")}
    return actions.update_paper(by=request.user, paper=paper, **told, **form.facts())


def _add(request, person, *, back_url):
    form = forms.AddPaperForm(posted(request), user=request.user)

    def save():
        return actions.add_paper(
            by=request.user, person=person, form_id=form.cleaned_data["form_id"], **form.facts()
        )

    if saved(request, form, save):
        return redirect(back_url)
    return _page(request, form, person, back_url, title=_("Add a paper"))


def _same_number(request, paper, number):
    """Other papers of the office with the number of ``paper``: where they lead, and of whom they are."""
    if not number:
        return []
    papers = Document.objects.visible_to(request.user).exclude(pk=paper.pk)
    rows = papers.select_related("person__child", "person__guardian").prefetch_related("person__names")
    return [
        {"paper": PaperPresenter(other), "name": PersonPresenter(other.person).name}
        for other in papers_numbered(number, within=rows)
    ]


def _page(request, form, person, back_url, *, title, paper=None):
    name = PersonPresenter(person).name
    context = {"form": form, "name": name, "back_url": back_url, "title": title, "paper": paper}
    if paper is not None:
        context |= {
            "is_closed": paper.has_number and not form.initial["number"],
            "earlier_numbers": earlier_numbers(paper),
            "same_number": _same_number(request, paper, form.initial["number"]),
        }
    return render(request, "documents/form.html", context, status=422 if form.is_bound else 200)
