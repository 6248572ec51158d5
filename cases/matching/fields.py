"""What a record says only once: of two that differ, somebody chooses which stays."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import CaseStatus, ClosureReason, Sensitivity, Sex
from cases.models import Child, Person
from cases.people.presenters import PersonPresenter, state_name

KEPT, OTHER = "kept", "other"


@dataclass(frozen=True)
class Single:
    """One answer of a record, in one or more columns that belong together; ``words`` says it to people."""

    name: str
    label: Promise
    of: type
    columns: tuple[str, ...]
    words: Callable
    # Which of two that differ is offered, where it is not simply the one that stays.
    offers_other: Callable = lambda kept, other: False

    def values(self, record):
        return {column: getattr(record, column) for column in self.columns}

    def is_empty(self, record):
        return all(value in (None, "", Sex.U) for value in self.values(record).values())


def _birth(person):
    shown = PersonPresenter(person)
    known = (shown.birth, shown.birth_basis, shown.birth_confidence)
    return ". ".join(words for words in known if words) if person.birth_earliest else ""


def _status(child):
    status = str(CaseStatus(child.status).label)
    because = str(ClosureReason(child.closure_reason).label) if child.closure_reason else ""
    return ": ".join(words for words in (status, because) if words)


def _found(child):
    where = child.found_place.name if child.found_place else state_name(child.found_country_id)
    when = formats.date_format(child.found_date, "j M Y") if child.found_date else ""
    return ", ".join(words for words in (where, when) if words)


def _stricter(kept, other):
    return list(Sensitivity).index(other.sensitivity) > list(Sensitivity).index(kept.sensitivity)


SINGLES = (
    Single(
        "sex",
        gettext_lazy("Sex"),
        Person,
        ("sex",),
        lambda person: str(Sex(person.sex).label) if person.sex != Sex.U else "",
    ),
    Single(
        "birth",
        gettext_lazy("Date of birth, and how it is known"),
        Person,
        ("birth_earliest", "birth_latest", "birth_precision", "birth_basis", "birth_confidence"),
        _birth,
    ),
    Single(
        "birth_place",
        gettext_lazy("Place of birth"),
        Person,
        ("birth_place", "birth_country_id"),
        lambda person: PersonPresenter(person).born_at,
    ),
    Single(
        "region",
        gettext_lazy("Region of origin"),
        Person,
        ("region_of_origin",),
        lambda person: person.region_of_origin,
    ),
    Single("status", gettext_lazy("Case"), Child, ("status", "closure_reason"), _status),
    Single(
        "sensitivity",
        gettext_lazy("Sensitivity"),
        Child,
        ("sensitivity",),
        lambda child: str(Sensitivity(child.sensitivity).label),
        _stricter,
    ),
    Single(
        "registered",
        gettext_lazy("Registered"),
        Child,
        ("registered_date",),
        lambda child: formats.date_format(child.registered_date, "j M Y"),
        lambda kept, other: other.registered_date < kept.registered_date,
    ),
    Single(
        "found", gettext_lazy("Found"), Child, ("found_date", "found_place_id", "found_country_id"), _found
    ),
)


@dataclass(frozen=True)
class Answer:
    """One answer side by side: of the record that stays, of the other, which is offered, and whether they differ."""

    name: str
    label: str
    kept: str
    other: str
    offered: str = KEPT
    differs: bool = False


def answers_of(pair):
    """The ``Answer`` rows of a ``Pair``: what both records say once, in the order of the page."""
    return [
        _answer(single, pair.kept.of(single.of), pair.other.of(single.of))
        for single in SINGLES
        if pair.kept.of(single.of) is not None and pair.other.of(single.of) is not None
    ]


def _answer(single, kept, other):
    differs = single.values(kept) != single.values(other) and not single.is_empty(other)
    takes = differs and (single.is_empty(kept) or single.offers_other(kept, other))
    return Answer(
        name=single.name,
        label=str(single.label),
        kept=single.words(kept) or _("Not recorded"),
        other=single.words(other) or _("Not recorded"),
        offered=OTHER if takes else KEPT,
        differs=differs,
    )


def chosen_columns(pair, choices):
    """The columns that the record that stays takes over from the other: ``(record, {column: value})`` pairs."""
    found = []
    for record in (Person, Child):
        kept, other = pair.kept.of(record), pair.other.of(record)
        if kept is None or other is None:
            continue
        taken = {}
        for single in SINGLES:
            if single.of is record and choices.get(single.name) == OTHER:
                taken |= single.values(other)
        changed = {column: value for column, value in taken.items() if getattr(kept, column) != value}
        if changed:
            found.append((kept, changed))
    return found
