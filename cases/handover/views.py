"""The page that hands over cases: choose, look once more, done."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import requires
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.enums import Role
from cases.handover import actions
from cases.handover.choosing import Looking, cases_of, holders, ids_in
from cases.handover.families import parted_by
from cases.handover.forms import TICKED, HandOverForm, typed_so_far
from cases.handover.presenters import REVIEWED, Choice, Parted, done_words, rows_of
from cases.policy.permissions import Permission

# What the buttons of the two pages send beside the form.
LOOK, BACK, CONFIRMED, ADD_SIBLINGS = "look", "back", "confirmed", "add_siblings"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def hand_over(request):
    """Choose cases of one's own (a supervisor: of ``?of=`` a colleague), look once more, and give them away."""
    holder = _holder(request)
    if sent_before(request):
        return redirect("home:start")
    if LOOK in request.POST or BACK in request.POST:
        typed = HandOverForm(user=request.user, holder=holder, initial=typed_so_far(request.POST))
        return _choose(request, holder, typed, status=200)
    form = HandOverForm(posted(request), user=request.user, holder=holder)
    if not form.is_valid():
        return _choose(request, holder, form, status=422 if form.is_bound else 200)
    if ADD_SIBLINGS in request.POST:
        return _review(request, holder, _with_siblings(request, holder, form))
    if CONFIRMED not in request.POST:
        return _review(request, holder, form)
    if saved(request, form, lambda: _save(request, holder, form), told=_told(form)):
        return redirect("home:start")
    return _choose(request, holder, form, status=422)


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
        until=typed["until"],
        form_id=typed["form_id"],
    )
    return made[0]


def _told(form):
    typed = form.cleaned_data
    return done_words(len(typed["children"]), typed["user"].full_name, typed["until"])


def _with_siblings(request, holder, form):
    """The same form with the brothers and sisters ticked who would otherwise stay."""
    chosen = form.cleaned_data["children"]
    families = parted_by(chosen, form.cases)
    staying = [child for family in families for child in family.staying]
    data = request.POST.copy()
    data.setlist("children", [str(child.public_id) for child in dict.fromkeys([*chosen, *staying])])
    data["which"] = TICKED
    data.pop("expected", None)
    wider = HandOverForm(data, user=request.user, holder=holder)
    # The same answers with cases of the same holder: valid like the form before it.
    wider.full_clean()
    return wider


def _choose(request, holder, form, *, status):
    cases = cases_of(holder, request.user)
    ticked = cases.filter(public_id__in=ids_in(request.POST.getlist("children")))
    context = {
        "form": form,
        "holder": holder,
        "is_own": holder.pk == request.user.pk,
        "people": holders(request.user) if request.user.role == Role.SUPERVISOR else [],
        "choice": Choice(
            cases,
            looking=Looking.asked(request.POST),
            user=request.user,
            ticked=ticked.order_by().values_list("public_id", flat=True),
        ),
        "count": holder.held,
    }
    return render(request, "handover/choose.html", context, status=status)


def _review(request, holder, form):
    chosen = form.cleaned_data["children"]
    first = cases_of(holder, request.user).filter(pk__in=[child.pk for child in chosen]).with_list_parts()
    families = parted_by(chosen, form.cases)
    context = {
        "form": form,
        "to": form.cleaned_data["user"],
        "until": form.cleaned_data["until"],
        "holder": holder,
        "is_own": holder.pk == request.user.pk,
        "reason": form.cleaned_data["reason"],
        "rows": rows_of(first[:REVIEWED]),
        "count": len(chosen),
        "parted": [Parted(family) for family in families],
        "siblings": len({child.pk for family in families for child in family.staying}),
        "carried": [
            (name, value)
            for name, values in form.data.lists()
            for value in values
            if name in form.fields and name != "expected"
        ],
    }
    return render(request, "handover/review.html", context)
