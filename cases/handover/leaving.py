"""Everything that somebody who leaves an office has in hand there, and handing it on in one step.

Whoever does it need not see a single case: what is left is counted, never shown.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.audit.record import changing
from cases.children.actions import assign_all
from cases.enums import OFFICE_ROLES
from cases.errors import Refused
from cases.models import (
    CaseAssignment,
    CaseFlag,
    Child,
    FollowedCase,
    RegistrationDraft,
    RestrictionMember,
    UnsentText,
    User,
)
from cases.models.wall import everything
from cases.people.covering import hand_on_naming

_WHY = "Whoever ends a role at an office may see none of its cases: they are counted and given on unread."


@dataclass(frozen=True)
class Left:
    """How much somebody has in hand: totals, and nothing about any case."""

    cases: int
    stands_in: int  # of them, only until a day
    flags: int  # raised on these cases
    lent: int  # with others until a day
    drafts: int
    followed: int
    restricted: int  # files that only named people see

    @property
    def is_nothing(self):
        return not (self.cases or self.lent or self.drafts or self.followed or self.restricted)


@everything(_WHY)
def left_by(leaver, office):
    """What ``leaver`` has in hand at ``office``, as ``Left``; in five queries, however much it is."""
    held = CaseAssignment.objects.current().filter(office=office)
    counts = held.aggregate(
        cases=Count("pk", filter=Q(user=leaver)),
        stands_in=Count("pk", filter=Q(user=leaver, return_date__isnull=False)),
        lent=Count("pk", filter=Q(return_to=leaver)),
    )
    return Left(
        **counts,
        flags=CaseFlag.objects.raised().filter(child__in=held.filter(user=leaver).values("child")).count(),
        drafts=RegistrationDraft.objects.kept().filter(user=leaver, office=office).count(),
        followed=FollowedCase.objects.filter(user=leaver, child__office=office).count(),
        restricted=RestrictionMember.objects.standing()
        .filter(user=leaver, restriction__child__office=office, restriction__lifted_at__isnull=True)
        .count(),
    )


def receivers(office, *, leaver=None):
    """Who may take over at ``office``: those who work on its cases and may sign in, without ``leaver``, by name."""
    people = User.objects.filter(
        is_active=True,
        memberships__office=office,
        memberships__role__in=OFFICE_ROLES,
        memberships__to_date__isnull=True,
    )
    return people.exclude(pk=leaver.pk if leaver else None).order_by("full_name", "pk")


@everything(_WHY)
def hand_on(*, by, leaver, office, to, reason):
    """Give everything that ``leaver`` has in hand at ``office`` to ``to``; returns how many cases went over.

    Restricted files name ``to`` instead of the leaver. Cases go with their flags. Where the leaver stands in for a
    colleague, ``to`` does so until the same day; what others keep for the leaver goes back to ``to``. Drafts, words that
    were not saved and followed cases go along, as far as ``to`` has none of the same. ``reason`` stands on each case,
    where the office reads it. Raises ``Refused`` where ``to`` does no case work at the office, or a restricted file would
    name no supervisor. The number of statements does not grow with the number of cases.
    """
    if not receivers(office, leaver=leaver).filter(pk=to.pk).exists():
        raise Refused(_("This person works in another office."), field="receiver")
    with changing(by=by, reason=reason):
        hand_on_naming(by=by, leaver=leaver, office=office, to=to)
        count = _hand_on_cases(by, leaver, office, to, reason)
        _bring_back_to(leaver, office, to)
        _hand_on_unfinished(leaver, office, to)
        _hand_on_followed(leaver, office, to)
    return count


def _hand_on_cases(by, leaver, office, to, reason):
    held = CaseAssignment.objects.current().filter(user=leaver, office=office)
    # In one order, so that two hand-overs at once wait for one another instead of locking each other out.
    wanted = Child.objects.filter(office=office, pk__in=held.values("child"))
    locked = {child.pk: child for child in wanted.select_for_update(of=("self",)).order_by("pk")}
    turns = {}
    # Read again under the locks: what was given to somebody in between stays there.
    for child, day, owner in held.filter(child__in=locked).values_list("child", "return_date", "return_to"):
        turns.setdefault(_goes_back(day, owner, to), []).append(locked[child])
    for (day, owner), children in turns.items():
        returning = {"return_date": day, "return_to": User(pk=owner)} if owner else {}
        assign_all(by=by, children=children, user=to, reason=reason, **returning)
    return sum(map(len, turns.values()))


def _goes_back(day, owner, to):
    """Until when ``to`` stands in for whom, as ``(day, user id)``; a day that has passed is made up for tomorrow."""
    if owner is None or owner == to.pk:
        return None, None
    return max(day, timezone.localdate()), owner


def _bring_back_to(leaver, office, to):
    lent = CaseAssignment.objects.current().filter(return_to=leaver, office=office)
    now = timezone.now()
    lent.filter(user=to).update(return_to=None, return_date=None, updated_at=now)
    lent.update(return_to=to, updated_at=now)


def _hand_on_unfinished(leaver, office, to):
    now = timezone.now()
    drafts = RegistrationDraft.objects.kept().filter(user=leaver, office=office)
    drafts.update(user=to, version=F("version") + 1, updated_at=now)
    same = UnsentText.objects.filter(user=to, child=OuterRef("child"), kind=OuterRef("kind"))
    UnsentText.objects.filter(~Exists(same), user=leaver, child__office=office).update(user=to)


def _hand_on_followed(leaver, office, to):
    same = FollowedCase.objects.filter(user=to, child=OuterRef("child"))
    mine = CaseAssignment.objects.current().filter(user=to, child=OuterRef("child"))
    followed = FollowedCase.objects.filter(user=leaver, child__office=office)
    followed.filter(~Exists(same), ~Exists(mine)).update(user=to, updated_at=timezone.now())
    followed.delete()
