"""What goes along when cases move to another office, what stays behind, and what stands in the way."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import (
    Child,
    FamilyGroup,
    FamilyMembership,
    Guardian,
    Guardianship,
    NumberedExport,
    Passenger,
    Person,
    RestrictedPerson,
)


@dataclass(frozen=True)
class Along:
    """The cases that would move: ``children`` with their persons, all kept by the office ``office_id``.

    Parents and carers go along unless they are tied to a child who stays, or are children of the office themselves.
    Records that were merged into one of these go with it.
    """

    children: list
    office_id: int

    @cached_property
    def guardians(self):
        """Parents and carers who go along."""
        return list(self._ours().filter(~Exists(self._ties_that_stay()), self._has_no_file_here()))

    @cached_property
    def staying_guardians(self):
        """Parents and carers of these children whose records stay with the office."""
        going = [guardian.pk for guardian in self.guardians]
        return list(self._ours().exclude(pk__in=going))

    @cached_property
    def persons(self):
        """Keys of all persons who move, merged records included."""
        going = {child.person_id for child in self.children}
        going |= {guardian.person_id for guardian in self.guardians}
        merged = Person.objects.filter(merged_into__in=going, office=self.office_id)
        return going | set(merged.values_list("pk", flat=True))

    @cached_property
    def groups(self):
        """Family groups of which nobody stays behind."""
        stays = FamilyMembership.objects.current().filter(
            group=OuterRef("pk"), person__office=self.office_id, person__merged_into=None
        )
        return FamilyGroup.objects.filter(
            ~Exists(stays.exclude(person__in=self.persons)),
            memberships__person__in=self.persons,
            office=self.office_id,
        ).distinct()

    @cached_property
    def in_the_way(self):
        """Sentences on what has to be settled first; empty where nothing stands in the way."""
        listed = Passenger.objects.filter(person__in=self.persons, is_open=True)
        numbers = sorted(set(listed.values_list("transfer__number", flat=True)))
        restricted = RestrictedPerson.objects.open().filter(person__in=self.persons).exists()
        first = [_("A restricted file does not move: lift the restriction first.")] if restricted else []
        return first + [
            _(
                "Somebody who would move is on the list of transfer %(number)s, which has not ended: take them off first."
            )
            % {"number": number}
            for number in numbers
        ]

    @property
    def exports_out(self):
        """How many numbered exports of these files are not to be destroyed yet."""
        files = Q(child__in=self.children) | Q(child__merged_into__in=self.children)
        return NumberedExport.objects.filter(files, expires_date__gte=timezone.localdate()).count()

    def _ours(self):
        tied = Guardianship.objects.standing().filter(guardian=OuterRef("pk"), child__in=self.children)
        return (
            Guardian.objects.standing()
            .filter(Exists(tied), person__office=self.office_id)
            .select_related("person")
            .order_by("pk")
        )

    def _ties_that_stay(self):
        ties = Guardianship.objects.standing().filter(guardian=OuterRef("pk"), child__office=self.office_id)
        return ties.exclude(child__in=self.children)

    def _has_no_file_here(self):
        """Whoever has a case file goes with that, and with nobody else's."""
        files = Child.objects.standing().filter(person=OuterRef("person"))
        return ~Exists(files.exclude(pk__in=[child.pk for child in self.children]))


def siblings_of(child):
    """Brothers and sisters of ``child`` in the same office, by family group or by a parent in common; eldest first."""
    groups = FamilyMembership.objects.current().filter(person=child.person_id).values("group")
    in_group = FamilyMembership.objects.current().filter(group__in=groups).values("person")
    parents = Guardianship.objects.standing().of_parents().filter(child=child).values("guardian")
    of_parent = Guardianship.objects.standing().of_parents().filter(guardian__in=parents).values("child")
    return (
        Child.objects.standing()
        .filter(Q(person__in=in_group) | Q(pk__in=of_parent), office=child.office_id)
        .exclude(pk=child.pk)
        .select_related("person")
        .prefetch_related("person__names")
        .order_by("person__birth_earliest", "pk")
    )
