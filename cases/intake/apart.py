"""Before somebody is recorded: is it one of these on file? And recording whoever it is not, so that it is remembered."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cases.audit.record import changing
from cases.guardians.actions import add_guardian
from cases.intake.actions import register_child
from cases.matching.answers import keep_apart
from cases.matching.lookalikes import Typed, apart_value, typed_fields

# What is remembered as the reason why two persons are two.
SAID = _("Said when registering")


def typed_child(registration, *, mother=None, father=None):
    """A child as the comparison takes it, out of its ``Registration``; parents are ``NewParent`` or ``KnownParent``."""
    return Typed(
        names=registration.names,
        sex=registration.sex,
        birth=registration.birth,
        mothers=_names_of(mother or registration.mother),
        fathers=_names_of(father or registration.father),
    )


def _names_of(parent):
    """The names of a parent who is new; those of one on file are compared as the file has them."""
    return tuple(getattr(parent, "names", {}).values())


def one_of_these(request, found, *, names, back_url, back_label, may_use=False):
    """The page that asks once whether somebody is one of ``found``; what was sent travels along in hidden fields."""
    context = {
        "found": found,
        "typed_name": next(iter(names.values())),
        "typed": typed_fields(request.POST),
        "apart": apart_value(found),
        "may_use": may_use,
        "back_url": back_url,
        "back_label": back_label,
    }
    return render(request, "matching/one_of_these.html", context)


def register_apart(*, by, registration, form_id, apart):
    """Register a child who is none of ``apart`` (persons on file); returns the ``Child``."""
    with changing(by=by, reason="registration"):
        child = register_child(by=by, registration=registration, form_id=form_id)
        if apart:
            keep_apart(by=by, person=child.person, others=apart, reason=str(SAID))
    return child


def add_relative(*, by, child, apart=(), **facts):
    """Record a new relative with the ``facts`` that ``add_guardian`` takes; returns the ``Guardianship``.

    ``apart`` are persons on file of whom somebody said that it is none of them: that is remembered.
    """
    with changing(by=by):
        tie = add_guardian(by=by, child=child, **facts)
        if apart:
            keep_apart(by=by, person=tie.guardian.person, others=apart, reason=str(SAID))
    return tie
