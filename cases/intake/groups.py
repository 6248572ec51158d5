"""Family groups of a registration: which one a child joins, and what a new one is called."""

from django.utils.translation import gettext_lazy as _

from cases.enums import Confidence, ParentSide, Relationship, Sex
from cases.intake.answers import NewFamily
from cases.models import Child, FamilyGroup, FamilyMembership
from cases.names import guess_parts

PARENTS = {
    "mother": (Relationship.MOTHER, ParentSide.MOTHER, Sex.F),
    "father": (Relationship.FATHER, ParentSide.FATHER, Sex.M),
}


def join_family(child, parents, registration):
    """Make ``child`` and ``parents`` (persons) members of the group that ``registration`` names; inside its change."""
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
    ties = sibling.guardianships.standing().filter(relationship=relationship)
    ties = ties.select_related("guardian__person")
    confirmed_first = sorted(ties, key=lambda tie: (tie.confidence != Confidence.CONFIRMED, tie.pk))
    return confirmed_first[0].guardian if confirmed_first else None
