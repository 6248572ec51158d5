"""The forms about papers of a child, or of a parent or carer."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.components.forms import posted
from cases.components.saving import saved
from cases.documents import actions, forms
from cases.models import Child, Document, Guardian
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
    """Correct what is on file about a paper."""
    papers = Document.objects.select_related("person__child", "person__guardian")
    paper = get_for(request.user, papers, public_id=public_id)
    back_url = _page_of(paper.person)
    form = forms.EditPaperForm(posted(request), user=request.user, initial=forms.paper_initial(paper))
    if saved(request, form, lambda: actions.update_paper(by=request.user, paper=paper, **form.facts())):
        return redirect(back_url)
    return _page(request, form, paper.person, back_url, title=_("Correct a paper"))


def _add(request, person, *, back_url):
    form = forms.AddPaperForm(posted(request), user=request.user)

    def save():
        return actions.add_paper(
            by=request.user, person=person, form_id=form.cleaned_data["form_id"], **form.facts()
        )

    if saved(request, form, save):
        return redirect(back_url)
    return _page(request, form, person, back_url, title=_("Add a paper"))


def _page_of(person):
    """Where the papers of this person stand: the case of a child, else the page of a parent or carer."""
    if hasattr(person, "child"):
        return reverse("casefile:detail", args=[person.child.public_id])
    if hasattr(person, "guardian"):
        return reverse("guardians:detail", args=[person.guardian.public_id])
    return reverse("children:list")


def _page(request, form, person, back_url, *, title):
    context = {"form": form, "name": PersonPresenter(person).name, "back_url": back_url, "title": title}
    return render(request, "documents/form.html", context, status=422 if form.is_bound else 200)
