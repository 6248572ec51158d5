"""Which written names Postgres hands over for a search: those with keys in common, else those alike by trigrams."""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, F, FloatField, Func, Q, TextField, Value, When

from cases.enums import PARENTS, FoundBy, Relationship
from cases.models import Child, Guardian, NameKeyCount, Person, PersonName

# So many names are handed over at most, those with the most in common first.
MOST_NAMES = 400
# Keys are taken, the rarest first, as long as all of them together lead to no more names than this.
MOST_BY_KEYS = 4_000
# A key of one word leads, beside the keys of two, where no more names than this have it.
RARE = 1_000
# What a search compares of each name: the key of the row that it leads to, how, and the name itself.
COLUMNS = ("target", "by", "full", "script", "is_preferred", "consonants")


class SharedKeys(Func):
    """SQL: which share of the keys that were typed, and of those of a name, the two have in common (0 to 1)."""

    template = "(SELECT 2.0 * count(*) / %(all)s FROM unnest(%(expressions)s))"
    arg_joiner = ") AS one(key) WHERE one.key = ANY ("
    output_field = FloatField()

    def __init__(self, keys):
        texts = ArrayField(TextField())
        stored = Func("token_keys", "pair_keys", function="array_cat", output_field=texts)
        both = f"({len(keys)} + cardinality(token_keys) + cardinality(pair_keys))"
        super().__init__(stored, Value(list(keys), output_field=texts), all=both)


def by_keys(typed, within):
    """Pair: names of ``within`` that share keys with what was typed or go on as it begins; whether there were more."""
    keys = dict.fromkeys((*typed.keys.pairs, *typed.keys.tokens))
    counted = NameKeyCount.objects.filter(key__in=[*keys, *typed.whole]).values_list("key", "names")
    conditions = _conditions(typed, dict(counted))
    if not conditions:
        return [], False
    names = _read(within, reduce(or_, conditions), SharedKeys(keys))
    return names, len(names) >= MOST_NAMES


def by_trigrams(typed, within):
    """Names of ``within`` whose consonants look like those typed, however the keys differ."""
    typed_text = typed.keys.consonants
    if not typed_text:
        return []
    if len(typed.keys.tokens) > 1:
        condition = Q(consonants__trigram_similar=typed_text)
        return _read(within, condition, TrigramSimilarity("consonants", typed_text))
    condition = Q(consonants__trigram_word_similar=typed_text)
    return _read(within, condition, TrigramWordSimilarity(typed_text, "consonants"))


def _conditions(typed, counts):
    """What a name has to fulfil, any of it: pairs of words, rare words, the words before one that is begun."""
    conditions = []
    pairs = _rarest(typed.keys.pairs, counts)
    if pairs:
        conditions.append(Q(pair_keys__overlap=pairs))
    single = len(typed.keys.pairs) == len(typed.keys.tokens) == 1 or typed.keys.pairs == typed.keys.tokens
    tokens = typed.keys.tokens if single else _rarest(typed.keys.tokens, counts, most=RARE)
    if tokens:
        conditions.append(Q(token_keys__overlap=list(tokens)))
    if typed.beginning:
        begun = Q(skeleton__startswith=typed.beginning) | Q(skeleton__contains=f" {typed.beginning}")
        if typed.whole:
            begun &= Q(token_keys__overlap=_rarest(typed.whole, counts) or list(typed.whole))
        conditions.append(begun)
    return conditions


def _rarest(keys, counts, *, most=MOST_BY_KEYS):
    """Keys that together lead to no more than ``most`` names, the rarest first; one that was not counted is rare."""
    taken, names = [], 0
    for key in sorted(keys, key=lambda key: counts.get(key, 0)):
        names += counts.get(key, 0)
        if names > most:
            break
        taken.append(key)
    return taken


def _read(within, condition, nearest):
    """Rows of ``COLUMNS`` for the names that fulfil ``condition``; the same name once for each row it leads to."""
    first, *others = [
        names.filter(condition)
        .annotate(target=target, by=by, nearest=nearest)
        .order_by("-nearest", "pk")
        .values_list(*COLUMNS)[:MOST_NAMES]
        for names, target, by in _sources(within)
    ]
    return list(first.union(*others, all=True) if others else first)


def _sources(within):
    """Triples: written names that lead to rows of ``within``, the key of that row, and what they are of it."""
    own, names = Value(FoundBy.NAME, output_field=TextField()), PersonName.objects
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
