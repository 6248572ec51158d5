"""Before somebody is recorded: is it one of these on file? And recording whoever it is not, so that it is remembered."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import get_for
from cases.audit.record import changing
from cases.guardians.actions import add_guardian
from cases.intake.actions import register_child, register_family
from cases.intake.answers import KnownParent, NewParent
from cases.intake.groups import PARENTS, known_parent_of
from cases.matching.answers import keep_apart
from cases.matching.lookalikes import (
    USE,
    Lookalike,
    Typed,
    apart_ids,
    apart_value,
    asked_about,
    lookalikes,
    typed_fields,
)
from cases.models import Guardian

# What is remembered as the reason why two persons are two.
SAID = _("Said when registering")


@dataclass(frozen=True)
class Asked:
    """Somebody who was typed, and who on file it may be. ``who`` is the place of a child, or the role of a parent.

    ``use_url`` takes whoever on file is a parent instead of the one who was typed; empty where nobody can be taken.
    """

    who: int | str
    names: dict
    found: list[Lookalike]
    use_url: str = ""

    @property
    def typed_name(self):
        return next(iter(self.names.values()))


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
    if isinstance(parent, KnownParent):
        return tuple(name.full for name in parent.guardian.person.names.all())
    return tuple(parent.names.values()) if parent else ()


def family_alike(user, family, *, draft=None):
    """An ``Asked`` for each child and each new parent of a ``FamilyRegistration`` who may be on file already.

    Out of a ``draft`` a parent on file can be taken instead of the one who was typed.
    """
    children = [
        Asked(
            place,
            child.names,
            lookalikes(user, typed_child(child, mother=family.mother, father=family.father)),
        )
        for place, child in enumerate(family.children)
    ]
    named = tuple(name for child in family.children for name in child.names.values())
    parents = [
        Asked(
            role,
            parent.names,
            lookalikes(user, _typed_parent(parent, sex, named)),
            use_url=reverse("intake:take_on_file", args=[draft.public_id, role]) if draft else "",
        )
        for role, (_relationship, _side, sex) in PARENTS.items()
        if isinstance(parent := getattr(family, role), NewParent) and parent.names
    ]
    return [asked for asked in (*children, *parents) if asked.found]


def _typed_parent(parent, sex, children):
    return Typed(names=parent.names, sex=sex, birth=parent.birth, children=children, is_child=False)


def chosen_on_file(request):
    """The person on file (a ``Guardian``) that was chosen instead of a new one; 404 for a foreign or unknown one."""
    public_id = asked_about(request.POST.get(USE, ""))
    if public_id is None:
        raise Http404
    return get_for(request.user, Guardian.objects.select_related("person"), person__public_id=public_id)


def one_of_these(request, asked, *, back_url, back_label):
    """The page that asks once whether those who were typed (``Asked``) are on file; what was sent travels along."""
    context = {
        "asked": asked,
        "typed": typed_fields(request.POST),
        "apart": apart_value([one for each in asked for one in each.found]),
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


def register_family_apart(*, by, family, form_id, asked, data):
    """Register a family none of whom is on file; returns its children.

    ``asked`` are those of the family who look like somebody; of whom ``data`` (a QueryDict) says that it is somebody
    else, that is remembered.
    """
    apart = set(apart_ids(data))
    with changing(by=by, reason="registration"):
        made = register_family(by=by, family=family, form_id=form_id)
        for each in asked:
            others = [one.person for one in each.found if one.public_id in apart]
            person = (
                made[each.who].person
                if isinstance(each.who, int)
                else known_parent_of(made[0], each.who).person
            )
            if others:
                keep_apart(by=by, person=person, others=others, reason=str(SAID))
    return made


def add_relative(*, by, child, apart=(), **facts):
    """Record a new relative with the ``facts`` that ``add_guardian`` takes; returns the ``Guardianship``.

    ``apart`` are persons on file of whom somebody said that it is none of them: that is remembered.
    """
    with changing(by=by):
        tie = add_guardian(by=by, child=child, **facts)
        if apart:
            keep_apart(by=by, person=tie.guardian.person, others=apart, reason=str(SAID))
    return tie
