"""The search of the whole app: its page, and the few lines under the box while somebody types."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.access import nothing_typed, requires
from cases.audit import pages
from cases.components.searching import LONGEST_TEXT, search_redirect, searched, seen_while_typing
from cases.matching.results import SHOWN_OF_EACH, results_for, suggestions_for
from cases.models import Child
from cases.models.numbers import is_checked_number
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def page(request):
    """Children, parents and carers of the user's office that answer what was typed, each with the reason."""
    text, problem = searched(request)
    results = results_for(request.user, text) if text else None
    if text and not results and (left := _erased(request.user, text)):
        return redirect("casefile:detail", left)
    context = {
        "text": text,
        "problem": problem,
        "token": request.GET.get("q", ""),
        "results": results,
        "most": SHOWN_OF_EACH,
        "may_register": request.user.may(Permission.EDIT_CASES),
        "office": request.user.office,
    }
    return render(request, "matching/search.html", context, status=400 if problem else 200)


def _erased(user, text):
    """The public id of the erased file of the user's office whose whole number was typed; its page says what is left."""
    if not is_checked_number(text.strip()):
        return None
    erased = Child.objects.erased(user).filter(case_number=text.strip().upper())
    return erased.values_list("public_id", flat=True).first()


@require_POST
@requires(Permission.VIEW_CASES)
@nothing_typed
def keep(request):
    """Keep what was typed in the session and go to the page of results; no name stands in the address."""
    return search_redirect(request, "search:page", filters=())


@require_POST
@requires(Permission.VIEW_CASES)
@nothing_typed
def suggest(request):
    """The best few for what is typed so far; nothing of it is kept, and whom it shows is in the trail once."""
    text = request.POST.get("q", "")[:LONGEST_TEXT]
    results = suggestions_for(request.user, text)
    if seen_while_typing(request.session, [result.row.public_id for result in results.best]):
        pages.told()
    else:
        pages.searched(text)
    return render(request, "matching/_suggested.html", {"results": results})
