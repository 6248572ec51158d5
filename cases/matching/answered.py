"""Which questions about a person are answered on one of two records: then the merged one has the answer too."""

from cases.enums import Question
from cases.models import (
    Document,
    Guardianship,
    Nationality,
    PersonStatus,
    SeparationPeriod,
    Whereabouts,
)
from cases.people.answers import open_of_child, open_of_person


def answered_on_either(pair):
    """The ``Question`` codes to which one of the two records has an answer."""
    return {question for side in (pair.kept, pair.other) for question in _answered(pair, side)}


def _answered(pair, side):
    def rows(model, field):
        links = pair.of_kept if side is pair.kept else pair.of_other
        return links(model, field)

    told = {
        "whereabouts": rows(Whereabouts, "person"),
        "papers": rows(Document, "person"),
    }
    if side.child is None:
        asked = open_of_person(side.person, statuses=rows(PersonStatus, "person"), **told)
        return _of_person() - set(asked)
    asked = open_of_child(
        side.child,
        separations=rows(SeparationPeriod, "child"),
        ties=rows(Guardianship, "child"),
        claims=rows(Nationality, "child"),
        **told,
    )
    return set(Question) - {Question.STATUS} - set(asked)


def _of_person():
    """What is asked about a parent or carer."""
    return {
        Question.NAME,
        Question.SEX,
        Question.BIRTH,
        Question.BIRTH_PLACE,
        Question.ORIGIN,
        Question.WHERE_NOW,
        Question.STATUS,
        Question.PAPERS,
    }
