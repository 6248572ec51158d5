"""Possible matches: the list, two records side by side with the answer, a family made of two children."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import get_for, requires
from cases.audit import record
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, settled
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.enums import MatchAnswer, MatchKind
from cases.errors import Stale
from cases.matching import answers
from cases.matching.comparing import read_facts
from cases.matching.consent import granted, is_within
from cases.matching.duplicates import find_for, on_file
from cases.matching.explaining import explained
from cases.matching.linking import choices_for
from cases.matching.queue import (
    DEFAULT_ORDER,
    ORDERS,
    MatchFilter,
    matches_for,
    read_names,
    requests_for,
    with_row_parts,
)
from cases.matching.review_forms import AnswerForm, FamilyForm
from cases.matching.review_presenters import (
    Compared,
    MatchRow,
    RequestRow,
    count_words,
    facts_of,
    found_words,
)
from cases.models import MatchRequest, Person
from cases.models.wall import everything
from cases.people.pages import page_of
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def review(request):
    """Pairs that may be one person or of one family: those nobody has compared, unless others are asked for."""
    office = request.user.office
    rows = with_row_parts(matches_for(request.user))
    filterset = MatchFilter(request.GET, queryset=rows, request=request)
    found = listing(request, filterset, orders=ORDERS, default=DEFAULT_ORDER)
    read_names(found.page.rows, office.pk)
    requests = requests_for(request.user).open().filter(holding_office=office)
    context = {
        "list": found,
        "rows": [MatchRow(match, office.pk) for match in found.page],
        "count_text": count_words(found.count),
        "requests": requests.count(),
        "office": office,
    }
    return render(request, "matching/review.html", context, status=found.status)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
@everything("A pair of records is kept by two offices; each sees of the other's what was consented to.")
def pair(request, public_id):
    """Two records side by side, and what somebody finds; of another office's record nothing without its consent."""
    match = _match(request, public_id)
    office_id = request.user.office_id
    if sent_before(request) is not None:
        return _after(request, match)
    consent = None if is_within(office_id, match) else granted(match)
    if consent is None and not is_within(office_id, match):
        return _own_only(request, match)
    filed = {"answer": match.answer, "reason": match.reason}
    data = posted(request) and settled(request.POST, {name: [value] for name, value in filed.items()})
    form = AnswerForm(data, user=request.user, match=match, initial={**filed, "version": match.version})

    def save():
        return answers.answer(by=request.user, match=match, **form.cleaned_data)

    try:
        if saved(request, form, save, told=_("Your answer is remembered.")):
            match.refresh_from_db(fields=["answer"])
            return _after(request, match)
    except Stale as stale:
        current = stale.current.row
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"answer": current.answer, "reason": current.reason},
            changed=last_change(current),
            back_url=reverse("matching:pair", args=[public_id]),
            title=_("Compare two records"),
        )
    return _comparison(request, match, form, consent)


def _match(request, public_id):
    return get_for(request.user, with_row_parts(matches_for(request.user)), public_id=public_id)


def _comparison(request, match, form, consent):
    ids = [match.first.public_id, match.second.public_id]
    record.read(by=request.user, subject="matching:pair", ids=ids)
    own = MatchRow(match, request.user.office_id).own.person
    other = match.second if own.pk == match.first_id else match.first
    read_facts(own, other, reader=request.user)
    sides = [Compared(own), Compared(other)]
    context = {
        "match": MatchRow(match, request.user.office_id),
        "sides": sides,
        "facts": facts_of(*sides, within=consent is None),
        "explanation": explained(match.evidence),
        "form": form,
        "consent": consent and RequestRow(consent, request.user.office_id),
        "answered": match.answer and match.answered_by,
        "office": request.user.office,
    }
    return render(request, "matching/pair.html", context, status=422 if form.is_bound else 200)


def _own_only(request, match):
    """What an office is shown of a pair whose other record it may not compare: its own record, and that there is one."""
    read_names([match], request.user.office_id)
    mine = MatchRequest.objects.visible_to(request.user).filter(match=match)
    mine = mine.select_related("asking_office", "holding_office", "asked_by").order_by("-pk")
    requests = [RequestRow(_of(one, match), request.user.office_id) for one in mine]
    context = {
        "match": MatchRow(match, request.user.office_id),
        "requests": requests,
        "may_ask": not any(row.is_mine and row.is_waiting for row in requests),
        "is_refused": request.method == "POST",
        "office": request.user.office,
    }
    return render(request, "matching/own_only.html", context, status=422 if request.method == "POST" else 200)


def _of(request, match):
    request.match = match
    return request


def _after(request, match):
    """Where an answer leads: one person to the merge, one family to the family group, anything else to the list."""
    if match.answer != MatchAnswer.SAME or not is_within(request.user.office_id, match):
        return redirect("matching:review")
    if match.kind == MatchKind.SAME_FAMILY:
        return redirect("matching:family", match.public_id)
    return redirect("matching:merge", match.first.public_id, match.second.public_id)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def family(request, public_id):
    """Put two children of one family into one group, and tie parents of the one to the other."""
    match = _match(request, public_id)
    office_id = request.user.office_id
    if not is_within(office_id, match) or match.kind != MatchKind.SAME_FAMILY:
        raise Http404
    if match.answer != MatchAnswer.SAME:
        return redirect("matching:pair", public_id)
    if sent_before(request) is not None:
        return redirect(page_of(match.first))
    read_names([match], office_id)
    choices = choices_for(match, request.user)
    form = FamilyForm(posted(request), user=request.user, options=choices.ties, has_group=choices.has_group)

    def save():
        return answers.make_family(
            by=request.user, match=match, form_id=form.cleaned_data["form_id"], **form.chosen()
        )

    if choices.is_open and saved(request, form, save):
        return redirect(page_of(match.first))
    context = {"match": MatchRow(match, office_id), "form": form, "choices": choices}
    return render(request, "matching/family.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.EDIT_CASES)
def look(request, public_id):
    """Look for possible matches of one person now."""
    person = get_for(request.user, Person.objects.select_related("child", "guardian"), public_id=public_id)
    if not on_file().filter(pk=person.pk).exists():
        raise Http404
    found = find_for({person.pk}, by=request.user)
    messages.success(request, found_words(found))
    return redirect(page_of(person))
