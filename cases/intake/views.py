"""Registering a child: the whole page, and the quick form of the start page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import requires, save_once
from cases.components.forms import posted
from cases.errors import Refused
from cases.intake.actions import register_child
from cases.intake.forms import QuickRegisterForm, RegisterForms
from cases.policy.permissions import Permission

# The button that only asks for one more row; nothing is saved or judged.
MORE_CLAIMS = "more_claims"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def register(request):
    """One page for all that is known; five answers are enough."""
    if MORE_CLAIMS in request.POST:
        return _page(request, RegisterForms.with_another_claim(request.POST, user=request.user))
    page = RegisterForms.of(posted(request), user=request.user)
    if page.is_bound and page.is_valid():
        try:
            return _registered(request, page.registration(), page.child.cleaned_data["form_id"])
        except Refused as refused:
            page.add_refusal(refused)
    return _page(request, page)


def _page(request, page):
    context = {"page": page, "office": request.user.office, "more_claims": MORE_CLAIMS}
    return render(request, "intake/register.html", context, status=422 if page.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def quick(request):
    """Four answers start a case; the case page asks for the rest."""
    form = QuickRegisterForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            return _registered(request, form.registration(), form.cleaned_data["form_id"])
        except Refused as refused:
            form.add_refusal(refused)
    status = 422 if form.is_bound else 200
    return render(request, "intake/quick.html", {"form": form}, status=status)


def _registered(request, registration, form_id):
    def save():
        return register_child(by=request.user, registration=registration, form_id=form_id)

    public_id = save_once(request.user, form_id, save)
    messages.success(
        request, _("The case is open. No State can see the child until somebody allows contact.")
    )
    return redirect("casefile:detail", public_id)
