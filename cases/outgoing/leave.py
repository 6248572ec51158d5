"""Which rows of a list a State may be given: those whose children it may learn of, and of nobody else (DOMAIN 3.1).

Each function narrows rows to a ``state`` (its code); with ``by_name`` to those of whom it may know who they are.
"""

from django.db.models import Exists, OuterRef, Q

from cases.enums import PassengerRole
from cases.models import Child, ContactPermission, Guardianship
from cases.models.wall import everything


def children(rows, state, *, by_name):
    """Children this State may learn of."""
    return rows.filter(ContactPermission.objects.allows(state, by_name=by_name))


def of_children(rows, state, *, by_name):
    """Claims of such children."""
    return rows.filter(ContactPermission.objects.allows(state, "child", by_name=by_name))


def papers(rows, state, *, by_name):
    """Papers of such children."""
    return rows.filter(ContactPermission.objects.allows(state, "person__child", by_name=by_name))


def guardians(rows, state, *, by_name):
    """Parents and carers all of whose children the State may learn of: one who is hidden would be told of by the row."""
    return rows.filter(pk__in=_across_offices(rows.filter(*_of_open_children("pk", state, by_name))))


def passengers(rows, state, *, by_name):
    """Children whom the State may learn of, adults who are tied to none but such children, and escorts."""
    leave = ContactPermission.objects.allows(state, by_name=by_name)
    files = Child.objects.filter(person=OuterRef("standing"))
    ties = _ties(guardian__person=OuterRef("standing"))
    of_hidden = Exists(ties.filter(child__in=Child.objects.exclude(leave)))
    told = rows.with_standing().exclude(Exists(files.exclude(leave))).exclude(of_hidden)
    told = told.filter(
        Q(role=PassengerRole.ESCORT)
        | Q(Exists(files), role=PassengerRole.CHILD)
        | Q(Exists(ties), role=PassengerRole.PARENT)
    )
    return rows.filter(pk__in=_across_offices(told))


@everything("A child of whom the State may not learn, or may, can be held by another office.")
def _across_offices(rows):
    """Keys of ``rows``, read now: asked later, the question would not see what other offices keep."""
    return list(rows.order_by().values_list("pk", flat=True))


def _of_open_children(guardian, state, by_name):
    leave = ContactPermission.objects.allows(state, by_name=by_name)
    ties = _ties(guardian=OuterRef(guardian))
    return Exists(ties), ~Exists(ties.filter(child__in=Child.objects.exclude(leave)))


def _ties(**of):
    return Guardianship.objects.standing().filter(**of)
