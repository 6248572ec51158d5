"""Who may be put on a list, and which brothers and sisters belong with whom."""

from django.db.models import Exists, OuterRef

from cases.enums import CaseStatus, PersonState, UnityDecision
from cases.models import Child, FamilyMembership, Guardianship, Passenger, Person, PersonStatus


def free_children(user):
    """Children of the user's office whose case is open, who have not returned and are on no open transfer."""
    taken = Passenger.objects.filter(person=OuterRef("person"), is_open=True)
    return Child.objects.visible_to(user).open().exclude(status=CaseStatus.POST_RETURN).filter(~Exists(taken))


def free_siblings(user, persons):
    """Free children of the family groups of ``persons``, as ``{group_id: [child, …]}``; eldest first."""
    groups = _groups_of(persons)
    memberships = (
        FamilyMembership.objects.current()
        .filter(group__in=groups, person__child__in=free_children(user))
        .select_related("person__child")
        .order_by("person__birth_earliest", "person_id")
    )
    found = {}
    for membership in memberships:
        found.setdefault(membership.group_id, []).append(membership.person.child)
    return found


def siblings_to_add(user, persons):
    """Persons to add along with ``persons``: free brothers and sisters, except where they travel apart."""
    groups = _groups_of(persons).exclude(group__unity=UnityDecision.APART)
    return Person.objects.filter(
        child__in=free_children(user),
        pk__in=FamilyMembership.objects.current().filter(group__in=groups).values("person"),
    )


def free_guardians(user, transfer):
    """Ties of parents and carers of the office to children on the list; those who could be put on it too.

    Left out: who is on an open transfer, who was taken off this list, and who is confirmed dead.
    """
    taken = Passenger.objects.filter(person=OuterRef("guardian__person"), is_open=True)
    here = Passenger.objects.filter(person=OuterRef("guardian__person"), transfer=transfer)
    dead = PersonStatus.objects.current().filter(
        person=OuterRef("guardian__person"), status=PersonState.CONFIRMED_DEAD
    )
    return (
        Guardianship.objects.visible_to(user)
        .filter(
            child__person__in=Passenger.objects.filter(transfer=transfer, is_open=True).values("person"),
            guardian__person__in=Person.objects.visible_to(user),
        )
        .filter(~Exists(taken), ~Exists(here), ~Exists(dead))
    )


def _groups_of(persons):
    return FamilyMembership.objects.current().filter(person__in=list(persons)).values("group")
