"""Is it one of these? Who on file may be the person that somebody is about to register, within the own office."""

import uuid
from dataclasses import dataclass

from cases.enums import MatchBand, MatchKind, PassengerRole, Sex
from cases.matching.duplicates import on_file
from cases.matching.known import known_of
from cases.matching.person_score import Known, Spelling, Verdict, compare
from cases.matching.review_presenters import RecordLine
from cases.matching.search import find
from cases.models import Person
from cases.people.presenters import PersonPresenter

# The field of a form that says which persons somebody has seen, and that it is none of them.
APART, USE = "apart", "use"
SHOWN = 5
# So many ids are read of what a form sends: those of a large family.
MOST_APART = 100
LOOKED_AT = 20


@dataclass(frozen=True)
class Typed:
    """What somebody has typed of a person who is not on file yet: names by script, and whatever else is known."""

    names: dict
    sex: str = Sex.U
    birth: object = None
    mothers: tuple = ()
    fathers: tuple = ()
    children: tuple = ()
    is_child: bool = True

    def known(self):
        """The same as the comparison takes it."""
        when = self.birth.when if self.birth else None
        return Known(
            names=tuple(Spelling.of(full) for full in self.names.values()),
            sex=self.sex,
            born=(when.earliest, when.latest) if when else None,
            mothers=tuple(self.mothers),
            fathers=tuple(self.fathers),
            children=tuple(self.children),
            is_child=self.is_child,
        )


class Lookalike(RecordLine):
    """Somebody on file who may be the one that was typed."""

    def __init__(self, person, verdict: Verdict):
        super().__init__(person)
        self.verdict = verdict
        self.public_id = str(person.public_id)
        role = PassengerRole.CHILD if self.child else PassengerRole.PARENT
        self.words = PersonPresenter(person, role=role)

    @property
    def is_likely(self):
        return self.verdict.band == MatchBand.LIKELY


def lookalikes(user, typed):
    """Those of the user's office who may be the person typed (a ``Typed``), the likeliest first; a handful at most.

    Nobody at all where nobody is likely: only that is worth a stop.
    """
    office = _office(user)
    found = {
        person.pk: person
        for full in typed.names.values()
        for person in find(full, within=office, limit=LOOKED_AT)
    }
    known, mine = known_of(found), typed.known()
    verdicts = [(compare(mine, one), found[pk]) for pk, one in known.items()]
    same = [
        Lookalike(person, verdict)
        for verdict, person in verdicts
        if verdict and verdict.kind == MatchKind.SAME_PERSON
    ]
    same.sort(key=lambda one: (-one.verdict.score, one.person.pk))
    return same[:SHOWN] if any(one.is_likely for one in same) else []


def not_seen(found, data):
    """Whether among ``found`` is a likely one of whom ``data`` (a QueryDict) does not say that it is somebody else."""
    apart = set(apart_ids(data))
    return any(one.is_likely and one.public_id not in apart for one in found)


def apart_ids(data):
    """Public ids (text) of the persons of whom ``data`` says that it is none of them; what is no id is left out."""
    return [text for text in data.get(APART, "").split()[:MOST_APART] if _is_id(text)]


def kept_apart(user, data):
    """The persons of the own office of whom ``data`` says that it is none of them."""
    return list(_office(user).filter(public_id__in=apart_ids(data)))


def typed_fields(data):
    """What was sent, as pairs for hidden fields of the page that asks, without what that page itself sends."""
    own = ("csrfmiddlewaretoken", APART, USE)
    return [(name, value) for name, values in data.lists() for value in values if name not in own]


def apart_value(found):
    """What the button "none of these" sends."""
    return " ".join(one.public_id for one in found)


def asked_about(public_id):
    """The id (text) as a UUID, or ``None`` for what is none."""
    return uuid.UUID(public_id) if _is_id(public_id) else None


def _office(user):
    """Everybody with a file in the user's office."""
    within = on_file().filter(pk__in=Person.objects.visible_to(user).values("pk"))
    return within.select_related("child", "guardian").prefetch_related("names")


def _is_id(text):
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
