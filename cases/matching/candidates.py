"""Which written names Postgres hands over for a search: those with keys in common, else those alike by trigrams."""

from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Greatest

from cases.enums import PARENTS, FoundBy, Relationship
from cases.models import Child, Guardian, NameKeyCount, Person, SearchedName

# So many names are handed over at most, the likest first.
MOST_NAMES = 200
# Keys are taken, the rarest first, as long as all of them together lead to no more names than this.
MOST_BY_KEYS = 4_000
# A key of one word leads, beside the keys of two, where no more names than this have it.
RARE = 1_000
# What a search compares of each name: the key of the row that it leads to, how, and the name itself.
COLUMNS = ("target", "by", "full", "script", "is_preferred", "search_key", "skeleton")


class Conditions(NamedTuple):
    """What a name has to fulfil: any of those that few fulfil, or one that perhaps very many do."""

    few: list[Q]
    many: Q | None = None


def by_keys(typed, within):
    """Pair: names of ``within`` that share keys with what was typed or go on as it begins; whether there were more."""
    counted = NameKeyCount.objects.filter(
        key__in=[*typed.keys.pairs, *typed.keys.tokens, *typed.whole.tokens]
    )
    conditions = _conditions(typed, dict(counted.values_list("key", "names")))
    names = _read(within, conditions, typed)
    return names, len(names) >= MOST_NAMES


def by_trigrams(typed, within):
    """Names of ``within`` whose consonants look like those typed, however the keys differ."""
    if not typed.keys.consonants:
        return []
    # In words next to each other: at its threshold the index reads the rare trigrams only.
    alike = Q(consonants__trigram_strict_word_similar=typed.keys.consonants)
    return _read(within, Conditions([alike]), typed)


def _conditions(typed, counts):
    """The ``Conditions``: pairs of words, rare words, the words before one that is begun."""
    few, pairs = [], _rarest(typed.keys.pairs, counts)
    if pairs:
        few.append(Q(pair_keys__overlap=pairs))
    single = len(typed.keys.pairs) == len(typed.keys.tokens) == 1 or typed.keys.pairs == typed.keys.tokens
    tokens = _rarest(typed.keys.tokens, counts, most=MOST_BY_KEYS if single else RARE)
    if tokens:
        few.append(Q(token_keys__overlap=tokens))
    # Whoever has two of the words before it is among those with the pair, however the last one goes on.
    if not typed.beginning or (len(typed.whole.tokens) > 1 and not set(pairs).isdisjoint(typed.whole.pairs)):
        return Conditions(few)
    begun, whole = _begun(typed), _rarest(typed.whole.tokens, counts)
    if whole:
        return Conditions([*few, begun & Q(token_keys__overlap=whole)])
    if typed.whole.tokens:
        begun &= Q(token_keys__overlap=list(typed.whole.tokens))
    return Conditions(few, begun)


def _begun(typed):
    return Q(skeleton__startswith=typed.beginning) | Q(skeleton__contains=f" {typed.beginning}")


def _rarest(keys, counts, *, most=MOST_BY_KEYS):
    """Keys that together lead to no more than ``most`` names, the rarest first; one that was not counted is rare."""
    taken, names = [], 0
    for key in sorted(keys, key=lambda key: counts.get(key, 0)):
        names += counts.get(key, 0)
        if names > most:
            break
        taken.append(key)
    return taken


def _read(within, conditions, typed):
    """Rows of ``COLUMNS`` for the names that fulfil ``conditions``, the likest first; a name for each row it leads to.

    Of what perhaps very many fulfil, any names are taken: to put all of them in order would take seconds.
    """
    nearest = Greatest(
        TrigramSimilarity("skeleton", typed.keys.skeleton), TrigramSimilarity("search_key", typed.folded)
    )
    parts = []
    for names, target, by in names_leading_to(within):
        told = names.annotate(target=target, by=by, nearest=nearest).values_list("nearest", *COLUMNS)
        if conditions.few:
            few = told.filter(reduce(or_, conditions.few))
            parts.append(few.order_by("-nearest", "pk")[:MOST_NAMES])
        if conditions.many is not None:
            parts.append(told.filter(conditions.many).order_by()[:MOST_NAMES])
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return [row[1:] for row in dict.fromkeys(sorted(rows, key=itemgetter(0), reverse=True))]


def names_leading_to(within):
    """Triples: written names that lead to rows of ``within``, the key of that row, and what they are of it."""
    own, names = Value(FoundBy.NAME, output_field=TextField()), SearchedName.objects
    if within.model is Person:
        return [(names.filter(person__in=within.order_by()), F("person_id"), own)]
    if within.model is Child:
        # The parents as the office of the child keeps them: another office's records stay its own.
        parents = names.filter(
            person__guardian__guardianships__child__in=within.order_by(),
            person__guardian__guardianships__relationship__in=PARENTS,
            person__office_id=F("person__guardian__guardianships__child__office_id"),
            person__merged_into__isnull=True,
        )
        which = Case(
            When(
                person__guardian__guardianships__relationship=Relationship.MOTHER,
                then=Value(FoundBy.MOTHER),
            ),
            default=Value(FoundBy.FATHER),
            output_field=TextField(),
        )
        return [
            (names.filter(person__child__in=within.order_by()), F("person__child__pk"), own),
            (parents, F("person__guardian__guardianships__child_id"), which),
        ]
    if within.model is Guardian:
        children = names.filter(
            person__child__guardianships__guardian__in=within.order_by(),
            person__office_id=F("person__child__guardianships__guardian__person__office_id"),
            person__merged_into__isnull=True,
        )
        of_child = Value(FoundBy.CHILD, output_field=TextField())
        return [
            (names.filter(person__guardian__in=within.order_by()), F("person__guardian__pk"), own),
            (children, F("person__child__guardianships__guardian_id"), of_child),
        ]
    raise TypeError(f"Nobody is found by name among rows of {within.model.__name__}.")
