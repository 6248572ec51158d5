"""Whom to compare with whom: persons whose names share keys, few for each person however many there are."""

from collections import defaultdict

from django.db import connection

from cases.documents.numbers import persons_with_one_index
from cases.models import Guardianship

# Keys that more names have say nothing; the rest of a name, or another spelling, has to.
COMMON_PAIR = 200
COMMON_TOKEN = 20
MOST = 40
# A pair of keys says more than a single rare one.
PAIR_WORTH, TOKEN_WORTH = 2, 1

# The keys of some persons, and for each key that is not common those who have it too. However often a key occurs, no
# more rows of it are read than make it common.
_SHARED = """
WITH mine AS (
    SELECT DISTINCT person_id, key, TRUE AS is_pair
    FROM cases_personname, unnest(pair_keys) AS key WHERE person_id = ANY(%(people)s)
    UNION ALL
    SELECT DISTINCT person_id, key, FALSE
    FROM cases_personname, unnest(token_keys) AS key WHERE person_id = ANY(%(people)s)
), telling AS (
    SELECT mine.* FROM mine LEFT JOIN cases_namekeycount AS counted ON counted.key = mine.key
    WHERE coalesce(counted.names, 0) <= CASE WHEN is_pair THEN %(common_pair)s ELSE %(common_token)s END
), shared AS (
    SELECT telling.person_id, unnest(those.people) AS other, %(pair_worth)s AS worth
    FROM telling CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT few.person_id) AS people, count(*) AS names FROM (
            SELECT person_id FROM cases_searchedname WHERE pair_keys @> ARRAY[telling.key] LIMIT %(common_pair)s + 1
        ) AS few
    ) AS those
    WHERE telling.is_pair AND those.names <= %(common_pair)s
    UNION ALL
    SELECT telling.person_id, unnest(those.people), %(token_worth)s
    FROM telling CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT few.person_id) AS people, count(*) AS names FROM (
            SELECT person_id FROM cases_searchedname WHERE token_keys @> ARRAY[telling.key] LIMIT %(common_token)s + 1
        ) AS few
    ) AS those
    WHERE NOT telling.is_pair AND those.names <= %(common_token)s
), counted AS (
    SELECT person_id, other, sum(worth) AS worth FROM shared WHERE other <> person_id GROUP BY person_id, other
), ranked AS (
    SELECT person_id, other, row_number() OVER (PARTITION BY person_id ORDER BY worth DESC, other) AS place
    FROM counted
)
SELECT person_id, other FROM ranked WHERE place <= %(most)s
"""


def named_alike(people, *, most=MOST):
    """``{person id: set of person ids}``: for each of ``people`` (ids) those whose names share telling keys."""
    found = defaultdict(set)
    given = {
        "people": list(people),
        "common_pair": COMMON_PAIR,
        "common_token": COMMON_TOKEN,
        "pair_worth": PAIR_WORTH,
        "token_worth": TOKEN_WORTH,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, given)
        for person, other in cursor.fetchall():
            found[person].add(other)
    return found


def candidates_of(people):
    """``{person id: set of person ids}``: those named alike, the children of those named like a parent, and those
    whose papers may have one number.
    """
    people = set(people)
    parents = defaultdict(set)
    ties = Guardianship.objects.standing().of_parents().filter(child__person__in=people)
    for child, parent in ties.values_list("child__person", "guardian__person"):
        parents[child].add(parent)
    alike = named_alike(people | {parent for found in parents.values() for parent in found})
    like_parents = {other for found in parents.values() for parent in found for other in alike[parent]}
    children = defaultdict(set)
    ties = Guardianship.objects.standing().of_parents().filter(guardian__person__in=like_parents)
    for parent, child in ties.values_list("guardian__person", "child__person"):
        children[parent].add(child)
    numbered = persons_with_one_index(people)
    found = {}
    for person in people:
        nephews = {
            child
            for parent in parents[person]
            for other in alike[parent]
            for child in sorted(children[other])[:MOST]
        }
        found[person] = (alike[person] | nephews | numbered[person]) - {person}
    return found
