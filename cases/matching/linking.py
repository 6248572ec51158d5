"""What can be done with two children of one family: a common group, and parents who are on one file only."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import PARENTS, Relationship
from cases.matching.answers import share_group
from cases.models import Guardianship, hidden_from
from cases.people.presenters import PersonPresenter


@dataclass(frozen=True)
class Choices:
    """Ties that may be made, each with its words; whether the two share a group; parents who are two records."""

    ties: list[tuple[Guardianship, str]]
    has_group: bool
    twice: list[str]

    @property
    def is_open(self):
        """Whether anything is left to choose."""
        return bool(self.ties) or not self.has_group


def choices_for(match, user):
    """The ``Choices`` that ``user`` has for two children of one office.

    A parent is offered to the child who has none of that kind; where each has another record, the two are compared
    first.
    """
    first, second = match.first.child, match.second.child
    ties = (
        Guardianship.objects.standing()
        .of_parents()
        .filter(
            ~hidden_from(user, "guardian__person"),
            child__in=[first, second],
            guardian__person__office=first.office_id,
        )
        .select_related("guardian__person", "child__person")
        .prefetch_related("guardian__person__names", "child__person__names")
        .order_by("pk")
    )
    offered, twice = [], []
    for relationship in PARENTS:
        of_first = [tie for tie in ties if tie.relationship == relationship and tie.child_id == first.pk]
        of_second = [tie for tie in ties if tie.relationship == relationship and tie.child_id == second.pk]
        if of_first and of_second:
            if not {tie.guardian_id for tie in of_first} & {tie.guardian_id for tie in of_second}:
                twice.append(str(Relationship(relationship).label))
            continue
        offered += [(tie, _words(tie)) for tie in (*of_first, *of_second)]
    return Choices(ties=offered, has_group=share_group(first, second), twice=twice)


def _words(tie):
    """ "Amina Saidova, Mother of Zarina Saidova"."""
    return _("%(name)s (%(relationship)s of %(child)s)") % {
        "name": PersonPresenter(tie.guardian.person).name,
        "relationship": tie.get_relationship_display(),
        "child": PersonPresenter(tie.child.person).name,
    }
