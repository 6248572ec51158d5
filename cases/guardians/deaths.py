"""Whether a child's parents are known to be dead: from confirmed deaths alone, never from reports."""

from cases.enums import Confidence, ParentalDeath, PersonState, Relationship


def is_confirmed_dead(statuses):
    """Whether one status that still holds says so, and is itself confirmed."""
    return any(
        row.status == PersonState.CONFIRMED_DEAD
        and row.confidence == Confidence.CONFIRMED
        and row.to_date is None
        for row in statuses
    )


def is_reported_dead(statuses):
    """Whether any status that still holds speaks of a death, confirmed or not."""
    told = (PersonState.BELIEVED_DEAD, PersonState.CONFIRMED_DEAD)
    return any(row.status in told and row.to_date is None for row in statuses)


def parental_death(ties):
    """The ``ParentalDeath`` of a child from its ties, whose persons carry ``current_statuses``.

    Where several people are recorded as the same parent, the parent is known dead only when all of them are.
    """
    mother = _known_dead(ties, Relationship.MOTHER)
    father = _known_dead(ties, Relationship.FATHER)
    if mother and father:
        return ParentalDeath.BOTH_CONFIRMED
    if mother:
        return ParentalDeath.MOTHER_CONFIRMED
    if father:
        return ParentalDeath.FATHER_CONFIRMED
    if any(is_reported_dead(_statuses(tie)) for tie in _parents(ties)):
        return ParentalDeath.REPORTED_ONLY
    return ParentalDeath.NONE_KNOWN


def both_reported_dead(ties):
    """Whether a death is at least reported of both parents."""
    return all(
        any(is_reported_dead(_statuses(tie)) for tie in ties if tie.relationship == parent)
        for parent in (Relationship.MOTHER, Relationship.FATHER)
    )


def _parents(ties):
    return [tie for tie in ties if tie.relationship in (Relationship.MOTHER, Relationship.FATHER)]


def _known_dead(ties, parent):
    recorded = [tie for tie in ties if tie.relationship == parent]
    return bool(recorded) and all(is_confirmed_dead(_statuses(tie)) for tie in recorded)


def _statuses(tie):
    return tie.guardian.person.current_statuses
