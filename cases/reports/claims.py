"""How registered children are counted by the State they have a claim on, and the latest decision.

Each child stands in one row: of the one State claimed, of "more than one claim" when two States or more are, or of
"no claim". What a State's official sees is counted from the claims on this State alone. One query.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from cases.enums import ClaimStatus
from cases.models import Child
from cases.reports.scope import Scope


@dataclass(frozen=True)
class ClaimGroup:
    """Children who have a claim on the same States (none, one or more) and the same latest decision."""

    states: tuple[str, ...]
    status: str | None
    children: int


# A claim's status on a day is that of its latest decision by then; a child's that of the latest of all its claims.
_GROUPS = """
WITH child AS ({children}),
claim AS (
    SELECT nationality.child_id, nationality.state_id, nationality.id AS claim_id,
           decision.status, decision.decided_date, decision.id AS decision_id
      FROM cases_nationality nationality
      JOIN child ON child.who = nationality.child_id
      LEFT JOIN LATERAL (
               SELECT status, decided_date, id
                 FROM cases_claimdecision
                WHERE nationality_id = nationality.id AND decided_date <= %s
                ORDER BY decided_date DESC, id DESC
                LIMIT 1
           ) decision ON TRUE
     WHERE nationality.claimed_date <= %s AND (%s::text IS NULL OR nationality.state_id = %s)
),
claimed AS (
    SELECT child_id,
           ARRAY_AGG(DISTINCT state_id) AS states,
           COALESCE(
               (ARRAY_AGG(status ORDER BY decided_date DESC NULLS LAST, decision_id DESC, claim_id DESC))[1], %s
           ) AS status
      FROM claim
     GROUP BY child_id
)
SELECT states, status, COUNT(*)
  FROM child LEFT JOIN claimed ON claimed.child_id = child.who
 GROUP BY states, status
"""


def claim_groups(scope: Scope, as_of: datetime.date) -> list[ClaimGroup]:
    """All children of the scope registered by ``as_of``, grouped by their claims as they stood on that day."""
    children = scope.of_children(Child.objects.standing().filter(registered_date__lte=as_of))
    inner, inner_params = children.order_by().values(who=F("pk")).query.sql_with_params()
    params = [*inner_params, as_of, as_of, scope.state, scope.state, ClaimStatus.UNASSESSED.value]
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS.format(children=inner), params)
        return [
            ClaimGroup(states=tuple(states or ()), status=status, children=count)
            for states, status, count in cursor.fetchall()
        ]
