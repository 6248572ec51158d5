"""What the files know of persons, gathered for the comparison in a number of queries that does not grow with them."""

from collections import defaultdict
from itertools import chain

from django.db.models import F, Q

from cases.documents.numbers import shared_numbers
from cases.enums import PARENTS, Relationship
from cases.matching.person_score import Known, Spelling
from cases.models import (
    Child,
    FamilyMembership,
    Guardian,
    Guardianship,
    Person,
    PersonName,
    Whereabouts,
)

# So many spellings of one person, and relatives of one kind, are compared at most.
MOST_SPELLINGS = 8
MOST_RELATIVES = 6


def known_of(people):
    """``{person id: Known}`` of those persons (ids) who have a file as a child, parent or carer and were not merged."""
    persons = {
        person.pk: person
        for person in Person.objects.standing()
        .filter(pk__in=people)
        .filter(
            Q(child__merged_into__isnull=True, child__isnull=False)
            | Q(guardian__in=Guardian.objects.standing())
        )
        .only("sex", "birth_earliest", "birth_latest")
    }
    children = {
        child.person_id: child
        for child in Child.objects.standing().filter(person__in=persons).only("person_id", "found_place_id")
    }
    around = _Around(persons, children)
    names = _names({*persons, *around.everybody})
    places = _places(persons, children)
    papers = shared_numbers(persons)
    return {pk: _known(person, children, around, names, places, papers) for pk, person in persons.items()}


def _known(person, children, around, names, places, papers):
    pk = person.pk

    def written(relatives):
        spelt = chain.from_iterable(names[relative] for relative in sorted(relatives[pk])[:MOST_RELATIVES])
        return tuple(dict.fromkeys(name.full for name in spelt))

    return Known(
        key=pk,
        names=tuple(
            Spelling.of(name.full, name.given, name.father_given or name.patronymic) for name in names[pk]
        ),
        sex=person.sex,
        born=(person.birth_earliest, person.birth_latest) if person.birth_earliest else None,
        mothers=written(around.mothers),
        fathers=written(around.fathers),
        siblings=written(around.siblings),
        children=written(around.children),
        partners=written(around.partners),
        places=frozenset(places[pk]),
        family=frozenset(around.family[pk]),
        never=frozenset(around.never[pk]),
        papers=frozenset(papers[pk]),
        is_child=pk in children,
    )


class _Around:
    """The relatives of some persons, by person id, each a set of person ids."""

    def __init__(self, persons, children):
        self.mothers, self.fathers, self.siblings = defaultdict(set), defaultdict(set), defaultdict(set)
        self.children, self.partners = defaultdict(set), defaultdict(set)
        self.family, self.never = defaultdict(set), defaultdict(set)
        every = self._ties(persons)
        # Of relatives whom another office keeps nothing is told but that the two are not one.
        ties = [tie[:3] for tie in every if tie[3]]
        by_child, by_parent = defaultdict(list), defaultdict(list)
        for child, guardian, relationship in ties:
            by_child[child].append((guardian, relationship))
            if relationship in PARENTS:
                by_parent[guardian].append(child)
        for pk in persons:
            self._of_child(pk, by_child[pk], by_parent)
            self._of_parent(pk, by_child, by_parent[pk])
        for child, guardian, *_tie in every:
            self.never[child].add(guardian)
            self.never[guardian].add(child)
        self._groups(children)

    @property
    def everybody(self):
        """All relatives whose names are compared."""
        kinds = (self.mothers, self.fathers, self.siblings, self.children, self.partners)
        return {pk for kind in kinds for relatives in kind.values() for pk in relatives}

    @staticmethod
    def _ties(persons):
        """Child, parent or carer (their persons), relationship and whether one office keeps both records.

        Of the persons and those they share a child with.
        """
        near = Q(child__person__in=persons) | Q(guardian__person__in=persons)
        standing = Guardianship.objects.standing()
        parents = standing.of_parents().filter(near)
        wider = Q(child__in=parents.values("child")) | Q(guardian__in=parents.values("guardian"))
        found = standing.filter(near | wider).annotate(
            is_within=Q(child__person__office=F("guardian__person__office"))
        )
        return sorted(
            set(found.values_list("child__person", "guardian__person", "relationship", "is_within"))
        )

    def _of_child(self, pk, ties, by_parent):
        for guardian, relationship in ties:
            if relationship not in PARENTS:
                continue
            parents = self.mothers if relationship == Relationship.MOTHER else self.fathers
            parents[pk].add(guardian)
            self.family[pk].add(f"parent {guardian}")
            self.siblings[pk].update(child for child in by_parent[guardian] if child != pk)

    def _of_parent(self, pk, by_child, children):
        for child in children:
            self.children[pk].add(child)
            mine = {relationship for guardian, relationship in by_child[child] if guardian == pk}
            for guardian, relationship in by_child[child]:
                if relationship in PARENTS and relationship not in mine:
                    self.partners[pk].add(guardian)
                    self.never[pk].add(guardian)

    def _groups(self, children):
        belonging = FamilyMembership.objects.current().filter(person__in=children)
        for person, group in belonging.values_list("person", "group"):
            self.family[person].add(f"group {group}")


def _names(people):
    found = defaultdict(list)
    rows = PersonName.objects.filter(person__in=people).order_by("-is_preferred", "pk")
    for name in rows.only("person_id", "full", "given", "father_given", "patronymic"):
        if len(found[name.person_id]) < MOST_SPELLINGS:
            found[name.person_id].append(name)
    return found


def _places(persons, children):
    found = defaultdict(set)
    for person, child in children.items():
        if child.found_place_id:
            found[person].add(child.found_place_id)
    now = Whereabouts.objects.current().filter(person__in=persons, place__isnull=False)
    for person, place in now.values_list("person", "place"):
        found[person].add(place)
    return found
