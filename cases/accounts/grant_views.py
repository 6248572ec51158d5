"""Who has what, and which role may what."""

from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import requires
from cases.accounts import grant_actions
from cases.accounts.access_forms import ConfirmForm
from cases.accounts.access_presenters import GrantPresenter, givers_of
from cases.accounts.filters import GRANT_ORDERS, GrantFilter
from cases.accounts.matrix import matrix
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.models import Membership
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_USERS)
def grant_list(request):
    """Every role that holds now, the first to lapse on top; those ticked are confirmed as still needed."""
    if sent_before(request):
        return redirect(request.get_full_path())
    form = ConfirmForm(posted(request), user=request.user)
    if _confirmed(request, form):
        return redirect(request.get_full_path())
    rows = Membership.objects.visible_to(request.user).held().with_confirmation()
    rows = rows.select_related("user", "office", "state")
    found = listing(request, GrantFilter(request.GET, queryset=rows), orders=GRANT_ORDERS, default="due")
    givers = givers_of(found.page.rows)
    ticked = set(request.POST.getlist("grants"))
    context = {
        "form": form,
        "listing": found,
        "grants": [GrantPresenter(row, givers[row.pk], reader=request.user) for row in found.page],
        "ticked": ticked,
        "due": rows.due().count(),
    }
    return render(request, "accounts/grants.html", context, status=422 if form.errors else found.status)


def _confirmed(request, form):
    if not form.is_valid():
        return None
    seen, form_id = form.cleaned_data["grants"], form.cleaned_data["form_id"]
    return saved(
        request,
        form,
        lambda: grant_actions.confirm(by=request.user, seen=seen, form_id=form_id)[0],
        told=_done_words(len(seen)),
    )


def _done_words(count):
    words = ngettext(
        "%(n)s role is confirmed for a quarter.", "%(n)s roles are confirmed for a quarter.", count
    )
    return words % {"n": count}


@require_safe
@requires(*Permission)
def roles(request):
    """Which role may what, in words; everybody who works here may read it."""
    return render(request, "accounts/roles.html", {"matrix": matrix()})
