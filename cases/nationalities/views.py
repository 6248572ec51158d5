"""Pages about claims on a State, what became of them, and the leave to contact a State."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.kept_lists import ListInUse, remember_place
from cases.components.lists import listing
from cases.components.saving import saved
from cases.components.stamps import stamp_in_force
from cases.enums import ContactLevel
from cases.errors import Stale
from cases.models import Child, ContactPermission, Country, Nationality
from cases.nationalities import actions
from cases.nationalities.columns import CLAIMS
from cases.nationalities.filters import DEFAULT_ORDER, ORDERS, ClaimFilter
from cases.nationalities.forms import ContactForm, DecisionForm, EditClaimForm, NewClaimForm
from cases.nationalities.presenters import (
    ClaimPresenter,
    contact_entries,
    contact_words,
    current_contacts,
    decision_entries,
)
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def claims(request):
    """Claims of the office by State, answer, ground and leave to contact."""
    in_use = ListInUse(request, CLAIMS)
    rows = Nationality.objects.visible_to(request.user).with_list_parts()
    rows = CLAIMS.with_columns(rows, in_use.codes)
    filterset = ClaimFilter(request.GET, queryset=rows)
    found = listing(request, filterset, orders=ORDERS, default=DEFAULT_ORDER)
    levels = current_contacts(found.page.rows)
    chosen = _chosen_state(request, filterset)
    remember_place(request, CLAIMS)
    context = {
        "listing": found,
        "in_use": in_use,
        "claims": [
            ClaimPresenter(claim, level=levels.get((claim.child_id, claim.state_id))) for claim in found.page
        ],
        "chosen": chosen,
        "office": request.user.office,
    }
    return render(request, "nationalities/list.html", context, status=found.status)


def _chosen_state(request, filterset):
    code = getattr(filterset.form, "cleaned_data", {}).get("state")
    return Country.objects.visible_to(request.user).filter(code=code).first() if code else None


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """One claim: its decisions, its evidence, and whether the State may be contacted about the child."""
    claim = _claim_for(request, public_id)
    permissions = _contacts(claim.child, claim.state)
    current = next((row for row in permissions if row.to_date is None), None)
    context = {
        "claim": ClaimPresenter(claim, level=current.level if current else None),
        "public_id": claim.public_id,
        "state_code": claim.state_id,
        "decisions": decision_entries(claim, claim.decisions.newest_first()),
        "contacts": contact_entries(permissions),
        "may_edit": request.user.may(Permission.EDIT_CASES),
        "office": request.user.office,
    }
    return render(request, "nationalities/detail.html", context)


def _claim_for(request, public_id):
    return get_for(request.user, Nationality.objects.with_list_parts(), public_id=public_id)


def _child_for(request, public_id):
    rows = Child.objects.select_related("person").prefetch_related("person__names")
    return get_for(request.user, rows, public_id=public_id)


def _contacts(child, state):
    return list(ContactPermission.objects.filter(child=child, state=state).newest_first())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def add(request, public_id):
    """A new claim of a child."""
    child = _child_for(request, public_id)
    if made := sent_before(request):
        return redirect("nationalities:detail", made)
    form = NewClaimForm(posted(request), user=request.user)
    if made := saved(
        request,
        form,
        lambda: actions.add_claim(by=request.user, child=child, **form.cleaned_data),
        told=_("The claim is on file."),
    ):
        return redirect("nationalities:detail", made)
    context = {
        "form": form,
        "person": PersonPresenter(child.person),
        "case_number": child.case_number,
        "back_url": reverse("casefile:detail", args=[public_id]),
    }
    return _form_page(request, "nationalities/add.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def edit(request, public_id):
    """Correct a claim; two versions side by side when both were changed."""
    claim = _claim_for(request, public_id)
    initial = {**_values(claim), "version": claim.version}
    form = EditClaimForm(kept(posted(request), _values(claim)), initial=initial, user=request.user)
    try:
        if saved(
            request, form, lambda: actions.update_claim(by=request.user, claim=claim, **form.cleaned_data)
        ):
            return redirect("nationalities:detail", public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=_values(stale.current),
            changed=last_change(stale.current),
            back_url=reverse("nationalities:detail", args=[public_id]),
            title=_("Correct the claim"),
        )
    return _form_page(
        request, "nationalities/edit.html", form, {"form": form, "claim": ClaimPresenter(claim)}
    )


def _values(claim):
    return {
        "state": claim.state_id,
        "basis": claim.basis,
        "claimed_date": claim.claimed_date,
        "evidence": claim.evidence,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def decide(request, public_id):
    """Record one step of a claim."""
    claim = _claim_for(request, public_id)
    if sent_before(request):
        return redirect("nationalities:detail", public_id)
    form = DecisionForm(posted(request), claim=claim, user=request.user)
    if saved(
        request,
        form,
        lambda: actions.record_decision(by=request.user, claim=claim, **form.cleaned_data),
        told=_("The decision is recorded."),
    ):
        return redirect("nationalities:detail", public_id)
    context = {
        "form": form,
        "claim": ClaimPresenter(claim),
        "decisions": decision_entries(claim, claim.decisions.newest_first()),
    }
    return _form_page(request, "nationalities/decide.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def contact(request, public_id, code):
    """Decide whether a State may be contacted about a child; the history stays. Two decisions at once stand side by side."""
    child = _child_for(request, public_id)
    state = get_for(request.user, Country.objects, code=code)
    if sent_before(request):
        return redirect("nationalities:contact", public_id, code)
    permissions = _contacts(child, state)
    current = next((row for row in permissions if row.to_date is None), None)
    initial = {"from_date": timezone.localdate(), "version": stamp_in_force(current)}
    level = current.level if current else ContactLevel.NOT_ASSESSED
    form = ContactForm(kept(posted(request), {"level": level}), initial=initial, user=request.user)
    try:
        if saved(
            request,
            form,
            lambda: actions.set_contact(by=request.user, child=child, state=state, **form.cleaned_data),
        ):
            return redirect("nationalities:contact", public_id, code)
    except Stale as stale:
        decided = stale.current.row
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"level": decided.level if decided else ContactLevel.NOT_ASSESSED},
            changed=last_change(decided) if decided else None,
            back_url=reverse("casefile:detail", args=[public_id]),
            title=_("Contact with a State"),
        )
    context = {
        "form": form,
        "person": PersonPresenter(child.person),
        "case_number": child.case_number,
        "state": state,
        "now": contact_words(level),
        "contacts": contact_entries(permissions),
        "back_url": reverse("casefile:detail", args=[public_id]),
    }
    return _form_page(request, "nationalities/contact.html", form, context)


def _form_page(request, template, form, context):
    return render(request, template, context, status=422 if form.errors else 200)
