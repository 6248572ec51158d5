"""The forms about one child."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.children import actions, forms, presenters
from cases.components.conflicts import conflict_response, kept, settled
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_in_force
from cases.errors import Stale
from cases.models import Child
from cases.people import actions as people
from cases.people.settling import settled_person
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def edit(request, public_id):
    """Change who the child is and where the case stands; two versions side by side when both were changed."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    initial = {**forms.child_initial(child), "version": actions.version_of(child)}
    data = settled_person(posted(request), initial)
    form = forms.ChildForm(data, user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: _save(request, child, form)):
            return redirect("casefile:detail", public_id)
    except Stale as stale:
        return _both_versions(request, form, stale, child)
    return _form_page(request, child, form, template="children/edit.html", title=_("Change the record"))


def _save(request, child, form):
    typed = form.cleaned_data
    return actions.update_child(
        by=request.user,
        child=child,
        version=typed["version"],
        names=form.names(),
        sex=typed["sex"],
        birth=form.born(),
        status=typed["status"],
        closure_reason=typed["closure_reason"],
        source=typed["name_source"],
        reason=typed["reason"],
    )


def _both_versions(request, form, stale, child):
    current = stale.current.child
    return conflict_response(
        request,
        form=form,
        stale=stale,
        filed={name: value for name, value in forms.child_initial(current).items() if name != "reason"},
        changed=last_change(current, current.person),
        back_url=reverse("casefile:detail", args=[child.public_id]),
        title=_("Change the record"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def whereabouts(request, public_id):
    """Record where the child is."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    form = forms.WhereaboutsForm(posted(request), user=request.user)

    def save():
        return people.record_whereabouts(by=request.user, person=child.person, **form.cleaned_data)

    return _record(request, child, form, save, title=_("Where is the child?"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def status(request, public_id):
    """Record what is known of the child as a person."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    form = forms.StatusForm(posted(request), user=request.user)

    def save():
        return people.record_status(by=request.user, person=child.person, **form.cleaned_data)

    return _record(request, child, form, save, title=_("What is known of the child?"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def separation(request, public_id):
    """Record with whom the child is."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    form = forms.SeparationForm(posted(request), user=request.user)

    def save():
        return people.set_separation(by=request.user, child=child, **form.cleaned_data)

    return _record(request, child, form, save, title=_("With whom is the child?"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def found(request, public_id):
    """Record where and when the child was found; two versions side by side when both were changed."""
    child = get_for(request.user, Child.objects.select_related("person", "found_place"), public_id=public_id)
    initial = {**forms.found_initial(child), "version": actions.version_of(child)}
    filed = {name: [str(value or "")] for name, value in initial.items() if name != "version"}
    data = settled(request.POST, filed) if request.method == "POST" else None
    form = forms.FoundForm(data, user=request.user, initial=initial)

    def save():
        return actions.record_found(by=request.user, child=child, **form.cleaned_data)

    try:
        return _record(request, child, form, save, title=_("Where was the child found?"))
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=forms.found_initial(stale.current.child),
            changed=last_change(stale.current.child, stale.current.child.person),
            back_url=reverse("casefile:detail", args=[public_id]),
            title=_("Where was the child found?"),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def assign(request, public_id):
    """Say who is responsible for the child; two names side by side when both were given the case."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    current = child.assignments.current().select_related("user").first()
    title, filed = _("Who is responsible?"), forms.assign_initial(current)
    initial = {**filed, "version": stamp_in_force(current)}
    on_file = forms.assignment_on_file(current)
    data = kept(posted(request), {**on_file, **filed})
    form = forms.AssignForm(data, user=request.user, initial=initial)
    try:
        if saved(request, form, lambda: actions.assign(by=request.user, child=child, **form.cleaned_data)):
            return redirect("casefile:detail", public_id)
    except Stale as stale:
        given = stale.current.row
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=forms.assignment_on_file(given),
            changed=last_change(given) if given else None,
            back_url=reverse("casefile:detail", args=[public_id]),
            title=title,
        )
    return _form_page(request, child, form, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def take(request, public_id):
    """Become responsible for a case: by one press where nobody is, with a reason where somebody is."""
    child = get_for(request.user, Child.objects.select_related("person"), public_id=public_id)
    current = child.assignments.current().select_related("user").first()
    # A press on the button of a case that nobody had says neither what it saw nor why.
    is_asked = request.method != "POST" or bool(request.POST.get("version"))
    form = forms.TakeForm(
        posted(request),
        user=request.user,
        initial={"version": stamp_in_force(current)},
        is_held=is_asked and _is_of_another(current, request.user),
    )
    try:
        if saved(
            request,
            form,
            lambda: actions.take(by=request.user, child=child, **form.cleaned_data),
            told=_("You are responsible for this case now."),
        ):
            return redirect("casefile:detail", public_id)
    except Stale as stale:
        return _taken_meanwhile(request, child, stale.current)
    return _take_page(request, child, current, form, status=422 if form.is_bound else 200)


def _is_of_another(assignment, user):
    return bool(assignment and assignment.user_id and assignment.user_id != user.pk)


def _taken_meanwhile(request, child, on_file):
    """Ask again, with what was typed, now that somebody else is responsible."""
    again = {"version": on_file.version, "reason": request.POST.get("reason", "")}
    form = forms.TakeForm(user=request.user, initial=again, is_held=True)
    return _take_page(request, child, on_file.row, form, status=409)


def _take_page(request, child, assignment, form, *, status):
    context = {
        "child": presenters.ChildPresenter(child),
        "form": form,
        "holder": assignment.user.full_name if assignment and assignment.user else "",
        "since": assignment.from_date if assignment else None,
        "is_new": status == 409,
    }
    return render(request, "children/take.html", context, status=status)


def _record(request, child, form, save, *, title):
    """Save a dated fact once, however often its form is sent, and go back to the case."""
    if saved(request, form, save):
        return redirect("casefile:detail", child.public_id)
    return _form_page(request, child, form, title=title)


def _form_page(request, child, form, *, title, template="children/form.html"):
    context = {"child": presenters.ChildPresenter(child), "form": form, "title": title}
    return render(request, template, context, status=422 if form.is_bound else 200)
