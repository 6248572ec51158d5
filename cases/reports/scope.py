"""Whose children a figure counts, and how exactly it may be told (promises 2 and 5)."""

import datetime
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django_countries import countries

from cases.disclosure import Audience
from cases.models import ContactPermission
from cases.policy.permissions import Permission

# Any one of these opens the pages of figures.
READERS = (Permission.READ_OFFICE_TOTALS, Permission.READ_STATE_TOTALS, Permission.READ_WORLD_TOTALS)


class Reach(Enum):
    """How far somebody's figures reach."""

    OFFICE = auto()
    STATE = auto()
    WORLD = auto()


@dataclass(frozen=True)
class Scope:
    """Which children are counted, and for which audience. Make it with ``of`` or ``everything``."""

    reach: Reach
    audience: Audience
    office_id: int | None = None
    office_name: str = ""
    state: str | None = None

    @classmethod
    def of(cls, user):
        """The scope of a user who holds one of ``READERS``; ``ValueError`` for anybody else."""
        if user.may(Permission.READ_WORLD_TOTALS):
            return cls(Reach.WORLD, Audience.PROTECTED)
        if user.may(Permission.READ_STATE_TOTALS):
            return cls(Reach.STATE, Audience.PROTECTED, state=user.state)
        if user.may(Permission.READ_OFFICE_TOTALS):
            return cls(
                Reach.OFFICE, Audience.EXACT, office_id=user.office_id, office_name=str(user.office or "")
            )
        raise ValueError("This user reads no figures.")

    @classmethod
    def everything(cls):
        """All children, exact: for whoever runs the server and reads from its command line."""
        return cls(Reach.WORLD, Audience.EXACT)

    @property
    def is_exact(self):
        return self.audience is Audience.EXACT

    def of_passengers(self, passengers):
        """Those of ``passengers`` whose person counts here."""
        if self.reach is Reach.OFFICE:
            return passengers.filter(person__office_id=self.office_id)
        if self.reach is Reach.STATE:
            of_child = self._permitted(child__person=OuterRef("standing"))
            return passengers.with_standing().filter(of_child)
        return passengers

    def of_children(self, children):
        """Those of ``children`` that count here."""
        if self.reach is Reach.OFFICE:
            return children.filter(office_id=self.office_id)
        if self.reach is Reach.STATE:
            return children.filter(self._permitted(child=OuterRef("pk")))
        return children

    def _permitted(self, **same_child):
        # Without a current permission the State learns nothing of the child, whatever is claimed or happened.
        return Exists(ContactPermission.objects.allowing(self.state).filter(**same_child))

    def figures_on(self, as_of):
        """The day on which breakdowns stand: ``as_of``, for protected readers the end of a quarter before it.

        Day by day, rounded figures would give away who was on a transfer.
        """
        return as_of if self.is_exact else last_quarter_end(as_of)

    @property
    def whose(self):
        """A line under a page's title: whose children are counted."""
        if self.reach is Reach.OFFICE:
            return _("Children of %(office)s") % {"office": self.office_name}
        if self.reach is Reach.STATE:
            return _("Children returned to %(state)s") % {"state": countries.name(self.state)}
        return _("All States")

    @property
    def seen_by(self):
        """Who sees these figures, and how exactly."""
        if self.reach is Reach.OFFICE:
            return _(
                "You see the exact figures of the children of %(office)s; so do your colleagues there. "
                "Children of other offices are not in them."
            ) % {"office": self.office_name}
        if self.reach is Reach.STATE:
            return _(
                "You see figures of %(state)s only, and of children whom this State may know of. "
                "You cannot open a child’s case."
            ) % {"state": countries.name(self.state)}
        return _("You see totals of all States. You cannot open a child’s case.")

    @property
    def claims_seen_by(self):
        """The same on the page of claims, where nothing is exact for readers of figures."""
        if self.reach is Reach.STATE:
            return _(
                "You see claims on %(state)s only, and only of children whom this State may know of."
            ) % {"state": countries.name(self.state)}
        return self.seen_by

    @property
    def what_is_exact(self):
        """The sentence on exact figures in the note on protection; empty where everything is exact."""
        if self.is_exact:
            return ""
        return _(
            "How many children travelled to a State by a date is exact. Girls, boys and ages stand as of the "
            "end of a quarter."
        )


def last_quarter_end(day):
    """The last 31 March, 30 June, 30 September or 31 December that is not after ``day``."""
    following = day + datetime.timedelta(days=1)
    first_month = (following.month - 1) // 3 * 3 + 1
    return datetime.date(following.year, first_month, 1) - datetime.timedelta(days=1)
