"""How a restriction reads: on the page of the case that it covers, and on the screens that decide on it."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from cases.enums import RestrictionKind
from cases.models import CaseRestriction, RestrictionMember
from cases.policy.permissions import Permission


class RestrictionRow:
    """One restriction in words."""

    def __init__(self, restriction):
        self.restriction = restriction

    @property
    def kind(self):
        return str(RestrictionKind(self.restriction.kind).label)

    @property
    def named(self):
        """Names of those who see the file, in order."""
        standing = RestrictionMember.objects.standing().filter(restriction=self.restriction)
        return list(standing.order_by("user__full_name").values_list("user__full_name", flat=True))


@dataclass(frozen=True)
class Banner:
    """What stands on top of a restricted case: why, since when, who sees it, and where that is decided."""

    kind: str
    reason: str
    by: str
    since: date
    review: date
    named: list[str] = field(default_factory=list)
    change_url: str = ""
    lift_url: str = ""


def with_restriction(children):
    """Adds what ``banner_of`` reads to a queryset of children, in the same question."""
    standing = CaseRestriction.objects.open().filter(child=OuterRef("pk"))
    named = RestrictionMember.objects.standing().filter(
        restriction__child=OuterRef("pk"), restriction__lifted_at__isnull=True
    )
    facts = JSONObject(
        public_id="public_id",
        kind="kind",
        reason="reason",
        by="imposed_by__full_name",
        since="from_date",
        review="review_date",
    )
    return children.annotate(
        packed_restriction=ArraySubquery(standing.values(facts=facts)),
        packed_named=ArraySubquery(named.order_by("user__full_name").values("user__full_name")),
    )


def banner_of(child, user):
    """The ``Banner`` of a child out of ``with_restriction``, ``None`` for a file that the whole office sees."""
    if not child.packed_restriction:
        return None
    facts = child.packed_restriction[0]
    decides = user.may(Permission.RESTRICT_CASES)
    return Banner(
        kind=str(RestrictionKind(facts["kind"]).label),
        reason=facts["reason"],
        by=facts["by"],
        since=date.fromisoformat(facts["since"]),
        review=date.fromisoformat(facts["review"]),
        named=child.packed_named,
        change_url=reverse("restrictions:change", args=[facts["public_id"]]) if decides else "",
        lift_url=reverse("restrictions:lift", args=[facts["public_id"]]) if decides else "",
    )
