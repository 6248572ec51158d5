"""The form about what a child needs."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.components.forms import posted
from cases.components.saving import saved
from cases.enums import NeedDomain
from cases.models import Child, Need
from cases.needs import actions, forms
from cases.people.correcting import Correction, correct_entry
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission

CORRECTION = Correction(forms.CorrectNeedForm, forms.need_initial, actions.correct_need)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def record(request, public_id):
    """Record what was found and what is done; ``?domain=`` offers the findings of one domain alone."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    domain = forms.domain_named(request.GET.get("domain"))
    form = forms.NeedForm(posted(request), user=request.user, domain=domain)

    def save():
        return actions.record_need(by=request.user, child=child, **form.need())

    if saved(request, form, save):
        return redirect("casefile:detail", public_id)
    context = {
        "form": form,
        "title": _("What does the child need?"),
        "name": PersonPresenter(child.person).name,
        "case_number": child.case_number,
        "back_url": reverse("casefile:detail", args=[public_id]),
        "is_one_domain": domain is not None,
    }
    return render(request, "needs/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def correct(request, public_id):
    """Correct a finding that was recorded wrongly."""
    need = get_for(request.user, Need.objects.select_related("child__person"), public_id=public_id)
    return correct_entry(request, need, need.child.person, CORRECTION, domain=NeedDomain(need.domain))
