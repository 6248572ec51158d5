"""Reads two records for a comparison: a fixed list of facts, whichever offices keep them."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from cases.enums import Relationship
from cases.models import Guardianship, Whereabouts, hidden_from
from cases.people.presenters import whereabouts_words


def read_facts(*persons, reader):
    """Attach names, ``mothers``, ``fathers``, ``children`` and ``places`` to persons, in one go.

    Relatives are those whose records the office of the person keeps: a third office consented to nothing. Nor is
    anybody named whom a restriction hides from ``reader``.
    """
    by_child, by_parent = defaultdict(list), defaultdict(list)
    ties = Guardianship.objects.standing().of_parents().select_related("guardian__person", "child__person")
    ties = ties.filter(~hidden_from(reader, "guardian__person"), ~hidden_from(reader, "child__person"))
    for tie in ties.filter(child__person__in=persons).order_by("pk"):
        by_child[tie.child.person_id].append(tie)
    for tie in ties.filter(guardian__person__in=persons).order_by("pk"):
        by_parent[tie.guardian.person_id].append(tie)
    for person in persons:
        parents = [tie for tie in by_child[person.pk] if tie.guardian.person.office_id == person.office_id]
        person.mothers = [tie.guardian.person for tie in parents if tie.relationship == Relationship.MOTHER]
        person.fathers = [tie.guardian.person for tie in parents if tie.relationship == Relationship.FATHER]
        children = [tie.child.person for tie in by_parent[person.pk]]
        person.children = [child for child in children if child.office_id == person.office_id]
    _read_places(persons)
    relatives = [one for person in persons for one in (*person.mothers, *person.fathers, *person.children)]
    prefetch_related_objects([*persons, *relatives], "names")


def _read_places(persons):
    """Names of the places where somebody was found and is now, each once."""
    now = Whereabouts.objects.current().filter(person__in=persons).select_related("place", "country")
    rows = defaultdict(list)
    for row in now.newest_first():
        rows[row.person_id].append(whereabouts_words(row))
    for person in persons:
        child = getattr(person, "child", None)
        found = [child.found_place.name] if child and child.found_place else []
        person.places = list(dict.fromkeys([*found, *rows[person.pk]]))
