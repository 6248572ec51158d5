"""Who looked at one file: for supervisors of the office that keeps it, and for the officer, who sees no name."""

from datetime import date

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import get_for, leads_nowhere, requires
from cases.audit.looks import file_known_by, file_of
from cases.audit.record import read
from cases.components.lists import chips_of
from cases.models import Child
from cases.models.wall import everything
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission
from cases.watch.days import days_of
from cases.watch.filters import LooksFilter

SUBJECT = "watch:file"


@require_safe
@requires(Permission.SEE_WHO_LOOKED)
@everything("Whoever looked at a file may be of another office.")
def of_child(request, public_id):
    """The looks at a file since the own office keeps it; ``?before=`` (a day) goes further back."""
    rows = Child.objects.select_related("person", "office").prefetch_related("person__names")
    child = get_for(request.user, rows, public_id=public_id)
    watched = file_of(child)
    read(by=request.user, subject=SUBJECT, ids=[child.public_id])
    more = {"name": PersonPresenter(child.person).name, "child": child}
    return _page(request, watched, more)


@require_safe
@requires(Permission.READ_TRAIL)
def of_file(request, public_id):
    """The same without a name, and without an end: all that the trail has of one public id, whoever kept the file."""
    watched = file_known_by(public_id)
    if not watched.looks.exists():
        leads_nowhere(request.user, Child, public_id=public_id)
    read(by=request.user, subject=SUBJECT, ids=watched.ids)
    return _page(request, watched, {})


def _page(request, watched, more):
    filters = LooksFilter(request.GET, queryset=watched.looks)
    is_valid = filters.form.is_valid()
    found = days_of(
        filters.qs if is_valid else watched.looks.none(), before=_day(request.GET.get("before", ""))
    )
    context = {
        "watched": watched,
        "form": filters.form,
        "chips": chips_of(filters.form, request.GET),
        "days": found.days,
        "earlier": _address(request, before=found.before) if found.before else "",
        "latest": _address(request) if "before" in request.GET else "",
        **more,
    }
    return render(request, "watch/file.html", context, status=200 if is_valid else 400)


def _day(text):
    try:
        return date.fromisoformat(text) if date.fromisoformat(text).year >= 1900 else None
    except ValueError:
        return None


def _address(request, **edge):
    query = request.GET.copy()
    query.pop("before", None)
    for word, day in edge.items():
        query[word] = day.isoformat()
    return f"?{query.urlencode()}" if query else request.path
