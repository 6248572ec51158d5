"""Saying why something is not known of a child, and taking that back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import get_for, requires
from cases.children.presenters import ChildPresenter
from cases.models import Child, MissingAnswer
from cases.people import answers
from cases.people.missing import TITLE, ask_why
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def missing(request, public_id):
    """Say why a question about the child has no answer; ``?question=`` chooses it."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    form, answer = ask_why(
        request,
        person=child.person,
        questions=_open_questions(child),
        back_url=reverse("casefile:detail", args=[public_id]),
    )
    if answer is not None:
        return answer
    context = {"child": ChildPresenter(child), "form": form, "title": TITLE}
    return render(request, "children/missing.html", context, status=422 if form.is_bound else 200)


def _open_questions(child):
    return answers.open_of_child(
        child,
        whereabouts=child.person.whereabouts.all(),
        separations=child.separations.all(),
        ties=child.guardianships.standing(),
        claims=child.nationalities.exists(),
        papers=child.person.documents.exists(),
    )


@require_POST
@requires(Permission.EDIT_CASES)
def take_back(request, public_id):
    """Take back why something is not known of a child, a parent or a carer: it is asked again."""
    rows = MissingAnswer.objects.select_related("person__child", "person__guardian")
    answer = get_for(request.user, rows, public_id=public_id)
    answers.take_back(by=request.user, answer=answer)
    messages.success(request, _("Taken back. It counts as missing again."))
    return redirect(_page_of(answer.person))


def _page_of(person):
    if hasattr(person, "child"):
        return reverse("casefile:detail", args=[person.child.public_id])
    if hasattr(person, "guardian"):
        return reverse("guardians:detail", args=[person.guardian.public_id])
    return reverse("children:list")
