"""The page that hands over cases: choose, look once more, done."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import requires
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.enums import Role
from cases.handover import actions
from cases.handover.choosing import cases_of, holders
from cases.handover.forms import HandOverForm
from cases.handover.presenters import SHOWN, done_words, groups_of, rows_of
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def hand_over(request):
    """Choose cases of one's own (a supervisor: of ``?of=`` a colleague), look once more, and give them away."""
    holder = _holder(request)
    if sent_before(request):
        return redirect("home:start")
    form = HandOverForm(posted(request), user=request.user, holder=holder)
    if "back" in request.POST or not form.is_valid():
        return _choose(request, holder, form)
    chosen, to = form.cleaned_data["children"], form.cleaned_data["user"]
    if "confirmed" not in request.POST:
        return _review(request, holder, form)
    if saved(request, form, lambda: _save(request, holder, form), told=done_words(len(chosen), to.full_name)):
        return redirect("home:start")
    return _choose(request, holder, form)


def _holder(request):
    """Whose cases are handed over; somebody else's only where the reader may, and otherwise not found."""
    people = list(holders(request.user))
    asked = request.GET.get("of") or str(request.user.public_id)
    found = next((person for person in people if str(person.public_id) == asked), None)
    if found is None:
        raise Http404
    return found


def _save(request, holder, form):
    typed = form.cleaned_data
    made = actions.hand_over(
        by=request.user,
        holder=holder,
        to=typed["user"],
        children=typed["children"],
        reason=typed["reason"],
        form_id=typed["form_id"],
    )
    return made[0]


def _choose(request, holder, form):
    cases = cases_of(holder, request.user)
    ticked = set(form.data.getlist("children")) if form.is_bound else set()
    going_back = "back" in request.POST
    context = {
        "form": form,
        "holder": holder,
        "is_own": holder.pk == request.user.pk,
        "people": holders(request.user) if request.user.role == Role.SUPERVISOR else [],
        "groups": groups_of(cases, ticked=ticked),
        "count": holder.held,
        "shown": SHOWN,
    }
    status = 422 if form.is_bound and not going_back else 200
    return render(request, "handover/choose.html", context, status=status)


def _review(request, holder, form):
    chosen = form.cleaned_data["children"]
    first = cases_of(holder, request.user).filter(pk__in=[child.pk for child in chosen]).with_list_parts()
    context = {
        "form": form,
        "to": form.cleaned_data["user"],
        "holder": holder,
        "is_own": holder.pk == request.user.pk,
        "reason": form.cleaned_data["reason"],
        "rows": rows_of(first[:SHOWN]),
        "count": len(chosen),
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name in form.fields and name != "expected"
        ],
    }
    return render(request, "handover/review.html", context)
