"""Pages about States."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.countries import actions
from cases.countries.forms import PositionForm, StateForm
from cases.countries.presenters import StatePresenter, claim_counts, position_row
from cases.errors import Stale
from cases.models import Country, CountryPosition
from cases.policy.permissions import Permission

CURRENT = Prefetch("positions", queryset=CountryPosition.objects.current(), to_attr="current_positions")


@require_safe
@requires(Permission.VIEW_STATES)
def states(request):
    """Those asked to take children back with what they say now, then all others."""
    countries = Country.objects.visible_to(request.user).prefetch_related(CURRENT).by_name()
    shown = [StatePresenter(country, country.current_positions) for country in countries]
    context = {
        "asked": [state for state in shown if state.is_destination],
        "others": [state for state in shown if not state.is_destination],
        "own_only": bool(request.user.state),
        "may_manage": request.user.may(Permission.MANAGE_STATES),
    }
    return render(request, "countries/list.html", context)


@require_safe
@requires(Permission.VIEW_STATES)
def detail(request, code):
    """One State: what it said over time, and the claims of the reader's office on it."""
    country = get_for(request.user, Country.objects, code=code)
    positions = list(country.positions.newest_first())
    user = request.user
    context = {
        "code": country.code,
        "state": StatePresenter(country, [row for row in positions if row.to_date is None]),
        "positions": [position_row(row) for row in positions],
        "claims": claim_counts(user, country) if user.may(Permission.VIEW_CASES) else None,
        "may_manage": user.may(Permission.MANAGE_STATES),
        "may_view_places": user.may(Permission.VIEW_PLACES),
        "office": user.office,
    }
    return render(request, "countries/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_STATES)
def edit(request, code):
    """Decide whether the State is asked to take children back; two versions where two people decided at once."""
    country = get_for(request.user, Country.objects, code=code)
    filed = {"is_destination": country.is_destination}
    initial = {**filed, "version": actions.decision_stamp(country)}
    form = StateForm(kept(posted(request), filed), initial=initial, user=request.user)
    try:
        if form.is_valid():
            actions.set_destination(by=request.user, country=country, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("countries:detail", code)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"is_destination": stale.current.row.is_destination},
            changed=None,
            back_url=reverse("countries:detail", args=[code]),
            title=_("Edit a State"),
        )
    return _form_page(request, "countries/form.html", form, country)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_STATES)
def position(request, code):
    """Record what the State has said since a day."""
    country = get_for(request.user, Country.objects, code=code)
    if sent_before(request):
        return redirect("countries:detail", code)
    form = PositionForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.add_position(by=request.user, country=country, **form.cleaned_data),
        told=_("The position is recorded."),
    ):
        return redirect("countries:detail", code)
    return _form_page(request, "countries/position.html", form, country)


def _form_page(request, template, form, country):
    state = StatePresenter(country, country.positions.current())
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "state": state}, status=status)
