"""Brothers and sisters whom a hand-over would part: some go to a colleague, others stay."""

from dataclasses import dataclass, field

from cases.models import FamilyMembership


@dataclass(frozen=True)
class PartedFamily:
    """One family group: its name, and the children who would stay with the one who hands over."""

    name: str
    staying: list = field(default_factory=list)


def parted_by(children, cases):
    """The ``PartedFamily`` for each group of ``children`` of whom others are among ``cases``, all that could be given.

    Two queries, however many children.
    """
    chosen = {child.person_id for child in children}
    memberships = FamilyMembership.objects.current().order_by()
    groups = memberships.filter(person__in=chosen).values("group")
    staying = (
        memberships.filter(group__in=groups, person__child__in=cases.order_by().values("pk"))
        .exclude(person__in=chosen)
        .select_related("group", "person__child")
        .prefetch_related("person__names")
        .order_by("group__name", "group", "person__birth_earliest", "person")
    )
    families = {}
    for membership in staying:
        family = families.setdefault(membership.group_id, PartedFamily(membership.group.name))
        child = membership.person.child
        child.person = membership.person
        family.staying.append(child)
    return list(families.values())
