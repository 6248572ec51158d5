"""Parents and carers: the page of one person, and the forms about them."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.guardians import actions, forms, presenters
from cases.models import Child, Guardian, Guardianship
from cases.people import actions as people
from cases.people import answers
from cases.people.forms import person_initial
from cases.people.missing import TITLE, ask_why
from cases.people.settling import settled_person
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def missing(request, public_id):
    """Say why a question about a parent or carer has no answer; ``?question=`` chooses it."""
    guardian = _guardian(request, public_id)
    person = guardian.person
    questions = answers.open_of_person(
        person,
        whereabouts=person.whereabouts.all(),
        statuses=person.statuses.all(),
        papers=person.documents.exists(),
    )
    back_url = reverse("guardians:detail", args=[public_id])
    form, answer = ask_why(request, person=person, questions=questions, back_url=back_url)
    if answer is not None:
        return answer
    return _page(request, "guardians/form.html", form, TITLE, guardian=guardian)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def add_on_file(request, public_id):
    """Record somebody who has a case file as a child (a mother under 18, for one) as a relative of another."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    form = forms.ChildAsParentForm(posted(request), user=request.user)

    def save():
        guardian = actions.guardian_of_person(by=request.user, person=form.cleaned_data["child"].person)
        return actions.tie_guardian(
            by=request.user,
            child=child,
            guardian=guardian,
            form_id=form.cleaned_data["form_id"],
            **form.tie(),
        )

    if saved(request, form, save):
        return redirect("casefile:detail", public_id)
    title = _("Add a relative who has a case file as a child")
    return _page(request, "guardians/form.html", form, title, child=child)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def edit(request, public_id):
    """Change names, sex and birth; two versions side by side when somebody else changed them meanwhile."""
    guardian = _guardian(request, public_id)
    initial = {**forms.guardian_initial(guardian), "version": actions.version_of(guardian)}
    data = settled_person(posted(request), initial)
    form = forms.EditGuardianForm(data, user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: _update(request, guardian, form)):
            return redirect("guardians:detail", public_id)
    except Stale as stale:
        current = stale.current.guardian
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=person_initial(current.person),
            changed=last_change(current, current.person),
            back_url=reverse("guardians:detail", args=[public_id]),
            title=_("Change the record"),
        )
    return _page(request, "guardians/edit.html", form, _("Change the record"), guardian=guardian)


def _update(request, guardian, form):
    typed = form.cleaned_data
    return actions.update_guardian(
        by=request.user,
        guardian=guardian,
        version=typed["version"],
        names=form.names(),
        sex=typed["sex"],
        birth=form.born(),
        source=typed["name_source"],
        reason=typed["reason"],
    )


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def status(request, public_id):
    """Record what is known of a parent or carer."""
    guardian = _guardian(request, public_id)
    form = forms.GuardianStatusForm(posted(request), user=request.user)

    def save():
        return people.record_status(by=request.user, person=guardian.person, **form.cleaned_data)

    return _record(request, guardian, form, save, title=_("What is known of this person?"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def whereabouts(request, public_id):
    """Record where a parent or carer is."""
    guardian = _guardian(request, public_id)
    form = forms.GuardianWhereaboutsForm(posted(request), user=request.user)

    def save():
        return people.record_whereabouts(by=request.user, person=guardian.person, **form.cleaned_data)

    return _record(request, guardian, form, save, title=_("Where is this person?"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def tie(request, public_id):
    """Tie a person on file to another child of the office."""
    guardian = _guardian(request, public_id)
    form = forms.TieForm(posted(request), user=request.user)

    def save():
        return actions.tie_guardian(
            by=request.user,
            child=form.cleaned_data["child"],
            guardian=guardian,
            form_id=form.cleaned_data["form_id"],
            **form.tie(),
        )

    return _record(request, guardian, form, save, title=_("Tie to another child"))


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def change_tie(request, public_id):
    """Correct what somebody is to a child; two versions side by side when both were changed."""
    of_child = _tie(request, public_id)
    title = _("Correct the tie to the child")
    filed = forms.tie_initial(of_child)
    initial = {**filed, "version": stamp_of(of_child)}
    form = forms.ChangeTieForm(kept(posted(request), filed), user=request.user, initial=initial)

    def save():
        told = {name: form.cleaned_data[name] for name in ("version", "reason")}
        return actions.change_tie(by=request.user, tie=of_child, **told, **form.tie())

    try:
        return _record(request, of_child.guardian, form, save, title=title, tie=of_child)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=forms.tie_initial(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=reverse("guardians:detail", args=[of_child.guardian.public_id]),
            title=title,
        )


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def end_care(request, public_id):
    """Record the day on which somebody ceased to care for a child."""
    of_child = _tie(request, public_id)
    form = forms.EndCareForm(posted(request), user=request.user)

    def save():
        return actions.end_care(by=request.user, tie=of_child, **form.cleaned_data)

    return _record(request, of_child.guardian, form, save, title=_("No longer cares for the child"))


def _guardian(request, public_id):
    return get_for(request.user, Guardian.objects.select_related("person"), public_id=public_id)


def _tie(request, public_id):
    """A tie of a child of the own office to a person of the own office."""
    found = get_for(request.user, Guardianship.objects.select_related("guardian"), public_id=public_id)
    found.guardian = _guardian(request, found.guardian.public_id)
    return found


def _record(request, guardian, form, save, *, title, tie=None):
    """Save something about a person and go back to their page."""
    if saved(request, form, save):
        return redirect("guardians:detail", guardian.public_id)
    return _page(request, "guardians/form.html", form, title, guardian=guardian, tie=tie)


def _page(request, template, form, title, *, child=None, guardian=None, tie=None):
    if child:
        about, back_url = child, reverse("casefile:detail", args=[child.public_id])
    else:
        about, back_url = None, reverse("guardians:detail", args=[guardian.public_id])
    context = {
        "form": form,
        "title": title,
        "child": about,
        "guardian": guardian,
        "tie": tie,
        "back_url": back_url,
        "name": presenters.PersonPresenter((child or guardian).person).name,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
