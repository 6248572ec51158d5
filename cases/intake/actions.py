"""Registering a child, or a family at once, with all that is known: one action, whole or not at all."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.documents.actions import add_paper
from cases.enums import Confidence, Separation, WhereaboutsKind
from cases.errors import Refused
from cases.guardians.actions import add_guardian, tie_guardian
from cases.intake.answers import (
    Carer,
    Claim,
    FamilyOf,
    FamilyRegistration,
    Found,
    KnownParent,
    LivedBefore,
    NewFamily,
    NewParent,
    Registration,
    Where,
)
from cases.intake.groups import PARENTS, join_family, known_parent_of
from cases.models import CaseAssignment, Child, MissingAnswer, SeparationPeriod
from cases.nationalities.actions import add_claim
from cases.people.actions import create_person, record_whereabouts, set_separation
from cases.people.ages import COMING_OF_AGE, age_range_on
from cases.people.naming import add_name

__all__ = [
    "Carer",
    "Claim",
    "FamilyOf",
    "FamilyRegistration",
    "Found",
    "KnownParent",
    "LivedBefore",
    "NewFamily",
    "NewParent",
    "Registration",
    "Where",
    "known_parent_of",
    "register_child",
    "register_family",
]


def register_child(*, by, registration, form_id=None):
    """Open the case file of a child and record all of ``registration``; returns the ``Child``.

    The child belongs to the office of ``by``, who becomes responsible. Leave to contact a State is not given
    here: missing means no. ``form_id`` is kept with the child, so that the same form sent twice makes one.
    Raises ``Refused`` where a rule of the data forbids something; nothing is then saved.
    """
    with changing(by=by, reason="registration"):
        child, _carer = _register(by, registration, {})
        if form_id:
            remember_saved(by, form_id, child)
    return child


def register_family(*, by, family, form_id=None):
    """Record brothers and sisters with their parents at once; returns their ``Child`` rows in their order.

    Parents are written once and tied to every child, all of them join one family group, and a carer who is named
    alike for several children is one person. ``form_id`` is kept with the first child. Raises ``Refused`` as
    ``register_child`` does, and for no child at all; nothing is then saved.
    """
    if not family.children:
        raise Refused(_("There is no child to register."))
    with changing(by=by, reason="registration"):
        made, carers = [], {}
        for registration in family.children:
            child, carers = _register(by, _within(family, registration, made), carers)
            made.append(child)
        if form_id:
            remember_saved(by, form_id, made[0])
    return made


def _within(family, registration, made):
    """The registration of one of several: the first brings the parents, the others are tied to them."""
    if not made:
        return replace(registration, mother=family.mother, father=family.father, family=family.family)
    first = made[0]
    known = {role: _as_known(getattr(family, role), first, role) for role in PARENTS}
    return replace(registration, family=FamilyOf(sibling=first) if family.family else None, **known)


def _as_known(parent, first, role):
    if not isinstance(parent, NewParent):
        return parent
    guardian = known_parent_of(first, role)
    return KnownParent(guardian=guardian, confidence=parent.confidence, source=parent.source)


def _register(by, registration, carers):
    """One child inside a change; ``carers`` are those named before, by what is said of them."""
    child = _open_case(by, registration)
    record_whereabouts(by=by, person=child.person, **vars(registration.where))
    _lived_before(by, child, registration)
    set_separation(
        by=by,
        child=child,
        status=registration.company or Separation.UNKNOWN,
        from_date=registration.company_from,
        source=registration.company_source,
    )
    parents = [
        _add_parent(by, child, role, parent, registration.carer)
        for role in PARENTS
        if (parent := getattr(registration, role))
    ]
    carers = _add_carer(by, child, registration.carer, carers)
    today = timezone.localdate()
    for claim in registration.claims:
        add_claim(by=by, child=child, state=claim.state, basis=claim.basis, claimed_date=today)
    for facts in registration.papers:
        add_paper(by=by, person=child.person, **facts)
    _keep_missing(child.person, registration.missing)
    if registration.family:
        join_family(child, parents, registration)
    return child, carers


def _open_case(by, registration):
    person = create_person(
        by=by,
        names=registration.names,
        sex=registration.sex,
        birth=registration.birth,
        source=registration.name_source,
        parts=registration.parts,
        own_script=registration.own_script,
    )
    _add_names(by, person, registration.other_names, registration.name_source)
    return _open_file(by, person, registration.found or Found())


def _add_names(by, person, names, source):
    for full, kind in names:
        add_name(by=by, person=person, full=full, kind=kind, source=source)


def _open_file(by, person, found):
    """The case file of a person, with whoever records it responsible."""
    today = timezone.localdate()
    if found.day and found.day > today:
        raise Refused(_("This day has not come yet."), field="found_date")
    child = Child.objects.create(
        person=person,
        office=person.office,
        registered_date=today,
        found_date=found.day,
        found_place=found.place,
        found_country=found.country,
    )
    CaseAssignment.objects.create(child=child, office=person.office, user=by, from_date=today)
    return child


def _open_file_of_parent(by, parent, found):
    """A parent who is under 18 is a child as well: one person, both records. With whom she is, nobody has asked."""
    ages = age_range_on(timezone.localdate(), parent.birth_earliest, parent.birth_latest)
    if ages is None or ages[1] >= COMING_OF_AGE:
        raise Refused(_("Only for somebody who is certainly under 18 a case file is opened."))
    set_separation(by=by, child=_open_file(by, parent, found), status=Separation.UNKNOWN)


def _lived_before(by, child, registration):
    """Earlier places as periods that have ended: where nobody knows until when, when the child came or is registered."""
    for stay in registration.lived_before:
        lived = record_whereabouts(
            by=by,
            person=child.person,
            kind=WhereaboutsKind.AT_PLACE if stay.place else WhereaboutsKind.IN_COUNTRY,
            place=stay.place,
            country=stay.country,
            from_date=stay.from_date,
            until=stay.to_date or registration.where.from_date or timezone.localdate(),
            confidence=Confidence.REPORTED,
            source=registration.where.source,
        )
        if stay.company:
            SeparationPeriod.objects.create(
                child=child,
                status=stay.company,
                from_date=lived.from_date,
                to_date=lived.to_date,
                source=registration.company_source,
            )


def _add_parent(by, child, role, parent, carer):
    relationship, side, sex = PARENTS[role]
    cares = bool(carer and carer.role == role)
    tie = {
        "by": by,
        "child": child,
        "relationship": relationship,
        "side": side,
        "confidence": parent.confidence,
        "source": parent.source,
        "is_carer": cares,
        "carer_from": carer.since if cares else None,
    }
    if isinstance(parent, KnownParent):
        return tie_guardian(guardian=parent.guardian, **tie).guardian.person
    made = add_guardian(
        names=parent.names,
        parts=parent.parts,
        sex=sex,
        birth=parent.birth,
        name_source=parent.name_source,
        status=parent.status or None,
        status_confidence=parent.status_confidence,
        status_from=parent.status_from,
        **tie,
    )
    person = made.guardian.person
    _add_names(by, person, parent.other_names, parent.name_source or parent.source)
    if parent.where:
        record_whereabouts(by=by, person=person, **vars(parent.where))
    _keep_missing(person, parent.missing)
    if parent.opens_case:
        _open_file_of_parent(by, person, parent.found or Found())
    return person


def _add_carer(by, child, carer, known):
    """Tie somebody who is no parent; returns the carers known afterwards, by relationship and names."""
    if carer is None or carer.role:
        return known
    said = (carer.relationship, tuple(sorted(carer.names.items())))
    tie = {
        "by": by,
        "child": child,
        "relationship": carer.relationship,
        "is_carer": True,
        "carer_from": carer.since,
        "source": carer.source,
    }
    if carer.names and said in known:
        tie_guardian(guardian=known[said], **tie)
        return known
    return {**known, said: add_guardian(names=carer.names, **tie).guardian}


def _keep_missing(person, missing):
    MissingAnswer.objects.bulk_create(
        MissingAnswer(person=person, question=question, reason=reason) for question, reason in missing.items()
    )
