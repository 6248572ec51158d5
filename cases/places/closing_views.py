"""Closing a site on one page: what is known, then who is there and where they go, then one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.models import Place
from cases.models.wall import everything
from cases.places.closing import Arrived, ClosedAlready, close_place
from cases.places.closing_forms import ClosingForm, DestinationsForm
from cases.places.presenters import PlacePresenter
from cases.places.review import ClosingReview
from cases.policy.permissions import Permission

# What a button of the page asks for; without a word of it, the review.
PRESS, CHANGE = "close", "change"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PLACES)
@everything("A site closes for the people of every office who are there; of others' they are counted.")
def close(request, public_id):
    """Close a site and move everybody who is there."""
    if made := sent_before(request):
        return redirect("places:detail", made)
    place = get_for(request.user, Place.objects.select_related("country"), public_id=public_id)
    if not place.is_open:
        return _told_closed(request, place)
    form = ClosingForm(posted(request), place=place, user=request.user)
    step = request.POST.get("step")
    if request.method != "POST" or step == CHANGE or not form.is_valid():
        return _details_page(request, place, form)
    review = ClosingReview(request.user, place)
    destinations = _destinations(request, form, review, is_pressed=step == PRESS)
    if step != PRESS or _is_unseen(form) or not destinations.is_valid():
        return _review_page(request, review, form, destinations)
    return _pressed(request, place, form, review, destinations)


def _is_unseen(form):
    return form.cleaned_data["seen"] is None or not form.cleaned_data["who"]


def _destinations(request, form, review, *, is_pressed):
    closing = form.closing()
    asked = {"persons": review.own, "closing": closing, "user": request.user}
    if is_pressed:
        return DestinationsForm(request.POST, **asked)
    # What was chosen before somebody went back to change the day.
    chosen = {name: value for name, value in request.POST.items() if name.startswith("go-")}
    return DestinationsForm(initial=chosen, **asked)


def _pressed(request, place, form, review, destinations):
    def save():
        return close_place(
            by=request.user,
            place=place,
            closing=form.closing(),
            reviewed=destinations.reviewed(form.cleaned_data["who"]),
            form_id=form.cleaned_data["form_id"],
        )

    try:
        made = saved(
            request, form, save, told=_("The site is closed, and everybody who was there has moved.")
        )
    except Arrived as arrived:
        again = ClosingReview(request.user, place)
        fresh = _destinations(request, form, again, is_pressed=False)
        return _review_page(request, again, form, fresh, arrived=arrived)
    except ClosedAlready as closed:
        return _told_closed(request, closed.current)
    return redirect("places:detail", made) if made else _details_page(request, place, form)


def _told_closed(request, place):
    messages.warning(request, _("This site is closed already. Nothing was changed."))
    return redirect("places:detail", place.public_id)


def _details_page(request, place, form):
    context = {
        "form": form,
        "place": PlacePresenter(place),
        # Choices made on the review wait here while the day or the successor is corrected.
        "kept": [(name, value) for name, value in request.POST.items() if name.startswith("go-")],
    }
    return render(request, "places/close.html", context, status=422 if form.errors else 200)


def _review_page(request, review, form, destinations, *, arrived=None):
    context = {
        "form": form,
        "closing": form.closing(),
        "place": PlacePresenter(review.place),
        "review": review,
        "rows": review.rows(destinations),
        "destinations": destinations,
        "seen_before": form.cleaned_data["seen"] if arrived else None,
        "shows_names": request.user.may(Permission.VIEW_CASES),
    }
    status = 409 if arrived else 422 if destinations.errors else 200
    return render(request, "places/close_review.html", context, status=status)
