"""Taking a parent on file into a registration instead of the one who was typed, and bringing back what was typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import requires
from cases.components.forms import posted
from cases.errors import Stale
from cases.intake import drafts
from cases.intake.apart import chosen_on_file
from cases.intake.family_forms import MERGED, ON_FILE
from cases.intake.forms import RecordForm
from cases.intake.groups import PARENTS
from cases.intake.pages import changed_elsewhere, check_page, check_url, of_draft
from cases.intake.steps import Answers, step_named
from cases.matching.lookalikes import USE, asked_about
from cases.models import Person
from cases.policy.permissions import Permission


@require_POST
@requires(Permission.EDIT_CASES)
@of_draft
def take(request, draft, who):
    """Take a parent on file into the draft: the children are tied to that one, and nobody is recorded twice."""
    form = _sent(request, who)
    if not form.is_valid():
        return check_page(request, draft, form, status=422)
    answers, back = Answers(draft), _check_url(draft, who)
    if _was_merged(request):
        messages.warning(request, MERGED)
        return redirect(back)
    guardian = chosen_on_file(request)
    typed = answers.at(who)
    if drafts.is_taken(draft, who) and typed.get("guardian") == str(guardian.public_id):
        # Pressed twice.
        return redirect(back)
    if not answers.is_new(who):
        return changed_elsewhere(request, draft)
    name = next((name.full for name in guardian.person.names.order_by("-is_preferred", "pk")), "")
    taken = {
        "how": [ON_FILE],
        "search": [name],
        "guardian": [str(guardian.public_id)],
        "confidence": [typed.get("confidence", "")],
    }
    version = form.cleaned_data["version"]
    try:
        drafts.take_on_file(by=request.user, draft=draft, role=who, typed=taken, version=version)
    except Stale as stale:
        return changed_elsewhere(request, stale.current)
    messages.success(request, _("The parent on file is taken. Look at the answers, then record."))
    return redirect(back)


@require_POST
@requires(Permission.EDIT_CASES)
@of_draft
def give_back(request, draft, who):
    """Bring back what was typed of a parent: the one on file was somebody else."""
    form = _sent(request, who)
    if not form.is_valid():
        return check_page(request, draft, form, status=422)
    back = _check_url(draft, who)
    try:
        drafts.give_back(by=request.user, draft=draft, role=who, version=form.cleaned_data["version"])
    except Stale as stale:
        return changed_elsewhere(request, stale.current)
    messages.success(request, _("What you typed of this parent is back."))
    return redirect(back)


def _sent(request, who):
    """The form that was sent about a parent; 404 for who is none."""
    if who not in PARENTS:
        raise Http404
    return RecordForm(posted(request), user=request.user)


def _check_url(draft, who):
    """The page of all answers, at those about a parent; 404 where this registration asks for no such parent."""
    step = step_named(Answers(draft), who)
    if step is None:
        raise Http404
    return check_url(draft, step)


def _was_merged(request):
    """Whether the person who was chosen was given up in a merge while somebody looked at the page."""
    given_up = Person.objects.given_up(request.user)
    return given_up.filter(public_id=asked_about(request.POST.get(USE, ""))).exists()
