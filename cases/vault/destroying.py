"""Destroying keys: what was sealed under them is gone, in the tables, the history and every backup without keys."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.audit.record import overridden
from cases.models import Child, ChildKey, Document, Guardianship, Person
from cases.models.wall import everything
from cases.vault.keys import named


@dataclass(frozen=True)
class Destroyed:
    """How many keys ``destroy_key`` emptied, and the parents whose keys went with the last of their children."""

    keys: int
    parents: list[Person]


@everything("A parent's key stays while a child at any office is not erased.")
def destroy_key(owner, *, by, reason=""):
    """Destroy all keys of ``owner``, a ``Child`` or a ``Person``; returns what was ``Destroyed``.

    A child's file and its person go together, with the records that were merged into them. Parents and carers keep
    their keys while one of their children has not been erased. Nothing brings a key back, and none is made again. By
    whom stands in the trail, without a name; ``reason`` is a code, never free text. Doing it again changes nothing.
    """
    person = owner.person if isinstance(owner, Child) else owner
    with transaction.atomic():
        persons = _with_merged(person)
        overridden(
            by=by,
            subject="vault:destroyed_key",
            ids=[one.public_id for one in persons],
            detail={"reason": reason} if reason else {},
        )
        count = _destroy(persons)
        parents = _without_children(persons)
        if parents:
            ids = [parent.public_id for parent in parents]
            overridden(by=by, subject="vault:destroyed_key", ids=ids, detail={"reason": "last_child"})
            count += _destroy(parents)
    return Destroyed(keys=count, parents=parents)


def is_destroyed(owner):
    """Whether the keys of ``owner`` were destroyed."""
    return ChildKey.objects.filter(destroyed_at__isnull=False, **named(owner)).exists()


def _with_merged(person):
    merged = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).order_by("pk")
    return list(merged.select_for_update(of=("self",)))


def _destroy(persons):
    """Empty the keys of these persons and their files, and what finds their papers; returns how many keys there were."""
    now = timezone.now()
    owners = [*persons, *Child.objects.filter(person__in=persons).order_by("pk")]
    # Where no key was made yet, none shall be made any more.
    gone = [ChildKey(**named(owner), wrapped=b"", destroyed_at=now) for owner in owners]
    ChildKey.objects.bulk_create(gone, ignore_conflicts=True)
    theirs = ChildKey.objects.filter(Q(person__in=persons) | Q(child__person__in=persons))
    count = theirs.alive().update(wrapped=b"", destroyed_at=now, updated_at=now)
    Document.objects.filter(person__in=persons, number_index__isnull=False).update(number_index=None)
    return count


def _without_children(persons):
    """Parents and carers of these persons whose every child is erased and who have no file of their own as a child."""
    erased = ChildKey.objects.filter(child=OuterRef("child"), destroyed_at__isnull=False)
    ties = Guardianship.objects.filter(guardian__person=OuterRef("pk"))
    alive = ties.filter(~Exists(erased))
    return list(
        Person.objects.filter(guardian__guardianships__child__person__in=persons)
        .filter(~Exists(alive), child__isnull=True)
        .exclude(data_key__destroyed_at__isnull=False)
        .order_by("pk")
        .distinct()
    )
