"""The columns of the list of claims, and what each needs from the database."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cases.components.kept_lists import Column, KeptList
from cases.enums import CaseList
from cases.models import CaseAssignment, ClaimDecision
from cases.nationalities.filters import ClaimFilter


def _with_decision(claims):
    latest = ClaimDecision.objects.filter(nationality=OuterRef("pk")).newest_first()
    return claims.annotate(decided_date=Subquery(latest.values("decided_date")[:1]))


def _with_caseworker(claims):
    current = CaseAssignment.objects.current().filter(child=OuterRef("child")).order_by()
    return claims.annotate(caseworker=Subquery(current.values("user__full_name")[:1]))


COLUMNS = (
    Column("number", _("Case number")),
    Column("state", _("State"), sort="state"),
    Column("ground", _("Ground")),
    Column("answer", _("Answer"), sort="answer"),
    Column("contact", _("Contact")),
    Column("claimed", _("Claimed"), sort="claimed"),
    Column("decided", _("Latest decision"), add=_with_decision),
    Column("evidence", _("Evidence")),
    Column("age", _("Age now")),
    Column("caseworker", _("Caseworker"), add=_with_caseworker),
)
USUAL = ("number", "state", "ground", "answer", "contact", "claimed")

CLAIMS = KeptList(
    name=CaseList.CLAIMS,
    route="nationalities:list",
    filters=tuple(ClaimFilter.base_filters),
    columns=COLUMNS,
    usual=USUAL,
)
