"""Recording a new parent, carer or relative of a child: whoever is on file already is offered first."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.components.forms import posted, sent_before
from cases.components.saving import saved
from cases.enums import PARENTS
from cases.guardians.actions import tie_guardian
from cases.guardians.forms import AddGuardianForm
from cases.intake.apart import Asked, add_relative, chosen_on_file, one_of_these
from cases.matching.lookalikes import (
    USE,
    Typed,
    kept_apart,
    lookalikes,
    not_seen,
)
from cases.models import Child
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def add(request, public_id):
    """Record a new relative, once it is clear that it is nobody on file; or tie the one on file that it is."""
    child = get_for(request.user, Child.objects.select_related("person", "office"), public_id=public_id)
    if sent_before(request) is not None:
        return redirect("casefile:detail", public_id)
    form = AddGuardianForm(posted(request), user=request.user)
    chosen = chosen_on_file(request) if USE in request.POST else None
    if form.is_valid() and chosen is None:
        found = lookalikes(request.user, _typed(form, child))
        if not_seen(found, request.POST):
            back_url = reverse("casefile:detail", args=[public_id])
            return one_of_these(
                request,
                [Asked("relative", form.names(), found, use_url=request.path)],
                back_url=back_url,
                back_label=_("The case"),
            )
    if saved(request, form, lambda: _save(request, child, form, chosen)):
        return redirect("casefile:detail", public_id)
    context = {
        "form": form,
        "title": _("Add a parent, carer or relative"),
        "child": child,
        "back_url": reverse("casefile:detail", args=[public_id]),
        "name": PersonPresenter(child.person).name,
    }
    return render(request, "guardians/add.html", context, status=422 if form.is_bound else 200)


def _typed(form, child):
    """What a valid form says of the person, as the comparison takes it."""
    typed = form.cleaned_data
    own = [name.full for name in child.person.names.all()] if typed["relationship"] in PARENTS else []
    return Typed(names=form.names(), sex=typed["sex"], birth=form.born(), children=tuple(own), is_child=False)


def _save(request, child, form, chosen):
    typed = form.cleaned_data
    if chosen is not None:
        return tie_guardian(
            by=request.user, child=child, guardian=chosen, form_id=typed["form_id"], **form.tie()
        )
    return add_relative(
        by=request.user,
        child=child,
        apart=kept_apart(request.user, request.POST),
        names=form.names(),
        sex=typed["sex"],
        birth=form.born(),
        status=typed["status"],
        status_confidence=typed["status_confidence"],
        status_from=typed["status_from"],
        form_id=typed["form_id"],
        **form.tie(),
    )
