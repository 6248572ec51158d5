"""Registering a child with all that is known at the first meeting: one action, whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.enums import (
    Confidence,
    ParentSide,
    Relationship,
    Separation,
    Sex,
    SourceKind,
    WhereaboutsKind,
)
from cases.guardians.actions import add_guardian, tie_guardian
from cases.models import (
    CaseAssignment,
    Child,
    Country,
    FamilyGroup,
    FamilyMembership,
    Guardian,
    Place,
)
from cases.names import guess_parts
from cases.nationalities.actions import add_claim
from cases.people.actions import Birth, create_person, record_whereabouts, set_separation


@dataclass(frozen=True)
class Where:
    """Where the child is, as ``record_whereabouts`` takes it."""

    kind: str = WhereaboutsKind.AT_PLACE
    place: Place | None = None
    country: Country | None = None
    from_date: object = None
    confidence: str = Confidence.CONFIRMED


@dataclass(frozen=True)
class NewParent:
    """A mother or father who is not on file yet."""

    names: Mapping[str, str]
    status: str = ""
    status_confidence: str = Confidence.REPORTED
    status_from: object = None
    confidence: str = Confidence.REPORTED
    source: str = SourceKind.UNKNOWN


@dataclass(frozen=True)
class KnownParent:
    """A mother or father on file already, through a brother or sister."""

    guardian: Guardian
    confidence: str = Confidence.REPORTED


@dataclass(frozen=True)
class Claim:
    """A State and the ground on which the child may be its national."""

    state: Country
    basis: str


@dataclass(frozen=True)
class NewFamily:
    """A family group that begins with this child; without a name it takes the family's."""

    name: str = ""


@dataclass(frozen=True)
class FamilyOf:
    """The family group of a brother or sister; made where that child has none."""

    sibling: Child


@dataclass(frozen=True)
class Registration:
    """All that is asked; the first five are the minimum record: name, sex, age, place, with whom."""

    names: Mapping[str, str]
    sex: str
    birth: Birth
    where: Where
    company: str
    company_from: object = None
    name_source: str = SourceKind.UNKNOWN
    mother: NewParent | KnownParent | None = None
    father: NewParent | KnownParent | None = None
    claims: Sequence[Claim] = field(default_factory=tuple)
    family: NewFamily | FamilyOf | None = None


PARENTS = {
    "mother": (Relationship.MOTHER, ParentSide.MOTHER, Sex.F),
    "father": (Relationship.FATHER, ParentSide.FATHER, Sex.M),
}


def register_child(*, by, registration, form_id=None):
    """Open the case file of a child and record all of ``registration``; returns the ``Child``.

    The child belongs to the office of ``by``, who becomes responsible. Leave to contact a State is not given
    here: missing means no. ``form_id`` is kept with the child, so that the same form sent twice makes one.
    Raises ``Refused`` where a rule of the data forbids something; nothing is then saved.
    """
    with changing(by=by, reason="registration"):
        child = _open_case(by, registration)
        record_whereabouts(by=by, person=child.person, **vars(registration.where))
        set_separation(
            by=by,
            child=child,
            status=registration.company or Separation.UNKNOWN,
            from_date=registration.company_from,
        )
        parents = [
            _add_parent(by, child, role, parent)
            for role in PARENTS
            if (parent := getattr(registration, role))
        ]
        today = timezone.localdate()
        for claim in registration.claims:
            add_claim(by=by, child=child, state=claim.state, basis=claim.basis, claimed_date=today)
        if registration.family:
            _join_family(child, parents, registration)
        if form_id:
            remember_saved(by, form_id, child)
    return child


def _open_case(by, registration):
    person = create_person(
        by=by,
        names=registration.names,
        sex=registration.sex,
        birth=registration.birth,
        source=registration.name_source,
    )
    today = timezone.localdate()
    child = Child.objects.create(person=person, office=person.office, registered_date=today)
    CaseAssignment.objects.create(child=child, office=person.office, user=by, from_date=today)
    return child


def _add_parent(by, child, role, parent):
    relationship, side, sex = PARENTS[role]
    tie = {
        "by": by,
        "child": child,
        "relationship": relationship,
        "side": side,
        "confidence": parent.confidence,
    }
    if isinstance(parent, KnownParent):
        return tie_guardian(guardian=parent.guardian, **tie).guardian.person
    made = add_guardian(
        names=parent.names,
        sex=sex,
        source=parent.source,
        status=parent.status or None,
        status_confidence=parent.status_confidence,
        status_from=parent.status_from,
        **tie,
    )
    return made.guardian.person


def _join_family(child, parents, registration):
    group = _group_for(child, registration)
    for person in (child.person, *parents):
        FamilyMembership.objects.get_or_create(group=group, person=person, to_date=None)


def _group_for(child, registration):
    if isinstance(registration.family, NewFamily):
        name = registration.family.name or family_name(registration.names)
        return FamilyGroup.objects.create(office=child.office, name=name)
    sibling = registration.family.sibling
    # One sibling at a time: two children registered at once join the same new group.
    Child.objects.select_for_update(of=("self",)).get(pk=sibling.pk)
    membership = (
        FamilyMembership.objects.current()
        .filter(person=sibling.person, group__office=child.office)
        .select_related("group")
        .order_by("pk")
        .first()
    )
    if membership:
        return membership.group
    group = FamilyGroup.objects.create(office=child.office, name=family_name(registration.names))
    FamilyMembership.objects.create(group=group, person=sibling.person)
    return group


def family_name(names):
    """What to call a family by the written names of one of them: the family name, or the whole name."""
    full = next(iter(names.values()), "")
    parts = guess_parts(full)
    return parts.get("family") or parts.get("nisba") or full or str(_("Family without a known name"))


def known_parent_of(sibling, role):
    """The mother's or father's ``Guardian`` of a child on file, confirmed ones first; ``None`` without one."""
    relationship, _side, _sex = PARENTS[role]
    ties = sibling.guardianships.filter(relationship=relationship).select_related("guardian__person")
    confirmed_first = sorted(ties, key=lambda tie: (tie.confidence != Confidence.CONFIRMED, tie.pk))
    return confirmed_first[0].guardian if confirmed_first else None
