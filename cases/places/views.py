"""Pages about places."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted, sent_before
from cases.components.lists import listing
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import Place, PlaceControl
from cases.places import actions
from cases.places.filters import ORDERS, PlaceFilter
from cases.places.forms import (
    ControlForm,
    CorrectControlForm,
    EditClosedPlaceForm,
    EditPlaceForm,
    NewPlaceForm,
    control_initial,
    place_initial,
)
from cases.places.presenters import Here, PlacePresenter, control_rows, here_now, history
from cases.places.review import gone_since
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_PLACES)
def places(request):
    """Places by kind, State, and whether they are open."""
    rows = Place.objects.visible_to(request.user).select_related("country")
    found = listing(request, PlaceFilter(request.GET, queryset=rows), orders=ORDERS, default="name")
    here = here_now(request.user, found.page.rows)
    context = {
        "listing": found,
        "places": [_presented(place, here) for place in found.page],
        "shows_people": here is not None,
        "may_manage": request.user.may(Permission.MANAGE_PLACES),
    }
    return render(request, "places/list.html", context, status=found.status)


@require_safe
@requires(Permission.VIEW_PLACES)
def detail(request, public_id):
    """One place: what it is, who controls it, which sites it replaced, who of the office is there."""
    place = get_for(request.user, Place.objects.select_related("country", "successor"), public_id=public_id)
    here = here_now(request.user, [place])
    context = {
        "place": _presented(place, here),
        "public_id": place.public_id,
        "history": history(place, place.controls.newest_first()),
        "gone": gone_since(request.user, place),
        "predecessors": [PlacePresenter(before) for before in place.predecessors.by_name()],
        "may_manage": request.user.may(Permission.MANAGE_PLACES),
        "office": request.user.office,
    }
    return render(request, "places/detail.html", context)


def _presented(place, here):
    return PlacePresenter(place, here=None if here is None else here.get(place.pk, Here()))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PLACES)
def add(request):
    """A new place."""
    if made := sent_before(request):
        return redirect("places:detail", made)
    form = NewPlaceForm(posted(request), user=request.user)
    if public_id := saved(
        request,
        form,
        lambda: actions.add_place(by=request.user, **form.cleaned_data),
        told=_("The place is on the list."),
    ):
        return redirect("places:detail", public_id)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PLACES)
def edit(request, public_id):
    """Change a place; one that closed may open again. Two versions side by side when both were changed."""
    place = get_for(request.user, Place.objects.select_related("successor"), public_id=public_id)
    name, is_closed = place.name, not place.is_open
    filed, stamp = place_initial(place), stamp_of(place)
    form_class = EditClosedPlaceForm if is_closed else EditPlaceForm
    form = form_class(
        kept(posted(request), filed), instance=place, initial={"version": stamp}, user=request.user
    )
    try:
        if saved(
            request, form, lambda: actions.update_place(by=request.user, place=place, **form.cleaned_data)
        ):
            return redirect("places:detail", public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=place_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=reverse("places:detail", args=[public_id]),
            title=_("Edit a place"),
        )
    return _form_page(request, form, public_id=public_id, name=name, is_closed=is_closed)


def _form_page(request, form, **context):
    status = 422 if form.errors else 200
    return render(request, "places/form.html", {"form": form, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PLACES)
def control(request, public_id):
    """Record which authority controls the place from a day on."""
    place = get_for(request.user, Place.objects, public_id=public_id)
    form = ControlForm(posted(request), user=request.user)
    if saved(
        request,
        form,
        lambda: actions.record_control(by=request.user, place=place, **form.cleaned_data),
        told=_("The authority is recorded."),
    ):
        return redirect("places:detail", public_id)
    context = {
        "form": form,
        "place": PlacePresenter(place),
        "may_manage": True,
        "public_id": public_id,
        "controls": control_rows(place.controls.newest_first()),
    }
    return render(request, "places/control.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PLACES)
def correct(request, public_id, control_id):
    """Set right what was recorded wrongly of an authority. Two versions side by side when both corrected it."""
    controls = PlaceControl.objects.filter(place__public_id=public_id).select_related("place")
    row = get_for(request.user, controls, public_id=control_id)
    typed, stamp = kept(posted(request), control_initial(row)), stamp_of(row)
    form = CorrectControlForm(typed, instance=row, initial={"version": stamp}, user=request.user)

    def save():
        return actions.correct_control(by=request.user, control=row, **form.cleaned_data)

    try:
        if saved(request, form, save, told=_("The authority is corrected.")):
            return redirect("places:detail", public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=control_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=reverse("places:detail", args=[public_id]),
            title=_("Correct the authority"),
        )
    context = {
        "form": form,
        "place": PlacePresenter(row.place),
        "controls": control_rows(row.place.controls.newest_first()),
        "is_correction": True,
    }
    return render(request, "places/control.html", context, status=422 if form.errors else 200)
