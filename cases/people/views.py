"""The written names of a person: all of them with their parts, another one, one to correct."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.models import Person, PersonName
from cases.people import naming
from cases.people.name_forms import AddNameForm, EditNameForm, name_initial
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter
from cases.people.spellings import names_by_script
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]
WITH_FILES = Person.objects.select_related("child", "guardian")


@require_safe
@requires(Permission.VIEW_CASES)
def names(request, public_id):
    """All names of a person, script by script, with parts, kind and source."""
    person = get_for(request.user, WITH_FILES.prefetch_related("names"), public_id=public_id)
    context = {
        "person": person,
        "name": PersonPresenter(person).name,
        "scripts": names_by_script(person),
        "back_url": page_of(person),
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "people/names.html", context)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def add_name(request, public_id):
    """Put another name or spelling on file."""
    person = get_for(request.user, WITH_FILES, public_id=public_id)
    form = AddNameForm(posted(request), user=request.user)

    def save():
        form_id = form.cleaned_data["form_id"]
        return naming.add_name(by=request.user, person=person, form_id=form_id, **form.facts())

    if saved(request, form, save):
        return redirect("people:names", public_id)
    return _page(request, form, person, title=_("Add a name or spelling"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def edit_name(request, public_id):
    """Correct a name, show it first or set it aside; two versions side by side when both were changed."""
    rows = PersonName.objects.select_related("person__child", "person__guardian")
    name = get_for(request.user, rows, public_id=public_id)
    filed = name_initial(name)
    initial = {**filed, "version": stamp_of(name)}
    form = EditNameForm(kept(posted(request), filed), user=request.user, initial=initial)

    def save():
        told = {field: form.cleaned_data[field] for field in ("version", "reason")}
        return naming.change_name(by=request.user, name=name, **told, **form.facts())

    try:
        if saved(request, form, save):
            return redirect("people:names", name.person.public_id)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=name_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=reverse("people:names", args=[name.person.public_id]),
            title=_("Correct a name"),
        )
    return _page(request, form, name.person, title=_("Correct a name"))


def _page(request, form, person, *, title):
    context = {
        "form": form,
        "title": title,
        "name": PersonPresenter(person).name,
        "back_url": reverse("people:names", args=[person.public_id]),
    }
    return render(request, "people/name_form.html", context, status=422 if form.is_bound else 200)
