"""Through which parent a relative belongs to a child, as far as the relationship alone tells."""

from cases.enums import FATHERS_SIDE_RELATIONSHIPS, MOTHERS_SIDE_RELATIONSHIPS, ParentSide


def side_of(relationship):
    """The ``ParentSide`` that a ``Relationship`` implies; ``NONE`` where it implies none (a cousin, a carer)."""
    if relationship in MOTHERS_SIDE_RELATIONSHIPS:
        return ParentSide.MOTHER
    if relationship in FATHERS_SIDE_RELATIONSHIPS:
        return ParentSide.FATHER
    return ParentSide.NONE
