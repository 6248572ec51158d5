"""Two records of one person: finding the other one, comparing the two, merging them, and undoing it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import find_for, get_for, requires
from cases.audit import record
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.components.searching import search_redirect, searched
from cases.errors import Stale
from cases.matching.merge_forms import FindSameForm, MergeForm, UndoMergeForm
from cases.matching.merge_presenters import Candidate, MergePage, chosen, counts
from cases.matching.merging import merge_records
from cases.matching.pair import Pair
from cases.matching.search import find
from cases.matching.typed import Typed
from cases.matching.undoing import added_since, read_undo, undo_merge
from cases.models import Child, Person, PersonMerge
from cases.models.wall import everything
from cases.people.masks import mark_hidden
from cases.people.merged import to_the_one_that_stays
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]
MOST_FOUND = 20
WITH_FILES = Person.objects.select_related("child", "guardian")


@require_POST
@requires(Permission.EDIT_CASES)
def find_same(request, public_id):
    """Keep what was typed out of the address, and look for it."""
    person = get_for(request.user, Person.objects.all(), public_id=public_id)
    return search_redirect(request, "matching:same", filters=(), args=[person.public_id])


@require_safe
@requires(Permission.EDIT_CASES)
def same(request, public_id):
    """The other records of one person, by case number or by name."""
    person = get_for(request.user, WITH_FILES, public_id=public_id)
    text, problem = searched(request)
    found = _found(request.user, person, text) if text else []
    context = {
        "person": person,
        "name": PersonPresenter(person).name,
        "back_url": page_of(person),
        "form": FindSameForm(initial={"q": text}),
        "text": text,
        "problem": problem,
        "candidates": [Candidate(person, other) for other in found[:MOST_FOUND]],
        "more": len(found) > MOST_FOUND,
    }
    return render(request, "matching/same.html", context)


def _found(user, person, text):
    """Persons of the office with a case number that begins so, then those whose names answer what was typed."""
    within = WITH_FILES.visible_to(user).exclude(pk=person.pk).prefetch_related("names")
    number = Typed(text).number
    children = Child.objects.visible_to(user).by_number(number).values("person") if number else []
    numbered = list(within.filter(pk__in=children).order_by("pk")[: MOST_FOUND + 1])
    named = [one for one in find(text, within=within, limit=MOST_FOUND + 1) if one not in numbered]
    return [*numbered, *named][: MOST_FOUND + 1]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A merge moves every row that points to the record, those of other offices too.")
def merge(request, public_id, other_id):
    """Both records side by side; with a reason a supervisor makes one of them."""
    kept = _standing(request, public_id)
    if sent_before(request) and isinstance(kept, Person):
        return redirect(page_of(kept))
    other = _standing(request, other_id)
    for led in (kept, other):
        if not isinstance(led, Person):
            return led
    if kept == other:
        raise Http404
    page = MergePage(_pair(request, kept, other))
    form = MergeForm(
        posted(request), user=request.user, asked=page.asked, initial={"version": page.pair.stamp}
    )
    page.choices = chosen(form)
    status = 422 if form.is_bound else 200
    if form.is_bound and not request.user.may(Permission.MERGE_RECORDS):
        record.denied(by=request.user, subject=request.resolver_match.view_name)

    def save():
        values = {name: form.cleaned_data[name] for name in ("version", "reason", "form_id")}
        return merge_records(by=request.user, kept=kept, other=other, choices=form.choices, **values)

    try:
        if saved(request, form, save, told=_("The two records are one now.")):
            return redirect(page_of(WITH_FILES.get(pk=kept.pk)))
    except Stale:
        # What was chosen and typed stays; the form goes on from what is on file now.
        page, status = MergePage(_pair(request, kept, other), choices=page.choices), 409
        form = form.opened_anew(page.pair.stamp, page.asked)
    context = {
        "page": page,
        "choices": [(row, form[row.field]) for row in page.choice_rows],
        "form": form,
        "back_url": page_of(kept),
        "is_stale": status == 409,
        "may_merge": request.user.may(Permission.MERGE_RECORDS),
    }
    return render(request, "matching/merge.html", context, status=status)


def _pair(request, kept, other):
    """Both records with all that hangs on them; relatives in a restricted file stay without a name."""
    pair = Pair(kept, other)
    mark_hidden(pair.relatives, request.user)
    return pair


def _standing(request, public_id):
    """The person of the address; for a record that was merged the way to the one that stays."""
    person = find_for(request.user, WITH_FILES, public_id=public_id)
    return person or to_the_one_that_stays(request, Person.objects.all(), public_id)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A merge moves every row that points to the record, those of other offices too.")
def undo(request, public_id):
    """What a merge moved and what was added since; with a reason a supervisor makes two of one."""
    rows = PersonMerge.objects.select_related(
        "kept__child", "kept__guardian", "kept__merged_into", "merged__child", "merged_by", "undone_by"
    )
    found = get_for(request.user, rows, public_id=public_id)
    back_url = page_of(found.kept.merged_into or found.kept)
    if sent_before(request):
        return redirect(back_url)
    undone = read_undo(found)
    form = UndoMergeForm(posted(request), user=request.user, initial={"version": undone.stamp})
    status = 422 if form.is_bound else 200
    if form.is_bound and not request.user.may(Permission.MERGE_RECORDS):
        record.denied(by=request.user, subject=request.resolver_match.view_name)

    def save():
        return undo_merge(by=request.user, merge=found, **form.cleaned_data)

    try:
        if saved(request, form, save, told=_("The merge was undone. The two records stand apart again.")):
            return redirect(back_url)
    except Stale as stale:
        undone, status = stale.current.row, 409
        form = UndoMergeForm(
            user=request.user, initial={"version": undone.stamp, "reason": form.cleaned_data["reason"]}
        )
    context = {
        "merge": undone.merge,
        "name": PersonPresenter(found.kept).name,
        "number": found.merged.child.case_number if hasattr(found.merged, "child") else "",
        "undone": undone,
        "moved": counts(step.model for step in undone.steps if "merged_into_id" not in step.after),
        "ended": counts(step.model for step in undone.ended),
        "added": counts(model for model, count in added_since(found).items() for _row in range(count)),
        "form": form,
        "back_url": back_url,
        "is_stale": status == 409,
        "may_merge": request.user.may(Permission.MERGE_RECORDS),
    }
    return render(request, "matching/undo.html", context, status=status)
